import PostilKit

/// A change of one key. All other bytes stay as they are: comments, the order, blank lines.
extension TOMLDocument {
  /// The document with a key set to a value: in place of the old value, else on a new line after the last
  /// key of its table, which is added at the end of the text if it is missing.
  ///
  /// - Parameters:
  ///   - key: The names of the key, those of its tables first.
  ///   - value: A string, number, truth value, or an array or object of them.
  /// - Throws: `TOMLFailure` if the key is a table, if one of its tables is something else, or if the value
  ///   cannot be written.
  package func setting(_ key: [String], to value: JSONValue) throws(TOMLFailure) -> TOMLDocument {
    guard let name = key.last, let literal = Self.literal(value) else {
      throw TOMLFailure(place: place(0), reason: "the key or its value cannot be written")
    }
    var edit = TOMLEdit(document: self, literal: literal)
    for table in key.dropLast() { try edit.enter(table) }
    let change = try edit.change(name)
    var bytes = bytes
    bytes.replaceSubrange(change.range, with: change.text.utf8)
    return try TOMLDocument(bytes)
  }

  /// The value as it is written; nil for null.
  private static func literal(_ value: JSONValue) -> String? {
    switch value {
    case .null: return nil
    case .object(let object):
      let members = object.members.compactMap { member in
        literal(member.value).map { "\(TOMLEdit.key([member.name])) = \($0)" }
      }
      return members.count == object.members.count
        ? "{\(members.joined(separator: ", "))}" : nil
    case .array(let elements):
      let literals = elements.compactMap(literal)
      return literals.count == elements.count ? "[\(literals.joined(separator: ", "))]" : nil
    default: return JSONWriter.string(value)
    }
  }
}

/// Finds the bytes to replace for one key.
private struct TOMLEdit {
  let document: TOMLDocument
  let literal: String
  /// The table that the names so far lead to; nil if it does not exist.
  private var table: TOMLTable?
  /// The last table on the way that a line can be added to, and the names from there on.
  private var home: TOMLTable
  private var path: [String] = []
  /// All names so far.
  private var names: [String] = []

  init(document: TOMLDocument, literal: String) {
    self.document = document
    self.literal = literal
    table = document.root
    home = document.root
  }

  /// Goes on to the table of that name.
  mutating func enter(_ name: String) throws(TOMLFailure) {
    names.append(name)
    path.append(name)
    guard let member = table?.member(name) else {
      table = nil
      return
    }
    guard let next = member.value.table else {
      throw document.failure(member, "'\(name)' is not a table")
    }
    table = next
    if next.form == .header || next.form == .inline {
      home = next
      path = []
    }
  }

  /// The bytes to replace, and by what.
  func change(_ name: String) throws(TOMLFailure) -> (range: Range<Int>, text: String) {
    if let member = table?.member(name) {
      if member.value.range.isEmpty { throw document.failure(member, "'\(name)' is a table") }
      return (member.value.range, literal)
    }
    let isDotted = table?.form == .dotted
    if home.form == .inline {
      return insertion(inBraces: "\(Self.key(path + [name])) = \(literal)")
    }
    if path.isEmpty || isDotted {
      return insertion(at: home.end, "\(Self.key(path + [name])) = \(literal)")
    }
    let lines = "[\(Self.key(names))]\(newline)\(Self.key([name])) = \(literal)"
    let isEmpty = document.bytes.count <= document.root.end && document.root.members.isEmpty
    return insertion(at: document.bytes.count, isEmpty ? lines : newline + lines)
  }

  private func insertion(at end: Int, _ line: String) -> (Range<Int>, String) {
    let isAfterText = end > 0 && document.bytes[end - 1] != 0x0A && !isBOM(end)
    return (end..<end, (isAfterText ? newline : "") + line + newline)
  }

  private func isBOM(_ end: Int) -> Bool { end == 3 && document.bytes.starts(with: TOMLParser.bom) }

  private func insertion(inBraces text: String) -> (Range<Int>, String) {
    let end = home.end
    guard home.members.isEmpty else { return (end..<end, ", \(text)") }
    return (end..<end, document.bytes[end] == UInt8(ascii: "}") ? " \(text) " : " \(text)")
  }

  /// The end of a line, as the text has it.
  private var newline: String {
    guard let first = document.bytes.firstIndex(of: 0x0A), first > 0 else { return "\n" }
    return document.bytes[first - 1] == 0x0D ? "\r\n" : "\n"
  }

  static func key(_ names: [String]) -> String {
    names.map { isBare($0) ? $0 : JSONWriter.string(.string($0)) }.joined(separator: ".")
  }

  private static func isBare(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F || $0 == 0x2D
      }
  }
}

extension TOMLTable {
  fileprivate func member(_ name: String) -> Member? { members.first { $0.name == name } }
}

extension TOMLDocument {
  fileprivate func failure(_ member: TOMLTable.Member, _ reason: String) -> TOMLFailure {
    TOMLFailure(place: place(member.offset), reason: reason)
  }
}
