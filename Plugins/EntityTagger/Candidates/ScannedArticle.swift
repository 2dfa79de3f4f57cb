import PostilKit
import SequenceLabeling

/// An article's text with its tokens and sentences.
struct ScannedArticle {
  let text: Text
  let tokens: Tokens
  let sentences: Sentences
  /// The words of each token: several refiners compare them, and most need no memory of their own.
  private let words: [String]

  init(_ text: Text) {
    self.text = text
    tokens = Tokens(text)
    let (scanned, found) = (text, tokens)
    words = found.map { scanned[$0] }
    sentences = Sentences(text, tokens)
  }

  /// The span of a range of tokens that is not empty.
  func span(_ range: Range<Int>) -> Span {
    text.span(tokens[range.lowerBound], through: tokens[range.upperBound - 1])
  }

  /// The words of a range of tokens, as the article has them.
  func words(_ range: Range<Int>) -> String { text[span(range)] }

  /// Whether a candidate has only Latin letters: the shipped model was trained on no others, and takes a
  /// quotation in Arabic for a name.
  func isLatin(_ candidate: MentionCandidate) -> Bool {
    words(candidate.tokens).unicodeScalars.allSatisfy {
      $0.value < 0x370 || (0x1E00...0x1EFF).contains($0.value) || !$0.properties.isAlphabetic
    }
  }

  /// Whether a token is a punctuation mark or a symbol.
  func isMark(_ token: Int) -> Bool {
    tokens[token].kind == .punctuation || tokens[token].kind == .symbol
  }

  /// Whether a token is markup: `*`, `_` and the like around words, `#` before a heading.
  func isMarkup(_ token: Int) -> Bool {
    guard isMark(token), let first = text.utf8[Int(tokens[token].start)...].first,
      [0x2A, 0x5F, 0x60, 0x23].contains(first)
    else { return false }
    if first != 0x23 { return tokens[token].count <= 3 }
    return tokens[token].flags.contains(.lineBefore) || token > 0 && word(token - 1).hasPrefix("#")
  }

  /// The word before some tokens; empty at the start.
  func word(before tokens: Range<Int>) -> String {
    tokens.lowerBound > 0 ? word(tokens.lowerBound - 1) : ""
  }

  /// The words of a token.
  func word(_ index: Int) -> String { words[index] }
}

extension ScannedArticle {
  /// The title of two or more capitalized words directly before a person's name.
  func title(before candidate: MentionCandidate) -> Range<Int>? {
    guard candidate.label == "PER" else { return nil }
    let end = candidate.tokens.lowerBound
    var start = end
    while start > 0, tokens[start - 1].isCapital, !tokens[start].flags.contains(.lineBefore),
      end - start < 4, !["The", "A", "An"].contains(word(start - 1))
    { start -= 1 }
    return end - start >= 2 && NameEdges.isTitle(word(end - 1)) ? start..<end : nil
  }

  /// The same and its beginnings of two words or more: `Supreme Leader Ayatollah`, `Supreme Leader`.
  func titles(before candidate: MentionCandidate) -> [Range<Int>] {
    guard let title = title(before: candidate) else { return [] }
    return (2...title.count).map { title.prefix($0) }
      .filter { NameEdges.isTitle(word($0.upperBound - 1)) }
  }
}

extension ScannedArticle {
  /// Ranges of words joined by hyphens or dashes.
  var compounds: [Range<Int>] {
    var compounds: [Range<Int>] = []
    for joint in tokens.indices.dropFirst().dropLast() where isJoint(joint) {
      if let last = compounds.last, last.upperBound == joint {
        compounds[compounds.count - 1] = last.lowerBound..<joint + 2
      } else {
        compounds.append(joint - 1..<joint + 2)
      }
    }
    return compounds
  }

  private func isJoint(_ token: Int) -> Bool {
    guard tokens[token].kind == .punctuation, tokens[token].count <= 3,
      !tokens[token].flags.contains(.spaceBefore), !tokens[token + 1].flags.contains(.spaceBefore)
    else { return false }
    return ["-", "–", "\u{2010}", "\u{2011}"].contains(word(token))
  }
}

extension ScannedArticle {
  /// Words before the name of a language, and after it.
  private static let before: Set<String> = [
    "in", "into", "speak", "speaks", "spoke", "speaking", "learn", "learns", "learned", "learning",
    "teach", "teaches", "taught", "teaching", "study", "studies", "studied", "from", "fluent",
    "of", "broken", "read", "reads", "write", "writes", "understand", "understands",
  ]
  private static let after: Set<String> = [
    "language", "languages", "lesson", "lessons", "speaker", "speakers", "translation",
    "translations", "version", "teacher", "teachers", "alphabet", "grammar", "dictionary", "word",
    "words", "as",
  ]

  /// Whether the word for a people or its language means the language: `in [English]`, `an [English] lesson`.
  func isLanguage(_ tokens: Range<Int>) -> Bool {
    let next = tokens.upperBound
    let isAlone =
      next >= self.tokens.count || self.tokens[next].kind != .word
      || ["and", "or", "at", "to", "for", "with", "but", "that", "is", "was"].contains(word(next))
    return isAlone && Self.before.contains(word(before: tokens))
      || next < self.tokens.count && Self.after.contains(word(next))
  }
}
