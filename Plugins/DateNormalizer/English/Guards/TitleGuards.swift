import DateEngine
import PostilKit

/// Titles and names of which a year is a part.
extension Guard {
  /// `The 1975 played`, `"1917" won`, `1984 by George Orwell`, `2001: A Space Odyssey`: no year.
  package static let yearTitle = Guard { match in
    let (passage, before, next) = (match.passage, match.firstToken - 1, match.lastToken + 1)
    guard passage.isNumber(match.firstToken) else {
      // `Nineteen Eighty-Four`.
      let last = passage.tokens[match.lastToken]
      return match.firstToken < match.lastToken && last.isCapital
        && !last.flags.contains(.allCapitals)
    }
    guard match.firstToken == match.lastToken else { return false }
    // Most years follow a preposition and are no titles.
    let categories = passage.categories(before)
    if categories.contains(.the) { return isBand(passage, before, next) }
    // `Orwell's 1984 is bleak`.
    if categories.contains(.possessive) {
      return passage.isName(before - 1)
        && (passage.is(next, .copula) || passage.is(next, .pastVerb))
    }
    if passage.byte(next) == UInt8(ascii: "\"") || passage.word(next) == "”" {
      return passage.opensQuote(before) && !passage.isSpaced(next)
    }
    guard !passage.isPreposition(before), !passage.is(before, .month) else { return false }
    if passage.is(next, .preposition), passage.word(next) == "by" {
      return passage.isName(next + 1) && passage.isName(next + 2)
        && (passage.beginsSentence(match.firstToken)
          || passage.is(before, .ofWorks))
    }
    if passage.byte(next) == UInt8(ascii: ":") { return isHeading(passage, next + 1) }
    return isSequel(passage, before, next)
  }

  /// `Operation Ramadan`, `the Easter Rising`: what only has the name of a feast.
  package static let ofFeast = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 1)
    if match.firstToken == match.lastToken, passage.isName(next),
      !passage.isPreposition(match.firstToken - 1), passage.isWord(next + 1),
      !passage.isCapital(next + 1), passage.beginsSentence(match.firstToken)
    {
      return true
    }
    return passage.isCapital(next) && passage.is(next, .ofFeasts)
      || passage.word(match.firstToken - 1) == "operation"
  }

  /// `28 Days Later`: a title.
  package static let capitalLater = Guard { match in
    let last = match.passage.tokens[match.lastToken]
    return last.isCapital && !last.flags.contains(.allCapitals)
  }

  /// `The 1975 played`: a year has no article unless a noun follows.
  private static func isBand(_ passage: Passage, _ the: Int, _ next: Int) -> Bool {
    guard passage.isCapital(the), !passage.tokens[the].flags.contains(.allCapitals) else {
      return passage.word(next) == "who" || passage.word(next) == "whose"
    }
    let isVerb =
      passage.is(next, .pastVerb) || passage.is(next, .copula) || passage.is(next, .futureVerb)
    if isVerb || passage.isPastForm(next) && passage.isPhrase(after: next) { return true }
    return !passage.beginsSentence(the) && (passage.endsPhrase(next) || passage.isName(next))
  }

  /// `2001: A Space Odyssey`: an article and two words with capitals, with no verb of a chronicle after them.
  private static func isHeading(_ passage: Passage, _ first: Int) -> Bool {
    guard passage.is(first, .a) || passage.is(first, .the) || passage.is(first, .one),
      passage.isCapital(first), passage.isCapital(first + 1), passage.isCapital(first + 2)
    else { return false }
    let next = first + 3
    return passage.is(next, .copula) || passage.endsPhrase(next) && !passage.is(next, .pastVerb)
  }

  /// `Blade Runner 2049 was`: a name of two words before a year to come, or before its verb.
  private static func isSequel(_ passage: Passage, _ before: Int, _ next: Int) -> Bool {
    guard passage.isName(before), passage.isName(before - 1) || passage.beginsSentence(before),
      !passage.isEvent(before),
      !passage.tokens[before].flags.contains(.allCapitals)
    else { return false }
    return passage.is(next, .copula) || passage.is(next, .pastVerb)
  }
}

extension Passage {
  /// Whether a word names what happens in some years: `Olympics`, `Cup`, `Expo`.
  fileprivate func isEvent(_ index: Int) -> Bool {
    self.is(index, .event) || self.is(index, .sport) || self.is(index, .ofYear)
      || self.is(index, .ofSomeYears)
  }

  /// Whether the word after a verb begins an object or another phrase, so that the verb is none of a noun's
  /// adjectives: `played a gig`, not `revised plan`.
  fileprivate func isPhrase(after verb: Int) -> Bool {
    endsPhrase(verb + 1) || isPreposition(verb + 1) || self.is(verb + 1, .a)
      || self.is(verb + 1, .the) || self.is(verb + 1, .its)
  }
}
