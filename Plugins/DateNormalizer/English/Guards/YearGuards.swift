import DateEngine
import PostilKit

/// Numbers that could be years, decades or centuries, and are counts or scores.
extension Guard {
  /// `1,400 victims`, `Resolution 1483`, `at least 2010`, `a 1900-seat hall`: a number that is not a year.
  package static let count = Guard { match in
    let passage = match.passage
    let (before, next) = (match.firstToken - 1, match.lastToken + 1)
    if passage.is(before, .numbered) || isPage(passage, before) { return true }
    // `Flight BA 2019`.
    if passage.is(before - 1, .numbered), passage.isCapital(before) { return true }
    // `In 2010 people died` begins with a year.
    if passage.is(next, .counted), !(passage.is(before, .in) && passage.beginsSentence(before)) {
      return true
    }
    if isBounded(passage, before) || isCompound(passage, next) || isAddress(passage, next)
      || isCounted(passage, before, next) || isCode(passage, before)
    {
      return true
    }
    guard passage.isPluralNoun(next) else { return false }
    // `Has 300 rooms and 1950 beds`.
    if passage.is(before, .and), passage.isPluralNoun(before - 1), passage.isNumber(before - 2) {
      return true
    }
    if passage.is(before, .counting) || passage.is(before, .bound) || passage.is(before, .over)
      || isTold(passage, before, next)
    {
      return true
    }
    guard let year = match[.year], !(1900...2030).contains(year) else { return false }
    return year < 1500 || !passage.is(before, .the)
  }

  /// `2012 were freed`, `a further 1980`, `only 1960 remain`: so many. A year is one, and has a preposition.
  private static func isCounted(_ passage: Passage, _ before: Int, _ next: Int) -> Bool {
    // `Between 1950 and 2000 people`.
    if passage.is(next, .and), passage.isNumber(next + 1), passage.is(next + 2, .counted) {
      return true
    }
    // `By 2010 votes to 1998`.
    if passage.is(before, .to), passage.is(before - 1, .counted) { return true }
    guard next < passage.tokens.count, passage.tokens[next].kind == .word else {
      return passage.is(before, .at) && passage.is(before - 1, .valued)
    }
    // `From 1990 to 2010 points`.
    if passage.is(next, .to), passage.isNumber(next + 1), passage.is(next + 2, .counted) {
      return true
    }
    if isShare(passage, before, next) || isSum(passage, before, next) { return true }
    let word = passage.word(next)
    if word == "who" || word == "whose" { return true }
    // `Over 2000 attended`: a subject, not `About 2000 he moved`.
    let isSubject = passage.is(before, .over) || passage.is(before, .bound)
    if isSubject, passage.beginsSentence(before),
      passage.is(next, .pastVerb) || passage.isPastForm(next)
    {
      return true
    }
    guard passage.is(next, .pluralVerb) else { return false }
    return before < 0 || !passage.isPreposition(before) || passage.byte(before) == UInt8(ascii: ",")
  }

  /// `a total of 2014 cases`, `1987 of them`, `1985 an ounce`, `1999 to the dollar`, `closed at 1987`.
  private static func isSum(_ passage: Passage, _ before: Int, _ next: Int) -> Bool {
    if passage.is(before, .of), passage.is(before - 1, .sum) { return true }
    if passage.is(before, .at), passage.is(before - 1, .valued) { return true }
    if passage.is(next, .a) || passage.is(next, .per) { return passage.is(next + 1, .priced) }
    if passage.is(next, .to), passage.is(next + 1, .the) { return passage.is(next + 2, .priced) }
    guard !passage.isPreposition(before) else { return false }
    return passage.is(next, .of)
      && ["the", "them", "those", "these"].contains(passage.word(next + 1))
      || passage.word(next) == "out" && passage.is(next + 1, .of)
  }

  /// `pp. 1990-1995`, whose full stop is a token.
  private static func isPage(_ passage: Passage, _ before: Int) -> Bool {
    before > 0 && passage.byte(before) == UInt8(ascii: ".") && !passage.isSpaced(before)
      && passage.is(before - 1, .abbreviation)
  }

  /// `1988 of 2000 seats`, `had 1950 to 2000 guests`: one number in another, or a range of them.
  private static func isShare(_ passage: Passage, _ before: Int, _ next: Int) -> Bool {
    if passage.is(next, .of), passage.isNumber(next + 1), passage.isPluralNoun(next + 2) {
      return true
    }
    if passage.is(next, .to), passage.isNumber(next + 1), passage.isPluralNoun(next + 2) {
      return !passage.isPreposition(before)
    }
    return passage.is(before, .to) && passage.isNumber(before - 1) && passage.isPluralNoun(next)
      && !passage.isPreposition(before - 2)
  }

  /// `the code is 2018`, `room number 2015`.
  private static func isCode(_ passage: Passage, _ before: Int) -> Bool {
    before > 0
      && (passage.is(before, .copula) || passage.byte(before) == UInt8(ascii: ":")
        || passage.word(before) == "was")
      && passage.is(before - 1, .numbered)
  }

  /// `sold 2000 cars`, `planted 2020 trees`; not `reported 1988 earnings`, `won 2010 elections`.
  private static func isTold(_ passage: Passage, _ before: Int, _ next: Int) -> Bool {
    guard passage.is(before, .pastVerb) || passage.isPastForm(before) else { return false }
    let noun = passage.context(next)
    return !noun.contains(.business) && !noun.contains(.event) && !noun.contains(.ofYear)
  }

  /// `at least 2010`, `more than 2000`; `until at least 2030` is a time.
  private static func isBounded(_ passage: Passage, _ before: Int) -> Bool {
    // Most years follow a preposition, which costs less to see than a word.
    guard before >= 0, !passage.isPreposition(before), passage.tokens[before].count <= 6,
      passage.isWord(before),
      passage.is(before, .bounding)
    else { return false }
    return !(before - 4..<before).contains { index in
      passage.is(index, .to) || passage.is(index, .since) || passage.is(index, .preposition)
        || passage.is(index, .in) || passage.is(index, .from) || passage.is(index, .earlier)
        || passage.is(index, .later) || passage.is(index, .part)
    }
  }

  /// `a 1900-seat hall`, `the 2000-year-old temple`; `the 1990-era laws` are of a time.
  private static func isCompound(_ passage: Passage, _ next: Int) -> Bool {
    passage.isHyphen(next) && !passage.isSpaced(next)
      && !passage.isSpaced(next + 1)
      && passage.isWord(next + 1)
      && !["era", "style", "vintage", "model", "present", "based", "led"].contains(
        passage.word(next + 1))
  }

  /// `1600 Pennsylvania Avenue`.
  private static func isAddress(_ passage: Passage, _ next: Int) -> Bool {
    guard next < passage.tokens.count, passage.tokens[next].isCapital else { return false }
    return (next + 1...next + 2).contains { passage.is($0, .street) && passage.isCapital($0) }
  }

  /// `The 2022 hours of work rule`: the year of something. `For 2000 years` is a length.
  package static let yearBefore = Guard { match in
    let passage = match.passage
    guard let lexeme = match.lexeme(.number, 0), (1900...2099).contains(lexeme.number),
      passage.isNumber(lexeme.first), passage.tokens[lexeme.first].count == 4
    else { return false }
    let before = lexeme.first - 1
    return passage.is(before, .the) || passage.is(before, .in) || passage.is(before, .of)
  }

  /// `temperatures in the 90s`: a number in tens, not a decade.
  package static let inTens = Guard { match in
    let passage = match.passage
    guard passage.tokens[match.lastToken].count == 3, passage.isNumber(match.lastToken),
      !match.has(.quote)
    else { return false }
    if ["low", "high", "upper"].contains(passage.word(match.lastToken - 1)) { return true }
    return (max(0, match.firstToken - 8)..<match.firstToken).contains { passage.is($0, .tens) }
  }

  /// `a century`, `a half-century`.
  private static func isCentury(_ match: Match) -> Bool {
    match.unit == .century || match[.unit, 1] == Unit.century.rawValue
  }

  /// `his third century of the series`: a hundred runs.
  package static let score = Guard { match in
    guard isCentury(match) else { return false }
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.is(before, .its) || passage.word(before) == "maiden"
      || ["of", "off"].contains(passage.word(match.lastToken + 1)) && !match.has(.the)
        && passage.isSport(around: match.firstToken)
  }

  /// `a century off 90 balls`: a hundred runs.
  package static let century = Guard { match in
    guard isCentury(match) else { return false }
    let passage = match.passage
    return ["scored", "hit", "struck", "made", "smashed", "compiled"].contains(
      passage.word(match.firstToken - 1))
      || ["off", "against"].contains(passage.word(match.lastToken + 1))
      || passage.isSport(around: match.firstToken)
  }

  /// A number of things after a day, not its year.
  package static let countedYear = Guard { match in
    match.passage.isWord(match.lastToken + 1) && !match.passage.endsPhrase(match.lastToken + 1)
      && !match.passage.isPreposition(match.lastToken + 1)
  }

  /// `he was crowned in 800`: a year of three digits, of what happens to kings and towns.
  package static let ofHistory = Guard { match in
    let passage = match.passage
    guard passage.endsPhrase(match.lastToken + 1), passage.tokens[match.lastToken].count == 3 else {
      return false
    }
    return (max(0, match.firstToken - 5)..<match.firstToken).contains {
      passage.is($0, .ofHistory)
    }
  }
}
