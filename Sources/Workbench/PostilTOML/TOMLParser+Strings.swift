/// Strings.
extension TOMLParser {
  /// Reads a string in double quotation marks on one line, from the first mark on.
  mutating func basicString() throws(Failure) -> String {
    let start = at
    at += 1
    var content: [UInt8] = []
    while true {
      copy(into: &content, until: "\"", orEscape: true)
      if take("\"" as Unicode.Scalar) { return String(decoding: content, as: UTF8.self) }
      guard next == "\\" else { throw try unended(from: start, "'\"'") }
      try escape(into: &content)
    }
  }

  /// Reads a string in single quotation marks on one line, from the first mark on.
  mutating func literalString() throws(Failure) -> String {
    let start = at
    at += 1
    var content: [UInt8] = []
    copy(into: &content, until: "'", orEscape: false)
    guard take("'" as Unicode.Scalar) else { throw try unended(from: start, "\"'\"") }
    return String(decoding: content, as: UTF8.self)
  }

  /// Reads a string after its three double quotation marks.
  mutating func multilineBasicString() throws(Failure) -> String {
    let start = at - 3
    var content: [UInt8] = []
    _ = takeNewline()
    while true {
      copy(into: &content, until: "\"", orEscape: true)
      if next == "\"" {
        if takeEnd("\"", into: &content) { return String(decoding: content, as: UTF8.self) }
      } else if takeNewline() {
        content.append(0x0A)
      } else if next == "\\" {
        if try !joinsLines() { try escape(into: &content) }
      } else {
        throw try unended(from: start, "'\"\"\"'")
      }
    }
  }

  /// Reads a string after its three single quotation marks.
  mutating func multilineLiteralString() throws(Failure) -> String {
    let start = at - 3
    var content: [UInt8] = []
    _ = takeNewline()
    while true {
      copy(into: &content, until: "'", orEscape: false)
      if next == "'" {
        if takeEnd("'", into: &content) { return String(decoding: content, as: UTF8.self) }
      } else if takeNewline() {
        content.append(0x0A)
      } else {
        throw try unended(from: start, "\"'''\"")
      }
    }
  }

  private mutating func copy(
    into content: inout [UInt8], until mark: Unicode.Scalar, orEscape: Bool
  ) {
    let start = at
    while at < bytes.count, next != mark, !isControl, !orEscape || next != "\\" { at += 1 }
    content.append(contentsOf: bytes[start..<at])
  }

  /// Reads quotation marks in or at the end of a string of several lines, of which up to two may
  /// precede the three at its end.
  private mutating func takeEnd(_ mark: Unicode.Scalar, into content: inout [UInt8]) -> Bool {
    var count = 0
    while count < 5, take(mark) { count += 1 }
    let isEnd = count >= 3
    content.append(
      contentsOf: repeatElement(UInt8(ascii: mark), count: isEnd ? count - 3 : count))
    return isEnd
  }

  /// What is wrong where a string cannot go on.
  private func unended(from start: Int, _ mark: String) throws(Failure) -> Failure {
    if at < bytes.count, isControl, next != "\n",
      next != "\r" || bytes.count == at + 1 || bytes[at + 1] != 0x0A
    {
      return unexpectedControl
    }
    let line = TOMLPlace(of: start, in: bytes).line
    let place = at == bytes.count ? "the end of the file" : "the end of the line"
    return failure("\(mark) is expected before \(place), to end the string of line \(line)")
  }

  /// Reads a backslash at the end of a line, with the blanks and empty lines after it, if there is one.
  private mutating func joinsLines() throws(Failure) -> Bool {
    let start = at
    at += 1
    skipBlanks()
    guard takeNewline() else {
      at = start
      return false
    }
    repeat { skipBlanks() } while takeNewline()
    return true
  }

  private mutating func escape(into content: inout [UInt8]) throws(Failure) {
    let start = at
    at += 1
    let letter = next
    at += 1
    switch letter {
    case "\"", "\\": content.append(UInt8(letter.value))
    case "b": content.append(0x08)
    case "t": content.append(0x09)
    case "n": content.append(0x0A)
    case "f": content.append(0x0C)
    case "r": content.append(0x0D)
    case "u": try scalar(digits: 4, from: start, into: &content)
    case "U": try scalar(digits: 8, from: start, into: &content)
    default:
      at = start
      throw failure(
        "the escape is unknown: one of \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX is expected"
      )
    }
  }

  private mutating func scalar(
    digits: Int, from start: Int, into content: inout [UInt8]
  ) throws(Failure) {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = next.isASCII ? Character(next).hexDigitValue : nil else {
        throw expected("one of \(digits) hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw Failure(
        offset: start,
        reason: "the escape is not a character: U+0000 to U+D7FF or U+E000 to U+10FFFF is expected")
    }
    content.append(contentsOf: String(scalar).utf8)
  }
}
