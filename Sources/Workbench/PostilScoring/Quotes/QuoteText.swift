import PostilSystem
import PostilKit

/// Features of a text for scoring quotes: quotation marks, letters, and the head of a source.
struct QuoteText {
  let text: ScoredText
  /// Whether each code point is between quotation marks, the marks included.
  private let isQuoted: [Bool]

  init(_ text: ScoredText) {
    self.text = text
    isQuoted = Self.quoted(text.scalars)
  }

  // MARK: Content

  private static let trimmed = Set(
    " \t\r\n\u{A0}\u{200B},.;:!?…\"“”„‟«»'‘’`()[]—–-".unicodeScalars)

  /// The spans without quotation marks, white space and punctuation at their ends; spans separated
  /// only by such characters are joined.
  func normalized(_ spans: [Span]) -> [Span] {
    var result: [Span] = []
    for span in spans {
      let words = text.trimmed(span) { Self.trimmed.contains($0) }
      if words.isEmpty { continue }
      if let last = result.last, isTrimmable(last.end, words.start) {
        result[result.count - 1].end = max(words.end, last.end)
      } else {
        result.append(words)
      }
    }
    return result
  }

  private func isTrimmable(_ start: Int, _ end: Int) -> Bool {
    start >= end || text.scalars[start..<end].allSatisfy { Self.trimmed.contains($0) }
  }

  /// The kind of a content as given by the quotation marks in the text.
  func kind(_ content: [Span]) -> String {
    var letters = 0
    var quoted = 0
    for span in content {
      for position in span.start..<max(span.start, min(span.end, text.scalars.count))
      where text.scalars[position].isLetterOrDigit {
        letters += 1
        if isQuoted[position] { quoted += 1 }
      }
    }
    return QuoteLabel(letters: letters, quoted: quoted).rawValue
  }

  /// Whether each code point is quoted. Quotation marks open and close within a line; two
  /// apostrophes or two backticks act as one straight quotation mark.
  private static func quoted(_ scalars: [Unicode.Scalar]) -> [Bool] {
    var result = [Bool](repeating: false, count: scalars.count)
    var isInside = false
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      switch scalar {
      case "\n": isInside = false
      case "'", "`":
        guard position + 1 < scalars.count, scalars[position + 1] == scalar else {
          result[position] = isInside
          break
        }
        // The pair acts as a straight quotation mark: it opens or closes.
        isInside.toggle()
        result[position] = true
        result[position + 1] = true
        position += 1
      case "\"":
        isInside.toggle()
        result[position] = true
      case "“", "«", "‟":
        isInside = true
        result[position] = true
      case "”", "»":
        isInside = false
        result[position] = true
      case "\0": result[position] = true
      default: result[position] = isInside
      }
      position += 1
    }
    return result
  }

  // MARK: Sources

  /// The head word of a source: the last word before the first comma, preposition or relative
  /// pronoun.
  func head(_ source: [Span]) -> Range<Int>? {
    guard let first = source.first else { return nil }
    let span = text.trimmed(first) { Self.trimmed.contains($0) }
    if span.isEmpty { return nil }
    let words = text.scalars[span.start..<span.end]
    let found = Self.words(words[..<Self.phraseEnd(words)])
    let named = found.filter { !["'s", "’s"].contains(text.string($0).lowercased()) }
    return named.last ?? found.last ?? span.start..<span.end
  }

  /// The end of the phrase before a comma, preposition or relative pronoun.
  private static func phraseEnd(_ words: ArraySlice<Unicode.Scalar>) -> Int {
    func isEmpty(_ end: Int) -> Bool { words[..<end].allSatisfy { $0.isBlank } }
    var stop = nextStop(words, from: words.startIndex + 1)
    while let found = stop, isEmpty(found.lowerBound) {
      stop = nextStop(words, from: found.upperBound)
    }
    return stop?.lowerBound ?? words.endIndex
  }

  private static let stopWords = [
    "who", "which", "that", "of", "for", "at", "in", "from", "on", "with", "to", "by", "whose",
  ].map { Array($0.unicodeScalars) }

  /// The next stop, with the white space before it.
  private static func nextStop(
    _ words: ArraySlice<Unicode.Scalar>, from start: Int
  ) -> Range<Int>? {
    var position = start
    while position < words.endIndex {
      let blanks = words[position...].prefix { $0.isBlank }.count
      for skipped in stride(from: blanks, through: 0, by: -1) {
        if let length = stop(words, at: position + skipped) {
          return position..<(position + skipped + length)
        }
      }
      position += 1
    }
    return nil
  }

  /// The length of the stop at a position; nil if there is none.
  private static func stop(_ words: ArraySlice<Unicode.Scalar>, at position: Int) -> Int? {
    guard position < words.endIndex else { return nil }
    if ",;(—–".unicodeScalars.contains(words[position]) { return 1 }
    if words[position...].starts(with: " - ".unicodeScalars) { return 3 }
    guard position == words.startIndex || !words[position - 1].isWordPart else { return nil }
    for word in stopWords where words[position...].starts(with: word) {
      let end = position + word.count
      if end == words.endIndex || !words[end].isWordPart { return word.count }
    }
    return nil
  }

  /// Runs of letters, digits, apostrophes, full stops, `&` and `-`.
  private static func words(_ phrase: ArraySlice<Unicode.Scalar>) -> [Range<Int>] {
    phrase.runs { $0.isWordPart || "'’.&-".unicodeScalars.contains($0) }
  }
}
