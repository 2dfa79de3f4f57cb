import DateEngine
import PostilKit

/// Numbers that are not years, dates or amounts of time.
extension Guard {
  /// `1,400 victims`, `Resolution 1483`, `at least 2010`, `a 1900-seat hall`: a number that is not a year.
  static let count = Guard { match in
    let passage = match.passage
    let (before, next) = (match.firstToken - 1, match.lastToken + 1)
    if passage.is(before, .numbered) || passage.is(next, .counted) { return true }
    if isBounded(passage, before) || isCompound(passage, next) || isAddress(passage, next) {
      return true
    }
    guard passage.isPluralNoun(next) else { return false }
    if passage.is(before, .counting) || passage.is(before, .bound) { return true }
    guard let year = match[.year], !(1900...2030).contains(year) else { return false }
    return year < 1500 || !passage.is(before, .the)
  }

  /// `at least 2010`, `more than 2000`; `until at least 2030` is a time.
  private static func isBounded(_ passage: Passage, _ before: Int) -> Bool {
    guard before >= 0, passage.tokens[before].count <= 5, passage.isWord(before),
      EnglishWords.bounding.contains(passage.word(before))
    else { return false }
    return !(before - 4..<before).contains { index in
      passage.is(index, .to) || passage.is(index, .since) || passage.is(index, .preposition)
        || passage.is(index, .in) || passage.is(index, .from) || passage.is(index, .earlier)
        || passage.is(index, .later) || passage.is(index, .part)
    }
  }

  /// `a 1900-seat hall`, `the 2000-year-old temple`; `the 1990-era laws` are of a time.
  private static func isCompound(_ passage: Passage, _ next: Int) -> Bool {
    passage.byte(next) == UInt8(ascii: "-") && !passage.isSpaced(next) && !passage.isSpaced(next + 1)
      && passage.isWord(next + 1)
      && !["era", "style", "vintage", "model", "present", "based", "led"].contains(
        passage.word(next + 1))
  }

  /// `1600 Pennsylvania Avenue`.
  private static func isAddress(_ passage: Passage, _ next: Int) -> Bool {
    guard next < passage.tokens.count, passage.tokens[next].isCapital else { return false }
    return (next + 1...next + 2).contains { passage.is($0, .street) && passage.isCapital($0) }
  }

  /// The number is part of a longer one: `1998-02`, `10/1998`, `1:1998`, `#1998`.
  static let partOfNumber = Guard { match in
    let passage = match.passage
    for (index, beyond) in [
      (match.firstToken - 1, match.firstToken - 2), (match.lastToken + 1, match.lastToken + 2),
    ] {
      let inner = index < match.firstToken ? match.firstToken : index
      guard let byte = passage.byte(index), "/-:.+".utf8.contains(byte),
        !passage.isSpaced(inner), !passage.isSpaced(max(index, beyond)), passage.isNumber(beyond)
      else { continue }
      return true
    }
    return false
  }

  /// The number of something: `version 1.2.2019`.
  static let numbered = Guard { match in match.passage.is(match.firstToken - 1, .numbered) }

  /// `verse 5:30`: a number of something. Words that precede a time of day are in the lexicon.
  static let ratio = Guard { match in
    let passage = match.passage
    let before = match.firstToken - 1
    guard before >= 0, passage.tokens[before].kind == .word, !match.has(.zone),
      !match.has(.military), !passage.tokens[match.firstToken].flags.contains(.paragraphBefore)
    else { return false }
    return passage.is(before, .numbered)
      || !passage.isKnown(before)
  }

  /// An age: `8-year-old`, `27 years old`.
  static let age = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    if passage.conventions.profile == .extended { return false }
    return passage.is(passage.byte(next) == UInt8(ascii: "-") ? next + 1 : next, .old)
  }

  /// `their 6-month-old son`: the age of a child, not of a truce.
  static let child = Guard { match in
    children.contains(match.passage.word(match.lastToken + 1))
  }

  private static let children: Set = [
    "baby", "babies", "boy", "boys", "child", "children", "daughter", "daughters", "girl", "girls",
    "infant", "infants", "puppy", "son", "sons", "twins",
  ]

  /// `in his 30s`: an age.
  static let ofAge = Guard { match in
    match.passage.is(match.firstToken - 1, .its)
  }

  /// The last number counts something: `April 24 and 25 people`.
  static let countedLast = Guard { match in
    match.has(.and)
      && (match.passage.is(match.lastToken + 1, .counted)
        || match.passage.isPluralNoun(match.lastToken + 1))
  }

  /// `they may 3 times`: not a month. `The March 11 bombings` have a day.
  static let smallCount = Guard { match in
    match.lexeme(.smallMonth, 0).map { !match.passage.tokens[$0.first].isCapital } == true
      && (match.passage.is(match.lastToken + 1, .counted)
        || match.passage.isPluralNoun(match.lastToken + 1))
  }

  /// A number follows that says which ones: `the years 2010-2015`.
  static let beforeNumber = Guard { match in match.passage.isNumber(match.lastToken + 1) }

  /// A word follows that the ordinal counts: `on the third floor`.
  static let beforeWord = Guard { match in match.passage.isWord(match.lastToken + 1) }

  /// A quotation mark before a number, not an apostrophe before a year.
  static let quoted = Guard { match in
    let passage = match.passage
    return passage.isSpaced(match.lastToken) || passage.word(match.firstToken - 1) == "'"
      || !passage.isSpaced(match.firstToken) && match.firstToken > 0
  }

  /// `100 letters a day`: a rate, which is a set. `$2 million a year` is a price.
  static let rate = Guard { match in match.passage.isSet(before: match.firstToken) }

  /// `$2 million a year`: a price, of which the unit is a part.
  static let price = Guard { match in
    let passage = match.passage
    return (max(0, match.firstToken - 4)..<match.firstToken).contains {
      passage.tokens[$0].kind == .symbol
    }
  }

  /// `three quarters of the troops`: a share.
  static let share = Guard { match in
    match.unit == .quarter && match.passage.is(match.lastToken + 1, .of)
      && match.passage.is(match.lastToken + 2, .the)
  }

  /// `The 2022 hours of work rule`: the year of something. `For 2000 years` is a length.
  static let yearBefore = Guard { match in
    let passage = match.passage
    guard let lexeme = match.lexeme(.number, 0), (1900...2099).contains(lexeme.number),
      passage.isNumber(lexeme.first), passage.tokens[lexeme.first].count == 4
    else { return false }
    let before = lexeme.first - 1
    return passage.is(before, .the) || passage.is(before, .in) || passage.is(before, .of)
  }

  /// `temperatures in the 90s`: a number in tens, not a decade.
  static let inTens = Guard { match in
    let passage = match.passage
    guard passage.tokens[match.lastToken].count == 3, passage.isNumber(match.lastToken),
      !match.has(.quote)
    else { return false }
    if ["low", "high", "upper"].contains(passage.word(match.lastToken - 1)) { return true }
    return (max(0, match.firstToken - 8)..<match.firstToken).contains { passage.is($0, .tens) }
  }

  /// `his third century of the series`: a hundred runs.
  static let score = Guard { match in
    guard match.unit == .century else { return false }
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.is(before, .its) || passage.word(before) == "maiden"
      || ["of", "off"].contains(passage.word(match.lastToken + 1)) && !match.has(.the)
        && passage.isSport(around: match.firstToken)
  }

  /// `a century off 90 balls`: a hundred runs.
  static let century = Guard { match in
    guard match.unit == .century else { return false }
    let passage = match.passage
    return ["scored", "hit", "struck", "made", "smashed", "compiled"].contains(
      passage.word(match.firstToken - 1))
      || ["off", "against"].contains(passage.word(match.lastToken + 1))
      || passage.isSport(around: match.firstToken)
  }

  /// A number of things after a day, not its year.
  static let countedYear = Guard { match in
    match.passage.isWord(match.lastToken + 1) && !match.passage.endsPhrase(match.lastToken + 1)
      && !match.passage.isPreposition(match.lastToken + 1)
  }

  /// `he was crowned in 800`: a year of three digits, of what happens to kings and towns.
  static let ofHistory = Guard { match in
    let passage = match.passage
    guard passage.endsPhrase(match.lastToken + 1), passage.tokens[match.lastToken].count == 3 else {
      return false
    }
    return (max(0, match.firstToken - 5)..<match.firstToken).contains {
      EnglishWords.ofHistory.contains(passage.word($0))
    }
  }
}
