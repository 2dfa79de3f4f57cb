import PostilSystem
import PostilStore
import PostilKit
import PostilPatterns

/// Finds literal words in a text; a typed space matches any white space, including no-break spaces
/// and line breaks.
package struct TextSearch: Sendable {
  package let text: Text

  package init(text: Text) {
    self.text = text
  }

  /// The occurrences of words or of a pattern.
  ///
  /// - Throws: What is wrong with the pattern.
  package func occurrences(of needle: Designator.Needle) throws(PatternFailure) -> [Range<Int>] {
    switch needle {
    case .words(let words): occurrences(of: words)
    case .pattern(let pattern, let flags):
      try TextPattern(pattern, flags: flags).matches(in: text).map { text.bytes($0) }
    }
  }

  /// The occurrences of the words, in order and not overlapping. If they occur somewhere as whole
  /// words, only such occurrences count: `Iran` does not match inside `Iranian`.
  ///
  /// - Parameter start: The byte offset at which to start.
  package func occurrences(of typed: String, from start: Int = 0) -> [Range<Int>] {
    var all = matches(typed, from: start, ignoringCase: false)
    if all.isEmpty, text.count != text.utf8.count { all = equivalents(typed, from: start) }
    let whole = all.filter(isWhole)
    return whole.isEmpty ? all : whole
  }

  /// A suggestion for a needle that does not occur; nil if there is none.
  package func nearest(to needle: Designator.Needle) -> String? {
    if case .words(let words) = needle { nearest(to: words) } else { nil }
  }

  /// The first words of the text that differ from the typed ones only in case.
  package func nearest(to typed: String) -> String? {
    matches(typed, from: 0, ignoringCase: true).first.map { text[bytes: $0] }
  }

  private func matches(_ typed: String, from start: Int, ignoringCase: Bool) -> [Range<Int>] {
    let parts = typed.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    guard let first = parts.first?.first else { return [] }
    let fold = { (byte: UInt8) -> UInt8 in
      ignoringCase && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
    return text.utf8.withUnsafeBufferPointer { bytes in
      var found: [Range<Int>] = []
      var at = start
      while at < bytes.count {
        if fold(bytes[at]) == fold(first), let end = Self.match(parts, bytes, at, fold) {
          found.append(at..<end)
          at = end
        } else {
          at += 1
        }
      }
      return found
    }
  }

  /// The same, comparing characters: finds an é typed as one code point that is two code points in
  /// the text.
  private func equivalents(_ typed: String, from start: Int) -> [Range<Int>] {
    let wanted = Array(Snippet.flat(typed))
    var characters: [(character: Character, start: Int)] = []
    var at = start
    for character in text[bytes: start..<text.utf8.count] {
      characters.append((character.isWhitespace ? " " : character, at))
      at += String(character).utf8.count
    }
    guard let first = wanted.first, wanted.count <= characters.count else { return [] }
    var found: [Range<Int>] = []
    for index in 0...(characters.count - wanted.count) where characters[index].character == first {
      let isHere = wanted.indices.allSatisfy { wanted[$0] == characters[index + $0].character }
      guard isHere, characters[index].start >= found.last?.upperBound ?? 0 else { continue }
      let end = index + wanted.count
      found.append(characters[index].start..<(end < characters.count ? characters[end].start : at))
    }
    return found
  }

  /// The end of the words if they start at `at`; nil if they do not.
  private static func match(
    _ parts: [[UInt8]], _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ fold: (UInt8) -> UInt8
  ) -> Int? {
    var at = at
    for (index, part) in parts.enumerated() {
      if index > 0 {
        let start = at
        while at < bytes.count, case let length = WhiteSpace.length(bytes, at), length > 0 {
          at += length
        }
        if at == start { return nil }
      }
      guard at + part.count <= bytes.count else { return nil }
      for offset in 0..<part.count where fold(bytes[at + offset]) != fold(part[offset]) {
        return nil
      }
      at += part.count
    }
    return at
  }

  /// Whether no letter or digit is adjacent to the words.
  private func isWhole(_ range: Range<Int>) -> Bool {
    let window = max(0, range.lowerBound - 4)..<min(text.utf8.count, range.upperBound + 4)
    let before = String(decoding: text.utf8[window.lowerBound..<range.lowerBound], as: UTF8.self)
    let after = String(decoding: text.utf8[range.upperBound..<window.upperBound], as: UTF8.self)
    let words = text[bytes: range]
    return !(Self.isWordSign(before.last) && Self.isWordSign(words.first))
      && !(Self.isWordSign(after.first) && Self.isWordSign(words.last))
  }

  private static func isWordSign(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber
  }
}
