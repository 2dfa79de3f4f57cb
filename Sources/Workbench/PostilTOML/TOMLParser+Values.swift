/// Values, and what they are made of.
extension TOMLParser {
  /// Reads a value that is in that many tables and arrays.
  mutating func value(depth: Int, orElse other: String = "") throws(Failure) -> TOMLValue {
    let start = at
    let content = try content(depth: depth, orElse: other)
    return TOMLValue(content: content, range: start..<at)
  }

  private mutating func content(
    depth: Int, orElse other: String
  ) throws(Failure) -> TOMLValue.Content {
    switch next {
    case "\"": return .string(try isMultiline("\"\"\"") ? multilineBasicString() : basicString())
    case "'": return .string(try isMultiline("'''") ? multilineLiteralString() : literalString())
    case "[", "{":
      if depth >= TOMLDocument.deepest { throw tooDeep }
      return next == "[" ? .array(try array(depth)) : .table(try inlineTable(depth))
    default: return try scalar(orElse: other)
    }
  }

  private mutating func isMultiline(_ quotes: StaticString) -> Bool { take(quotes) }

  private mutating func array(_ depth: Int) throws(Failure) -> [TOMLValue] {
    at += 1
    var elements: [TOMLValue] = []
    while true {
      try skipLines()
      if take("]" as Unicode.Scalar) { return elements }
      elements.append(try value(depth: depth + 1, orElse: " or ']'"))
      try skipLines()
      if take("]" as Unicode.Scalar) { return elements }
      guard take("," as Unicode.Scalar) else { throw expected("',' or ']'") }
    }
  }

  private mutating func inlineTable(_ depth: Int) throws(Failure) -> TOMLTable {
    at += 1
    let table = tree.add(.inline, depth: depth, end: at)
    skipBlanks()
    if !take("}" as Unicode.Scalar) {
      repeat {
        try assignment(in: table)
        tree[table].end = at
        skipBlanks()
      } while take("," as Unicode.Scalar)
      guard take("}" as Unicode.Scalar) else { throw expected("',' or '}'") }
    }
    return tree.remove(from: table)
  }

  /// Reads what has no quotation marks: a number, a truth value, a day or a time.
  private mutating func scalar(orElse other: String) throws(Failure) -> TOMLValue.Content {
    let start = at
    skipWord()
    // The one blank that a value may have: between a day and a time.
    if at == start + 10, bytes[start + 4] == 0x2D, next == " ", at + 1 < bytes.count,
      (0x30...0x39).contains(bytes[at + 1])
    {
      at += 1
      skipWord()
    }
    guard at > start else { throw expected("a value\(other)") }
    let word = bytes[start..<at]
    guard word.count <= Self.longest else {
      throw Failure(offset: start, reason: "a number of more than \(Self.longest) characters")
    }
    do throws(TOMLScalar.Reason) { return try TOMLScalar.content(word) } catch {
      throw Failure(offset: start, reason: "'\(Self.shortened(word))' \(error.text)")
    }
  }

  private mutating func skipWord() {
    while true {
      switch next {
      case "a"..."z", "A"..."Z", "0"..."9", "+", "-", "_", ".", ":": at += 1
      default: return
      }
    }
  }

  /// The most characters that a number may have.
  private static let longest = 400

  private static func shortened(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.prefix(40), as: UTF8.self) + (word.count > 40 ? "…" : "")
  }
}
