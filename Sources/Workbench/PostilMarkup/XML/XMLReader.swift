import PostilKit

/// What is next in an XML file.
enum XMLEvent: Equatable {
  case start(XMLElement)
  /// The end of the element that was opened last.
  case end
  case text(String)
}

/// The start tag of an element.
struct XMLElement: Equatable {
  /// The name with its prefix: `cas:Sofa`.
  let name: String
  /// The attributes, in the file's order.
  let attributes: [(name: String, value: String)]

  /// The value of an attribute; nil if there is none.
  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  static func == (left: XMLElement, right: XMLElement) -> Bool {
    left.name == right.name
      && left.attributes.elementsEqual(right.attributes) {
        $0.name == $1.name && $0.value == $1.value
      }
  }
}

/// What is wrong with an XML file.
struct XMLFailure: Error {
  /// The line, from 1.
  let line: Int
  /// The end of a sentence.
  let reason: String
}

/// Reads XML 1.0 in UTF-8, event by event. A document type is refused, so that there are no entities but
/// those of XML itself, and nothing is read from elsewhere.
struct XMLReader {
  /// The greatest number of elements inside one another.
  static let maximumDepth = 256

  private let bytes: [UInt8]
  private var place: Int
  private var open: [String] = []
  /// Whether an element without content has been opened and must be closed next.
  private var isEmpty = false
  private var hasRoot = false

  /// - Parameter bytes: The file, which is valid UTF-8.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next event; nil at the end.
  mutating func next() throws(XMLFailure) -> XMLEvent? {
    if isEmpty {
      isEmpty = false
      open.removeLast()
      return .end
    }
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        if let text = try text() { return .text(text) }
        continue
      }
      if starts(with: "<!--") {
        try skip(to: "-->")
      } else if starts(with: "<?") {
        try skip(to: "?>")
      } else if starts(with: "<![CDATA["), !open.isEmpty {
        return .text(try characterData())
      } else if starts(with: "<!") {
        throw failure("a document type, which is refused: remove it")
      } else if starts(with: "</") {
        return try endTag()
      } else {
        return try startTag()
      }
    }
    if let name = open.last { throw failure("'<\(name)>' is not closed") }
    if !hasRoot { throw failure("it has no element") }
    return nil
  }

  // MARK: Tags

  private mutating func startTag() throws(XMLFailure) -> XMLEvent {
    if open.isEmpty, hasRoot { throw failure("a second element after the first one") }
    place += 1
    let name = try word()
    var attributes: [(name: String, value: String)] = []
    while true {
      let hadSpace = skipSpace()
      if starts(with: ">") {
        place += 1
        break
      }
      if starts(with: "/>") {
        place += 2
        isEmpty = true
        break
      }
      guard hadSpace else { throw failure("'<\(name)' is not a complete tag") }
      let attribute = try word()
      if attributes.contains(where: { $0.name == attribute }) {
        throw failure("the attribute '\(attribute)' is given twice")
      }
      attributes.append((attribute, try value(of: attribute)))
    }
    open.append(name)
    hasRoot = true
    if open.count > Self.maximumDepth {
      throw failure("more than \(Self.maximumDepth) elements inside one another")
    }
    return .start(XMLElement(name: name, attributes: attributes))
  }

  private mutating func value(of attribute: String) throws(XMLFailure) -> String {
    skipSpace()
    guard starts(with: "=") else { throw failure("the attribute '\(attribute)' has no value") }
    place += 1
    skipSpace()
    guard place < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[place]) else {
      throw failure("the value of '\(attribute)' is not in quotation marks")
    }
    let mark = bytes[place]
    let start = place + 1
    guard let end = bytes[start...].firstIndex(of: mark) else {
      throw failure("the value of '\(attribute)' has no end")
    }
    if bytes[start..<end].contains(UInt8(ascii: "<")) {
      throw failure("'<' in the value of '\(attribute)'")
    }
    place = end + 1
    return try decoded(bytes[start..<end], isAttribute: true)
  }

  private mutating func endTag() throws(XMLFailure) -> XMLEvent {
    place += 2
    let name = try word()
    skipSpace()
    guard starts(with: ">"), let opened = open.last, opened == name else {
      throw failure("'</\(name)>' does not close '<\(open.last ?? "")>'")
    }
    place += 1
    open.removeLast()
    return .end
  }

  private mutating func word() throws(XMLFailure) -> String {
    let start = place
    while place < bytes.count, !Self.endsWord(bytes[place]) { place += 1 }
    guard place > start else { throw failure("a name is missing") }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "&"):
      true
    default: false
    }
  }

  // MARK: Text

  /// The text before the next tag; nil for white space outside the root.
  private mutating func text() throws(XMLFailure) -> String? {
    let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    let text = try decoded(bytes[place..<end], isAttribute: false)
    if open.isEmpty {
      guard text.allSatisfy(\.isWhitespace) else {
        throw failure(hasRoot ? "text after the last element" : "it does not begin with an element")
      }
      place = end
      return nil
    }
    place = end
    return text
  }

  private mutating func characterData() throws(XMLFailure) -> String {
    let start = place + 9
    try skip(to: "]]>")
    return try plain(bytes[start..<place - 3], isAttribute: false)
  }

  /// Text with references resolved.
  private func decoded(
    _ part: ArraySlice<UInt8>, isAttribute: Bool
  ) throws(XMLFailure) -> String {
    guard part.contains(UInt8(ascii: "&")) else { return try plain(part, isAttribute: isAttribute) }
    var decoded = ""
    var rest = part
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      decoded += try plain(rest[..<start], isAttribute: isAttribute)
      guard let end = rest[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
        throw failure("'&' that begins no reference: write &amp;", at: start)
      }
      let name = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
      guard let scalar = Self.scalar(name) else {
        throw failure("the reference '&\(name);' is not defined", at: start)
      }
      decoded.unicodeScalars.append(scalar)
      rest = rest[(end + 1)...]
    }
    return decoded + (try plain(rest, isAttribute: isAttribute))
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16)
        : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      return number.flatMap(Unicode.Scalar.init).flatMap { XMLText.isValid($0) ? $0 : nil }
    }
  }

  /// Text without references. A reader has to turn `\r\n` into `\n`, and white space of attributes into
  /// spaces.
  private func plain(_ part: ArraySlice<UInt8>, isAttribute: Bool) throws(XMLFailure) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(part.count)
    for (index, byte) in zip(part.indices, part) {
      switch byte {
      case 0x0D:
        if index + 1 < part.endIndex, part[index + 1] == 0x0A { continue }
        plain.append(isAttribute ? 0x20 : 0x0A)
      case 0x09, 0x0A: plain.append(isAttribute ? 0x20 : byte)
      case 0..<0x20:
        throw failure("the control character number \(byte), which XML cannot hold", at: index)
      default: plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  // MARK: Bytes

  private func starts(with words: StaticString) -> Bool {
    words.withUTF8Buffer { bytes[place...].starts(with: $0) }
  }

  @discardableResult private mutating func skipSpace() -> Bool {
    let start = place
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    return place > start
  }

  private mutating func skip(to end: String) throws(XMLFailure) {
    let end = Array(end.utf8)
    var next = place
    while next + end.count <= bytes.count {
      if bytes[next] == end[0], bytes[next...].starts(with: end) {
        place = next + end.count
        return
      }
      next += 1
    }
    throw failure("'\(String(decoding: end, as: UTF8.self))' is missing")
  }

  /// - Parameter position: Where it is wrong; nil for here.
  private func failure(_ reason: String, at position: Int? = nil) -> XMLFailure {
    let before = bytes[..<min(position ?? place, bytes.count)]
    return XMLFailure(line: 1 + before.count { $0 == 0x0A }, reason: reason)
  }
}
