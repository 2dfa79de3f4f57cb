/// Reads TOML 1.0 in one pass: the lines of a text, their ends and comments. Keys, headers and values
/// are in extensions.
struct TOMLParser {
  /// Where a text stops being TOML, in bytes, and why.
  struct Failure: Error {
    let offset: Int
    let reason: String
  }

  /// The byte order mark that a text may begin with.
  static let bom: [UInt8] = [0xEF, 0xBB, 0xBF]

  let bytes: [UInt8]
  var at = 0
  var tree = TOMLTree()
  /// The table of the header above.
  var table = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The whole text.
  mutating func document() throws(Failure) -> TOMLTable {
    try checkEncoding()
    if bytes.starts(with: Self.bom) { at = Self.bom.count }
    tree[0].end = at
    while at < bytes.count { try line() }
    return tree.value(of: 0)
  }

  private func checkEncoding() throws(Failure) {
    guard !bytes.allSatisfy({ $0 < 0x80 }), String(validating: bytes, as: UTF8.self) == nil else {
      return
    }
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
    throw Failure(offset: offset, reason: "it is not valid UTF-8")
  }

  private mutating func line() throws(Failure) {
    skipBlanks()
    switch next {
    case _ where at == bytes.count: return
    case "#", "\n", "\r": return try endOfLine()
    case "[": try header()
    default: try assignment(in: table)
    }
    try endOfLine()
    tree[table].end = at
  }

  /// Reads blanks, a comment, and the end of the line or of the text.
  private mutating func endOfLine() throws(Failure) {
    skipBlanks()
    if next == "#" { try comment() }
    if at < bytes.count, !takeNewline() { throw expected("the end of the line") }
  }

  /// Reads a comment up to the end of its line.
  mutating func comment() throws(Failure) {
    while at < bytes.count, next != "\n", next != "\r" {
      if isControl { throw unexpectedControl }
      at += 1
    }
  }

  /// Reads blanks, ends of lines and comments.
  mutating func skipLines() throws(Failure) {
    repeat {
      skipBlanks()
      if next == "#" { try comment() }
    } while takeNewline()
  }
}

extension TOMLParser {
  /// The next byte as a character; NUL, which TOML never has, at the end.
  var next: Unicode.Scalar { at < bytes.count ? Unicode.Scalar(bytes[at]) : "\0" }

  /// Whether the next byte is a control character other than a tab.
  var isControl: Bool { at < bytes.count && (next < " " && next != "\t" || next == "\u{7F}") }

  mutating func skipBlanks() { while next == " " || next == "\t" { at += 1 } }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == character, at < bytes.count else { return false }
    at += 1
    return true
  }

  mutating func take(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard at + length <= bytes.count,
      (0..<length).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] })
    else { return false }
    at += length
    return true
  }

  mutating func takeNewline() -> Bool {
    take("\n" as Unicode.Scalar) || take("\r\n" as StaticString)
  }

  /// What is expected here instead of what is here.
  func expected(_ what: String) -> Failure { failure("\(what) is expected, not \(found)") }

  func failure(_ reason: String) -> Failure { Failure(offset: at, reason: reason) }

  /// A control character where none may be.
  var unexpectedControl: Failure { failure("\(found) is not allowed here") }

  /// The next character, for a sentence.
  private var found: String {
    guard at < bytes.count else { return "the end of the file" }
    if next == "\n" || bytes[at...].starts(with: [0x0D, 0x0A]) { return "the end of the line" }
    if isControl {
      let code = String(bytes[at], radix: 16, uppercase: true)
      return "the control character U+00\(code.count < 2 ? "0" : "")\(code)"
    }
    let character = String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self)
    return "'\(String(character.unicodeScalars.prefix(1)))'"
  }
}
