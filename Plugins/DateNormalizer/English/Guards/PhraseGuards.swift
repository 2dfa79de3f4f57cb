import DateEngine
import PostilKit

/// Words around a time that change what it is.
extension Guard {
  /// `on days when it rains`, `is days away`: any of them, not a length.
  package static let beforeClause = Guard { match in
    ["when", "where", "away"].contains(match.passage.word(match.lastToken + 1))
  }

  /// `for weeks before`, `a matter of days before`, `many more months before`: a length, not a time
  /// before.
  package static let lengthOf = Guard { match in
    [Category.for, .of, .within, .more].contains { match.passage.is(match.firstToken - 1, $0) }
  }

  /// `the early hours`: a part of a day; `in as many days`: a number given before.
  package static let counted = Guard { match in
    let before = match.firstToken - 1
    return match.unit == .hour && match.passage.is(before, .part)
      || match.passage.word(before) == "many"
  }

  /// `for some time`, `quite a while`: a length. `while` is a conjunction elsewhere.
  package static let lasting = Guard { match in
    match.passage.is(match.firstToken - 1, .for) || match.passage.is(match.firstToken - 1, .within)
      || match.passage.endsPhrase(match.lastToken + 1)
  }

  /// `a minute detail`: small.
  package static let minor = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    guard passage.is(match.lastToken, .minor), passage.isWord(next) else { return false }
    let before: [Category] = [.for, .in, .of, .bound]
    return !passage.isKnown(next)
      && !match.has(.bound) && !before.contains { passage.is(match.firstToken - 1, $0) }
  }

  /// `the last days of Pompeii`, `the days of wine`: not a length.
  package static let ofWhat = Guard { match in
    match.unit == .day && !match.has(.number) && match.passage.is(match.lastToken + 1, .of)
  }

  /// `at the end of the day`: after all.
  package static let afterAll = Guard { match in
    match.unit == .day
      && (match.passage.is(match.firstToken - 1, .at)
        || match.passage.is(match.firstToken - 2, .at))
  }

  /// The end of a range or a compound: `Mon-Fri 9am`, `after-hours trading`.
  package static let afterHyphen = Guard { match in match.passage.is(match.firstToken - 1, .hyphen)
  }

  /// Nothing in the sentence depends on it.
  package static let byItself = Guard { match in
    let next = match.lastToken + 1
    return !match.passage.is(next, .before) && !match.passage.is(next, .after)
      && (match.passage.endsPhrase(next) || !match.has(.before) && !match.has(.after))
  }

  /// Nothing follows in the phrase: `two days before, they met`.
  package static let endOfPhrase = Guard { match in match.passage.endsPhrase(match.lastToken + 1) }

  /// A period followed by the date on which it ended: `the year ended March 31`.
  package static let ended = Guard { match in
    match.passage.is(match.lastToken + 1, .ended)
  }

  /// The year of a report: `the full year`, `for the year,`.
  package static let reportYear = Guard { match in
    if Guard.ended.applies(match) { return false }
    if match.has(.whole) || match.has(.fiscal) || match.has(.current) { return true }
    return match.passage.endsPhrase(match.lastToken + 1)
      && (match.passage.is(match.firstToken - 1, .for)
        || match.passage.is(match.firstToken - 1, .of) && isPartOfTime(match))
  }

  /// `the first half of the year`, `most of the year`; `man of the year` is a title.
  private static func isPartOfTime(_ match: Match) -> Bool {
    let (passage, part) = (match.passage, match.firstToken - 2)
    let categories = passage.categories(part)
    return categories.intersects(partsOfTime)
      || passage.is(part, .partOfTime)
  }

  private static let partsOfTime = Categories([
    .unit, .units, .half, .part, .edge, .month, .season, .seasons, .weekday, .period, .first, .last,
    .holiday, .quarterName,
  ])

  /// An adjective before a noun: `future earnings`.
  package static let adjective = Guard { match in
    let next = match.lastToken + 1
    return next < match.passage.tokens.count && match.passage.tokens[next].kind == .word
      && match.firstToken == match.lastToken
  }

  /// Only the profile `extended` marks it.
  package static let extended = Guard { match in match.passage.conventions.profile == .extended }

  /// The first half of a compound: `quarter-century`, `quarter-mile`.
  package static let compound = Guard { match in
    match.passage.isHyphen(match.lastToken + 1)
  }

  /// `h`, `mins`: units cut short, without a number; `the 2022 hours`: those of a year.
  package static let cutShort = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    if passage.isNumber(before), passage.tokens[before].count == 4 { return true }
    return passage.tokens[match.lastToken].count < 5
      && ["h", "h.", "hrs", "mins", "yrs", "wks"].contains(passage.word(match.lastToken))
  }

  /// `today is the eighth day`, `on 21 July, the fifth day`: it says more about a time before.
  package static let apposition = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.byte(before) == UInt8(ascii: ",") || passage.is(before, .copula)
      || passage.word(before) == "was"
  }

  /// `on 8 August 2021, a week before the vote`: directly after a date.
  package static let inApposition = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    guard passage.byte(before) == UInt8(ascii: ","), before > 1 else { return false }
    // `In 1959, three years before independence`: a year alone is that of the event.
    return passage.isNumber(before - 1)
      && (passage.is(before - 2, .month) || passage.is(before - 4, .month))
  }

  /// `That June he won`, `he won that June`; not `said that June was warm`, where `that` joins two clauses.
  package static let thatTime = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.beginsSentence(match.firstToken) || passage.isPreposition(before)
      || passage.tokens[before].kind == .punctuation || passage.endsPhrase(match.lastToken + 1)
  }

  package static let mid = Guard { match in match.modifier == .mid }

  /// `at 6 and 12 months`: two lengths, not a range as after `between` or with `or`.
  package static let both = Guard { match in
    guard let and = match.lexeme(.and, 0), match.passage.word(and.first) == "and" else {
      return false
    }
    return !match.has(.the) && !match.passage.is(match.firstToken - 1, .between)
  }

  package static let afterThe = Guard { match in match.passage.is(match.firstToken - 1, .the) }

  package static let afterFor = Guard { match in match.passage.is(match.firstToken - 1, .for) }

  /// A preposition, `dated` or a bracket precedes: `as of 2016-11`, `(04/2016)`.
  package static let afterPreposition = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.isPreposition(before) && !passage.isHyphen(before)
      || passage.byte(before) == UInt8(ascii: "(")
      || ["dated", "updated", "expires", "expiry", "valid"].contains(passage.word(before))
  }

  /// The same, or a word in `-ed` or a verb of the past: `founded 09/1998, wound up 2012-07`.
  package static let afterVerbOrPreposition = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    return afterPreposition.applies(match) || passage.is(before, .pastVerb)
      || passage.is(before, .founded) || passage.word(before).hasSuffix("ed")
      || passage.is(before - 1, .pastVerb) && passage.isWord(before)
  }

  /// `by the 20th floor`; not `by the 20th it will be over`, nor `from the 1st prices go up`.
  package static let beforeNounOfNumber = Guard { match in
    let next = match.lastToken + 1
    return match.passage.isWord(next) && !match.passage.isPluralNoun(next)
      && !match.passage.is(next, .afterDay)
  }

  /// `20th`, not `twentieth`.
  package static let inDigits = Guard { match in match.passage.isNumber(match.lastToken) }

  /// `in 2015 May became`: a name before its verb.
  package static let beforeVerb = Guard { match in
    let passage = match.passage
    guard let month = match.lexeme(.month, 0), [4, 5, 6, 8].contains(passage.monthNumber(month))
    else { return false }
    return passage.is(match.lastToken + 1, .pastVerb) || passage.isName(match.lastToken + 1)
  }

  /// `at ten minutes to three`: not `ten minutes to an hour`.
  package static let ofClock = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    let next = passage.categories(match.lastToken + 1)
    guard !next.contains(.unit), !next.contains(.units), !next.contains(.hyphen) else {
      return false
    }
    return passage.is(before, .at) || passage.is(before, .preposition) || passage.is(before, .bound)
      || ["was", "is", "until"].contains(passage.word(before))
  }

  /// A noun follows: `the present king`.
  package static let beforeNoun = Guard { match in
    match.passage.isWord(match.lastToken + 1) && !match.passage.endsPhrase(match.lastToken + 1)
  }
}
