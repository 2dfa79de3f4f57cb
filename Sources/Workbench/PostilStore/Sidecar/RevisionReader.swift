import PostilKit
import PostilSystem

/// Fast reader for the most frequent lines of a sidecar, revisions as Postil writes them: fills an
/// annotation without building JSON values first.
///
/// It accepts only what it reads with certainty and leaves every other line to ``JSONParser``, so
/// that both together read exactly what ``JSONParser`` alone would.
package struct RevisionReader {
  /// Long strings that recur from line to line, cached so that each is created once.
  private var repeated: [String] = Array(repeating: "", count: Field.allCases.count)

  private enum Field: Int, CaseIterable {
    case id, layer, label, spans, text, roles, attributes, state, annotator, score, rule
    case op, at, by, author, commander, prev, lines, check, other
  }

  /// Creates a reader.
  package init() {}

  /// Reads a line into `revision`; false if it is not a revision in Postil's own form.
  package mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into revision: inout Revision
  ) -> Bool {
    var cursor = Cursor(bytes)
    var seen = 0
    revision = Revision()
    guard cursor.take(UInt8(ascii: "{")) else { return false }
    repeat {
      guard let name = cursor.plainString(), cursor.take(UInt8(ascii: ":")),
        member(name, &cursor, &revision, &seen)
      else { return false }
    } while cursor.take(UInt8(ascii: ","))
    let needed = [Field.id, .layer, .label, .spans].reduce(0) { $0 | 1 << $1.rawValue }
    return cursor.take(UInt8(ascii: "}")) && cursor.isAtEnd && seen & needed == needed
      && !revision.annotation.id.isEmpty
      && (revision.stamp.person == nil || revision.stamp.kind != nil)
  }

  private mutating func member(
    _ name: UnsafeBufferPointer<UInt8>, _ cursor: inout Cursor, _ draft: inout Revision,
    _ seen: inout Int
  ) -> Bool {
    guard let field = Self.field(name) else { return false }
    if field != .other {
      if seen & 1 << field.rawValue != 0 { return false }
      seen |= 1 << field.rawValue
    }
    switch field {
    case .spans:
      guard let spans = cursor.spans() else { return false }
      draft.annotation.spans = spans
    case .roles:
      guard let roles = cursor.value().flatMap(Self.roles) else { return false }
      draft.annotation.roles = roles
    case .attributes:
      guard let attributes = cursor.plainMembers() ?? cursor.members() else { return false }
      draft.annotation.attributes = attributes
    case .score:
      guard let score = cursor.plainDecimal() ?? cursor.value()?.double else { return false }
      draft.annotation.score = score
    case .author:
      guard let kind = cursor.plainString().flatMap(Self.kind) else { return false }
      draft.stamp.kind = kind
    case .lines:
      guard let lines = cursor.value().flatMap(SidecarLine.Stamp.lines) else { return false }
      draft.stamp.lines = lines
    case .check:
      guard let value = cursor.plainString().flatMap(Cursor.string),
        CheckValue.isOne(.string(value))
      else { return false }
      draft.stamp.isChecked = true
    case .other:
      guard let name = String(validating: name, as: UTF8.self), let value = cursor.value(),
        draft.annotation.unknown[name] == nil
      else { return false }
      draft.annotation.unknown[name] = value
    default:
      guard let string = string(field, &cursor) else { return false }
      return Self.set(field, string, &draft)
    }
    return true
  }

  private static func set(_ field: Field, _ string: String, _ draft: inout Revision) -> Bool {
    switch field {
    case .id: draft.annotation.id = string
    case .layer: draft.annotation.layer = Layer(rawValue: string)
    case .label: draft.annotation.label = string
    case .text: draft.annotation.text = string
    case .annotator: draft.annotation.annotator = string
    case .rule: draft.annotation.rule = string
    case .op: draft.stamp.op = string
    case .at: draft.stamp.at = string
    case .by: draft.stamp.by = string
    case .commander: draft.stamp.person = string
    case .prev: draft.stamp.prev = string
    case .state:
      guard let state = Annotation.State(rawValue: string) else { return false }
      draft.annotation.state = state
    default: return false
    }
    return true
  }

  /// The kind of author for a value; nil for a value that Postil does not write.
  private static func kind(_ value: UnsafeBufferPointer<UInt8>) -> Author.Kind? {
    if Bytes.equal("plugin", value) { return .plugin }
    return Bytes.equal("person", value) ? .person : nil
  }

  private mutating func string(_ field: Field, _ cursor: inout Cursor) -> String? {
    var ahead = cursor
    guard let plain = ahead.plainString() else { return cursor.value()?.string }
    cursor = ahead
    // Up to 15 bytes are stored inline in a string; only longer ones need an allocation.
    if plain.count > 15, field != .text, Bytes.equal(repeated[field.rawValue], plain) {
      return repeated[field.rawValue]
    }
    guard let string = Cursor.string(plain) else { return nil }
    if plain.count > 15, field != .text { repeated[field.rawValue] = string }
    return string
  }

  private static func roles(_ value: JSONValue) -> [String: [RoleLink]]? {
    guard let members = value.object?.members else { return nil }
    var roles: [String: [RoleLink]] = [:]
    for member in members {
      let links = (member.value.array ?? [member.value]).map { RoleLink(json: $0) }
      guard links.allSatisfy({ $0 != nil }) else { return nil }
      roles[member.name] = links.compactMap(\.self)
    }
    return roles
  }

  /// The field with a name; nil for names that make a line something other than a plain revision.
  private static func field(_ name: UnsafeBufferPointer<UInt8>) -> Field? {
    func `is`(_ other: StaticString) -> Bool {
      name.count == other.utf8CodeUnitCount
        && name.indices.allSatisfy { name[$0] == other.utf8Start[$0] }
    }
    switch name.count {
    case 2:
      return `is`("id") ? .id : `is`("op") ? .op : `is`("at") ? .at : `is`("by") ? .by : .other
    case 3: return `is`("for") ? .commander : `is`("crc") ? .check : .other
    case 4: return `is`("text") ? .text : `is`("prev") ? .prev : `is`("rule") ? .rule : .other
    case 5:
      if `is`("layer") { return .layer }
      if `is`("label") { return .label }
      if `is`("spans") { return .spans }
      if `is`("state") { return .state }
      if `is`("score") { return .score }
      if `is`("lines") { return .lines }
      return `is`("roles") ? .roles : .other
    case 6 where `is`("author"): return .author
    case 6: return `is`("postil") || `is`("undoes") || `is`("redoes") ? nil : .other
    case 7: return `is`("removed") || `is`("command") ? nil : .other
    case 8: return `is`("articles") ? nil : .other
    case 9: return `is`("annotator") ? .annotator : .other
    case 10: return `is`("attributes") ? .attributes : .other
    default: return .other
    }
  }
}

/// A line that gives an annotation a new state.
package struct Revision {
  package var annotation: Annotation
  package var stamp: SidecarLine.Stamp

  /// Creates a revision; an empty one to be read into.
  package init(
    annotation: Annotation = Annotation(layer: "", label: "", spans: []),
    stamp: SidecarLine.Stamp = SidecarLine.Stamp()
  ) {
    self.annotation = annotation
    self.stamp = stamp
  }
}

/// A read position in a line of JSON.
private struct Cursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
  }

  /// Whether only white space follows.
  var isAtEnd: Bool {
    var rest = self
    rest.skipSpace()
    return rest.at == bytes.count
  }

  /// Skips white space and then this byte, if it is there.
  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// The bytes of a string without escapes.
  mutating func plainString() -> UnsafeBufferPointer<UInt8>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      if bytes[at] == UInt8(ascii: "\\") || bytes[at] < 0x20 { return nil }
      at += 1
    }
    guard at < bytes.count else { return nil }
    at += 1
    return UnsafeBufferPointer(rebasing: bytes[start..<at - 1])
  }

  /// Spans, `[[0,3],[5,9]]`, in text order.
  mutating func spans() -> [Span]? {
    guard take(UInt8(ascii: "[")) else { return nil }
    var spans: [Span] = []
    if take(UInt8(ascii: "]")) { return spans }
    repeat {
      guard take(UInt8(ascii: "[")), let start = number(), take(UInt8(ascii: ",")),
        let end = number(), take(UInt8(ascii: "]")), start <= end, start >= spans.last?.end ?? 0
      else { return nil }
      spans.append(Span(start, end))
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? spans : nil
  }

  /// An integer of at most 15 digits in JSON's spelling.
  private mutating func number() -> Int? {
    skipSpace()
    let start = at
    var value = 0
    while at < bytes.count, (0x30...0x39).contains(bytes[at]), at - start < 16 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    let length = at - start
    return length == 0 || length > 15 || (length > 1 && bytes[start] == 0x30) ? nil : value
  }

  /// The string of the bytes between quotation marks; nil if they are not valid UTF-8.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    // Validating costs several times as much as checking for non-ASCII bytes.
    bytes.allSatisfy { $0 < 0x80 }
      ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
  }

  /// An object `{"name":"value"}` of strings without escapes and without repeated names; for
  /// anything else, nil without moving the position.
  mutating func plainMembers() -> [String: JSONValue]? {
    var ahead = self
    var members: [String: JSONValue] = [:]
    guard ahead.take(UInt8(ascii: "{")) else { return nil }
    if !ahead.take(UInt8(ascii: "}")) {
      repeat {
        guard let name = ahead.plainString().flatMap(Self.string), ahead.take(UInt8(ascii: ":")),
          let value = ahead.plainString().flatMap(Self.string),
          members.updateValue(.string(value), forKey: name) == nil
        else { return nil }
      } while ahead.take(UInt8(ascii: ","))
      guard ahead.take(UInt8(ascii: "}")) else { return nil }
    }
    self = ahead
    return members
  }

  /// The members of any object.
  mutating func members() -> [String: JSONValue]? {
    guard let members = value()?.object?.members else { return nil }
    return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
  }

  /// A number such as `0.91`, of at most 15 digits, with exactly the value that a full parser
  /// gives; for anything else, nil without moving the position.
  mutating func plainDecimal() -> Double? {
    var ahead = self
    guard let whole = ahead.number(), whole < 1_000_000 else { return nil }
    var (digits, scale) = (whole, 1)
    if ahead.at < bytes.count, bytes[ahead.at] == UInt8(ascii: ".") {
      ahead.at += 1
      let start = ahead.at
      while ahead.at < bytes.count, (0x30...0x39).contains(bytes[ahead.at]), ahead.at - start < 9 {
        digits = digits * 10 + Int(bytes[ahead.at] - 0x30)
        scale *= 10
        ahead.at += 1
      }
      if scale == 1 { return nil }
    }
    var end = ahead
    guard end.take(UInt8(ascii: ",")) || end.take(UInt8(ascii: "}")) else { return nil }
    self = ahead
    // Both are exact, so the quotient is the nearest double.
    return Double(digits) / Double(scale)
  }

  /// Any value, parsed by ``JSONParser``.
  mutating func value() -> JSONValue? {
    skipSpace()
    let start = at
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""): guard skipString() else { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
        // The parser counts nesting from the start of the line; near its limit, let it parse the
        // whole line.
        if depth > 32 { return nil }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return parsed(start) }
        depth -= 1
        at += 1
      case UInt8(ascii: ",") where depth == 0: return parsed(start)
      default: at += 1
      }
    }
    return nil
  }

  private mutating func skipString() -> Bool {
    at += 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        return true
      }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  private func parsed(_ start: Int) -> JSONValue? {
    try? JSONParser.parse(UnsafeBufferPointer(rebasing: bytes[start..<at]))
  }
}
