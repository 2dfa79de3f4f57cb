import PostilKit

/// A case in which a rule does not apply although its pattern fits.
struct Guard: Sendable {
  let applies: @Sendable (Match) -> Bool

  /// `Theresa May`, the `Long March`, `Jan Kavan`: a name.
  static let name = Guard { match in
    let passage = match.passage
    guard let month = match.lexeme(.month, 0) else { return false }
    let word = passage.word(month.last)
    if word.utf8.count == 3, word != "may" { return true }
    guard ["march", "may", "august"].contains(word), month.first == match.firstToken else {
      return false
    }
    let before = match.firstToken - 1
    let next = match.lastToken + 1
    if passage.is(before, .title) || passage.is(next, .for) || passage.is(next, .on)
      || word == "march" && passage.is(next, .of)
    {
      return true
    }
    // A capitalized word inside a sentence makes it a surname or an event.
    return passage.isName(before) && !passage.beginsSentence(before)
  }

  /// `June Carter`: a first name. A preposition before makes it a month (`In June Carter said`).
  static let firstName = Guard { match in
    let passage = match.passage
    guard let month = match.lexeme(.month, 0), passage.isName(month.last + 1),
      [4, 5, 6, 8].contains(passage.monthNumber(month)), month.first == match.firstToken
    else { return false }
    let before: [Category] = [.in, .on, .of, .since, .from, .to, .and, .between, .for]
    return !before.contains { passage.is(match.firstToken - 1, $0) }
  }

  /// `the Winter Games`, `Donna Summer`, `the Daily News`: part of a name.
  static let partOfName = Guard { match in
    let passage = match.passage
    let last = passage.tokens[match.lastToken]
    guard last.isCapital, !last.flags.contains(.allCapitals) else { return false }
    let before = match.lastToken - 1
    return passage.isName(match.lastToken + 1) || passage.is(match.lastToken + 1, .masthead)
      || passage.isName(before) && !passage.isSentenceWord(before)
  }

  /// `USA Today`, the programme `This Week`: a name in the middle of a sentence.
  static let title = Guard { match in
    let passage = match.passage
    let (first, last) = (passage.tokens[match.firstToken], passage.tokens[match.lastToken])
    let before = match.firstToken - 1
    guard before >= 0, first.isCapital, last.isCapital, !last.flags.contains(.allCapitals),
      !first.flags.contains(.paragraphBefore)
    else { return false }
    let isWord = passage.tokens[before].kind == .word
    if match.firstToken == match.lastToken {
      return isWord && passage.tokens[before].flags.contains(.allCapitals)
    }
    return passage.opensQuote(before) || isWord && !passage.tokens[before].isCapital
  }

  /// `on days when it rains`: no length, but any of them.
  static let beforeClause = Guard { match in
    ["when", "where"].contains(match.passage.word(match.lastToken + 1))
  }

  /// `for weeks before`, `a matter of days before`, `many more months before`: a length, not some time before.
  static let lengthOf = Guard { match in
    [Category.for, .of, .within, .more].contains { match.passage.is(match.firstToken - 1, $0) }
  }

  /// `the early hours`: a part of a day; `in as many days`: a number said before.
  static let counted = Guard { match in
    let before = match.firstToken - 1
    return match.unit == .hour && match.passage.is(before, .part)
      || match.passage.word(before) == "many"
  }

  /// `for some time`, `quite a while`: a length. `while` is a conjunction elsewhere.
  static let lasting = Guard { match in
    match.passage.is(match.firstToken - 1, .for) || match.passage.is(match.firstToken - 1, .within)
      || match.passage.endsPhrase(match.lastToken + 1)
  }

  /// `the Sunday Times`: a newspaper.
  static let newspaper = Guard { match in
    match.passage.is(match.lastToken + 1, .masthead)
      && match.passage.tokens[match.lastToken + 1].isCapital
  }

  /// `a minute detail`: small.
  static let minor = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    guard passage.is(match.lastToken, .minor), passage.isWord(next) else { return false }
    let before: [Category] = [.for, .in, .of, .bound]
    return passage.lexicon.entry(passage.bytes, passage.tokens[next].bytes) == nil
      && !match.has(.bound) && !before.contains { passage.is(match.firstToken - 1, $0) }
  }

  /// `the last days of Pompeii`, `the days of wine`: no length.
  static let ofWhat = Guard { match in
    match.unit == .day && !match.has(.number) && match.passage.is(match.lastToken + 1, .of)
  }

  /// `three quarters of the troops`: a share.
  static let share = Guard { match in
    match.unit == .quarter && match.passage.is(match.lastToken + 1, .of)
      && match.passage.is(match.lastToken + 2, .the)
  }

  /// `at the end of the day`: after all.
  static let afterAll = Guard { match in
    match.unit == .day
      && (match.passage.is(match.firstToken - 1, .at)
        || match.passage.is(match.firstToken - 2, .at))
  }

  /// `verse 5:30`: a number of something. Words that stand before a time of day are in the lexicon.
  static let ratio = Guard { match in
    let passage = match.passage
    let before = match.firstToken - 1
    guard before >= 0, passage.tokens[before].kind == .word, !match.has(.zone),
      !match.has(.military), !passage.tokens[match.firstToken].flags.contains(.paragraphBefore)
    else { return false }
    return passage.is(before, .numbered)
      || passage.lexicon.entry(passage.bytes, passage.tokens[before].bytes) == nil
  }

  /// The number of something: `version 1.2.2019`.
  static let numbered = Guard { match in match.passage.is(match.firstToken - 1, .numbered) }

  /// `in his 30s`: an age.
  static let ofAge = Guard { match in
    match.passage.is(match.firstToken - 1, .its)
  }

  /// `the fall of Atlanta`: an end.
  static let fallOf = Guard { match in
    let next = match.lastToken + 1
    return match.passage.is(match.lastToken, .verbal)
      && (match.passage.is(next, .of) || match.passage.is(next, .in)
        || match.passage.is(next, .from))
  }

  /// A verb at a sentence's beginning: `March for life`, `May God …`.
  static let verb = Guard { match in
    guard match.lexeme(.month, 0).map({ [3, 5].contains(match.passage.monthNumber($0)) }) == true
    else { return false }
    let before = match.firstToken - 1
    return
      (match.passage.beginsSentence(match.firstToken)
      || match.passage.sign(before) == UInt8(ascii: ":")) && match.lastToken == match.firstToken
      && !match.passage.endsPhrase(match.lastToken + 1)
  }

  /// `1,400 victims`, `Resolution 1483`: a number that is no year.
  static let count = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    if passage.is(match.firstToken - 1, .numbered) || passage.is(next, .counted) { return true }
    guard let year = match[.year], !(1900...2030).contains(year) else { return false }
    if year >= 1500, passage.is(match.firstToken - 1, .the) { return false }
    return passage.isPluralNoun(next)
  }

  /// The number belongs to a longer sign: `1998-02`, `10/1998`, `1:1998`, `#1998`.
  static let partOfNumber = Guard { match in
    let passage = match.passage
    for (index, beyond) in [
      (match.firstToken - 1, match.firstToken - 2), (match.lastToken + 1, match.lastToken + 2),
    ] {
      let inner = index < match.firstToken ? match.firstToken : index
      guard let sign = passage.sign(index), "/-:.+".utf8.contains(sign),
        !passage.isSpaced(inner), !passage.isSpaced(max(index, beyond)), passage.isNumber(beyond)
      else { continue }
      return true
    }
    return false
  }

  /// An age: `8-year-old`, `27 years old`.
  static let age = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    if passage.settings.profile == .extended { return false }
    return passage.is(passage.sign(next) == UInt8(ascii: "-") ? next + 1 : next, .old)
  }

  /// `their 6-month-old son`: the age of a child, not of a truce.
  static let child = Guard { match in
    children.contains(match.passage.word(match.lastToken + 1))
  }

  private static let children: Set = [
    "baby", "babies", "boy", "boys", "child", "children", "daughter", "daughters", "girl", "girls",
    "infant", "infants", "puppy", "son", "sons", "twins",
  ]

  /// The last number counts something: `April 24 and 25 people`.
  static let countedLast = Guard { match in
    match.has(.and)
      && (match.passage.is(match.lastToken + 1, .counted)
        || match.passage.isPluralNoun(match.lastToken + 1))
  }

  /// `they may 3 times`: no month. `The March 11 bombings` are of a day.
  static let smallCount = Guard { match in
    match.lexeme(.smallMonth, 0).map { !match.passage.tokens[$0.first].isCapital } == true
      && (match.passage.is(match.lastToken + 1, .counted)
        || match.passage.isPluralNoun(match.lastToken + 1))
  }

  /// A number follows, which says which: `the years 2010-2015`.
  static let beforeNumber = Guard { match in match.passage.isNumber(match.lastToken + 1) }

  /// A word follows, which the ordinal counts: `on the third floor`.
  static let beforeWord = Guard { match in match.passage.isWord(match.lastToken + 1) }

  /// A quotation mark and a number, not an apostrophe and a year.
  static let quoted = Guard { match in
    let passage = match.passage
    return passage.isSpaced(match.lastToken) || passage.word(match.firstToken - 1) == "'"
      || !passage.isSpaced(match.firstToken) && match.firstToken > 0
  }

  /// The end of a range or a compound: `Mon-Fri 9am`, `after-hours trading`.
  static let behindHyphen = Guard { match in match.passage.is(match.firstToken - 1, .hyphen) }

  /// The end of a phrase: nothing of the sentence hangs on it.
  static let byItself = Guard { match in
    let next = match.lastToken + 1
    return !match.passage.is(next, .before) && !match.passage.is(next, .after)
      && (match.passage.endsPhrase(next) || !match.has(.before) && !match.has(.after))
  }

  /// Nothing follows in the phrase: `two days before, they met`.
  static let endOfPhrase = Guard { match in match.passage.endsPhrase(match.lastToken + 1) }

  /// `100 letters a day`: a rate, which is a set. `$2 million a year` is a price.
  static let rate = Guard { match in match.passage.isSet(before: match.firstToken) }

  /// `$2 million a year`: a price, of which the unit is a part.
  static let price = Guard { match in
    let passage = match.passage
    return (max(0, match.firstToken - 4)..<match.firstToken).contains {
      passage.tokens[$0].kind == .symbol
    }
  }

  /// A period that a date ends: `the year ended March 31`.
  static let ended = Guard { match in
    match.passage.is(match.lastToken + 1, .ended)
  }

  /// The year of a report: `the full year`, `for the year,`.
  static let reportYear = Guard { match in
    if Guard.ended.applies(match) { return false }
    if match.has(.whole) || match.has(.fiscal) || match.has(.current) { return true }
    return match.passage.endsPhrase(match.lastToken + 1)
      && (match.passage.is(match.firstToken - 1, .for)
        || match.passage.is(match.firstToken - 1, .of))
  }

  /// An adjective before a noun: `future earnings`.
  static let adjective = Guard { match in
    let next = match.lastToken + 1
    return next < match.passage.tokens.count && match.passage.tokens[next].kind == .word
      && match.firstToken == match.lastToken
  }

  /// A name: `Winters`, `60 Minutes`.
  static let capital = Guard { match in
    let last = match.passage.tokens[match.lastToken].flags
    return last.contains(.capital) && !last.contains(.allCapitals)
      && !match.passage.beginsSentence(match.lastToken)
  }

  /// Only the profile `extended` marks it.
  static let extended = Guard { match in match.passage.settings.profile == .extended }

  /// The first half of a compound: `quarter-century`, `quarter-mile`.
  static let compound = Guard { match in
    match.passage.sign(match.lastToken + 1) == UInt8(ascii: "-")
  }

  /// A season's name that is a verb: `prices fall`, `they spring`.
  static let fall = Guard { match in
    match.passage.is(match.lastToken, .verbal) && match.firstToken == match.lastToken
  }
}
