import DateEngine
import PostilKit

/// Numbers that are not years, dates or amounts of time.
extension Guard {
  /// The number is part of a longer one: `1998-02`, `10/1998`, `1:1998`, `#1998`.
  package static let partOfNumber = Guard { match in
    let passage = match.passage
    // `020 7946 1999`: the last group of a telephone number.
    if passage.isNumber(match.firstToken - 1), passage.tokens[match.firstToken - 1].count > 2,
      passage.isSpaced(match.firstToken), match.has(.year)
    {
      return true
    }
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
  package static let numbered = Guard { match in match.passage.is(match.firstToken - 1, .numbered) }

  /// `verse 5:30`: a number of something. Words that precede a time of day are in the lexicon.
  package static let ratio = Guard { match in
    let passage = match.passage
    let before = match.firstToken - 1
    guard before >= 0, passage.tokens[before].kind == .word, !match.has(.zone),
      !match.has(.military), !passage.tokens[match.firstToken].flags.contains(.paragraphBefore)
    else { return false }
    if passage.is(before, .of) {
      return ["ratio", "score", "odds", "rate"].contains(passage.word(before - 1))
    }
    return passage.is(before, .numbered)
      || !passage.isKnown(before)
  }

  /// An age: `8-year-old`, `27 years old`.
  package static let age = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    if passage.conventions.profile == .extended { return false }
    // `Aged 60 years`, `the mean age was 54.2 years`.
    if (match.firstToken - 2..<match.firstToken).contains(where: { passage.is($0, .aged) }) {
      return true
    }
    return passage.is(passage.isHyphen(next) ? next + 1 : next, .old)
  }

  /// `their 6-month-old son`: the age of a child, not of a truce.
  package static let child = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 1)
    return passage.is(next, .offspring) || passage.endsPhrase(next)
      || passage.is(next, .pastVerb) || passage.is(next, .copula)
  }

  /// `in his 30s`: an age.
  package static let ofAge = Guard { match in
    let before = match.firstToken - 1
    // `Her 1960s dress` is of a decade.
    if match.passage.tokens[match.lastToken].count > 4, match.passage.isNumber(match.lastToken) {
      return false
    }
    // `Over-40s`, `the under-21s`.
    let over = match.passage.isHyphen(before) ? before - 1 : before
    if match.passage.is(over, .over) || match.passage.is(over, .bound) && over < before {
      return !match.has(.the)
    }
    return match.passage.is(before, .its)
      || match.passage.is(before, .part) && match.passage.is(before - 1, .its)
  }

  /// The last number counts something: `April 24 and 25 people`.
  package static let countedLast = Guard { match in
    match.has(.and)
      && (match.passage.is(match.lastToken + 1, .counted)
        || match.passage.isPluralNoun(match.lastToken + 1))
  }

  /// `they may 3 times`: not a month. `The March 11 bombings` have a day.
  package static let smallCount = Guard { match in
    match.lexeme(.smallMonth, 0).map { !match.passage.tokens[$0.first].isCapital } == true
      && (match.passage.is(match.lastToken + 1, .counted)
        || match.passage.isPluralNoun(match.lastToken + 1))
  }

  /// A number follows that says which ones: `the years 2010-2015`.
  package static let beforeNumber = Guard { match in match.passage.isNumber(match.lastToken + 1) }

  /// A word follows that the ordinal counts: `on the third floor`.
  package static let beforeWord = Guard { match in match.passage.isWord(match.lastToken + 1) }

  /// `on the 2nd try`: what the ordinal counts. A word in full may count anything (`on the third he rose`).
  package static let ordinalOfNoun = Guard { match in
    inDigits.applies(match) ? beforeNounOfNumber.applies(match) : beforeWord.applies(match)
  }

  /// `won in 1:58:32`, `1500 m in 3:35`: how long a race took.
  package static let raceTime = Guard { match in
    match.passage.is(match.firstToken - 1, .in) && !match.has(.zone)
  }

  /// `1:58:32`: the end of a longer time.
  package static let afterColon = Guard { match in
    match.passage.byte(match.firstToken - 1) == UInt8(ascii: ":")
      && !match.passage.isSpaced(match.firstToken)
  }

  /// `at 0345 local time`.
  package static let localTime = Guard { match in
    ["local", "hours", "hrs"].contains(match.passage.word(match.lastToken + 1))
  }

  /// `at 8.30`: a time of day, not a price or a score.
  package static let ofDay = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 1)
    guard passage.endsPhrase(next) || passage.isPreposition(next), !passage.is(next, .counted),
      !passage.is(match.firstToken - 2, .valued)
        || (match.firstToken - 8..<match.firstToken).contains(where: { passage.is($0, .event) })
    else { return false }
    return !passage.isBusiness(around: match.firstToken)
  }

  /// `the summer of 12 matches`.
  package static let smallSeason = Guard { match in
    match.passage.isPluralNoun(match.lastToken + 1)
      || match.passage.is(match.lastToken + 1, .hyphen)
      || !match.has(.quote) && match.passage.isNumber(match.lastToken)
        && match.passage.tokens[match.lastToken].count != 2
  }

  /// A quotation mark before a number, not an apostrophe before a year.
  package static let quoted = Guard { match in
    let passage = match.passage
    return passage.isSpaced(match.lastToken) || passage.word(match.firstToken - 1) == "'"
      || !passage.isSpaced(match.firstToken) && match.firstToken > 0
  }

  /// `100 letters a day`: a rate, which is a set. `$2 million a year` is a price.
  package static let rate = Guard { match in match.passage.isSet(before: match.firstToken) }

  /// `$2 million a year`: a price, of which the unit is a part.
  package static let price = Guard { match in
    let passage = match.passage
    return (max(0, match.firstToken - 4)..<match.firstToken).contains {
      passage.tokens[$0].kind == .symbol
    }
  }

  /// `three quarters of the troops`: a share.
  package static let share = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 2)
    return match.unit == .quarter && passage.is(next - 1, .of)
      && (passage.is(next, .the) || passage.is(next, .its) || passage.is(next, .afterImperative))
  }
}
