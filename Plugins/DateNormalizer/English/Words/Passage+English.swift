import DateEngine
import PostilKit

/// The words around a match, as English has them.
extension Passage {
  /// Whether a token is a preposition that a time follows.
  package func isPreposition(_ index: Int) -> Bool {
    categories(index).intersects(Self.prepositions)
  }

  private static let prepositions = Categories([
    .in, .on, .of, .since, .from, .to, .between, .for, .before, .after, .within, .over,
    .preposition,
    .part, .edge, .and, .hyphen,
  ])

  /// The month of a lexeme, 0 if it is not a month.
  package func monthNumber(_ lexeme: Lexeme) -> Int { number(lexeme, .month) ?? 0 }

  /// Whether an amount directly before makes `a year` a rate.
  package func isSet(before index: Int) -> Bool {
    let isCount =
      isPluralNoun(index - 1) || self.is(index - 1, .counted) || self.is(index - 1, .number)
    guard isCount || isNumber(index - 1) else { return false }
    return (max(0, index - 6)..<index).contains {
      tokens[$0].kind == .number || self.is($0, .number) || tokens[$0].kind == .symbol
        || self.is($0, .many)
    }
  }

  /// Whether a token begins a sentence and is a known word, so that its capital means nothing.
  package func isSentenceWord(_ index: Int) -> Bool { beginsSentence(index) && isKnown(index) }

  /// Whether a phrase ends before a token: at punctuation, the end of the text, or a small word.
  package func endsPhrase(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index].kind == .punctuation || self.is(index, .phraseEnd)
  }

  /// Whether a token in lower case ends in `-ed`.
  package func isPastForm(_ index: Int) -> Bool {
    guard index >= 0, isWord(index), !tokens[index].isCapital, tokens[index].count > 4 else {
      return false
    }
    let end = Int(tokens[index].end)
    return bytes[end - 1] == UInt8(ascii: "d") && bytes[end - 2] == UInt8(ascii: "e")
  }

  /// Whether a token looks like a plural noun in lower case.
  package func isPluralNoun(_ index: Int) -> Bool {
    guard index >= 0, isWord(index), !tokens[index].isCapital else { return false }
    let word = word(index)
    return word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
  }
}
