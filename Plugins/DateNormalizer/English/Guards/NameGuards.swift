import DateEngine
import PostilKit

/// Names that look like times.
extension Guard {
  /// `Theresa May`, the `Long March`, `Jan Kavan`, `May's cabinet`: a name.
  package static let name = Guard { match in
    let passage = match.passage
    guard let month = match.lexeme(.month, 0) else { return false }
    let (before, next) = (match.firstToken - 1, match.lastToken + 1)
    if month.first == match.firstToken, passage.is(before, .title) { return true }
    let word = passage.word(month.last)
    if word.utf8.count == 3, word != "may" {
      return passage.isName(next) || !match.has(.hyphen) && !passage.isPreposition(before)
    }
    guard ["march", "may", "august"].contains(word), month.first == match.firstToken else {
      return false
    }
    if !passage.isPreposition(before), isEvent(passage, word, next) { return true }
    if word == "may", passage.is(before, .the), isOfPerson(passage, next) { return true }
    // A capitalized word inside a sentence makes it a surname or an event.
    return passage.isName(before)
      && !(passage.beginsSentence(before) && passage.is(before, .opener))
  }

  /// `March for Life`, `March of the Mothers`, `May's cabinet`.
  private static func isEvent(_ passage: Passage, _ word: String, _ next: Int) -> Bool {
    passage.is(next, .for) || passage.is(next, .on) || passage.is(next, .tells)
      || word == "march" && passage.is(next, .of)
      || word == "may" && passage.is(next, .possessive) && passage.is(next + 1, .surnameNoun)
  }

  /// `The May family won`: what a person has, not a month.
  private static func isOfPerson(_ passage: Passage, _ noun: Int) -> Bool {
    ["family", "household", "brothers", "sisters", "twins"].contains(passage.word(noun))
      && (passage.endsPhrase(noun + 1) || passage.is(noun + 1, .pastVerb)
        || passage.is(noun + 1, .copula) || passage.isPastForm(noun + 1))
  }

  /// `June Carter`: a first name. After a preposition it is a month (`In June Carter said`); after those
  /// that people follow, too, only at the start of a sentence that goes on (`By June Carter had lost`).
  package static let firstName = Guard { match in
    let passage = match.passage
    guard let month = match.lexeme(.month, 0), passage.isName(month.last + 1),
      [4, 5, 6, 8].contains(passage.monthNumber(month)), month.first == match.firstToken
    else { return false }
    let index = match.firstToken - 1
    let before: [Category] = [.in, .on, .of, .since, .from, .to, .between, .for]
    if before.contains(where: { passage.is(index, $0) }) { return false }
    if passage.is(index, .and), passage.is(index - 1, .month) { return false }
    let opens: [Category] = [.preposition, .after, .before]
    return
      !(opens.contains { passage.is(index, $0) } && passage.beginsSentence(index)
      && passage.isWord(month.last + 2) && !passage.tokens[month.last + 2].isCapital)
  }

  /// `the Winter Games`, `Donna Summer`, `the Daily News`: part of a name.
  package static let partOfName = Guard { match in
    let passage = match.passage
    let last = passage.tokens[match.lastToken]
    guard last.isCapital, !last.flags.contains(.allCapitals) else { return false }
    let before = match.lastToken - 1
    if passage.word(match.lastToken + 1) == "&" || passage.is(before, .title) { return true }
    return passage.isName(match.lastToken + 1) || passage.is(match.lastToken + 1, .masthead)
      || passage.isName(before) && !passage.isSentenceWord(before)
  }

  /// `USA Today`, the programme `This Week`: a name in the middle of a sentence.
  package static let title = Guard { match in
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

  /// `the Sunday Times`: a newspaper.
  package static let newspaper = Guard { match in
    match.passage.is(match.lastToken + 1, .masthead)
      && match.passage.tokens[match.lastToken + 1].isCapital
  }

  /// `20% annually`: how fast something grows.
  package static let growth = Guard { match in
    match.passage.byte(match.firstToken - 1) == UInt8(ascii: "%")
      || match.passage.word(match.firstToken - 1) == "percent"
  }

  /// `today's youth`: of our time, not of one day.
  package static let ofOurTime = Guard { match in
    let passage = match.passage
    let next = match.lastToken + 1
    guard passage.is(match.lastToken, .dayWord), passage.is(next, .possessive) else { return false }
    return (next + 1...next + 2).contains { passage.is($0, .ofOurTime) }
  }

  /// A name: `Winters`, `60 Minutes`.
  package static let capital = Guard { match in
    let last = match.passage.tokens[match.lastToken].flags
    return last.contains(.capital) && !last.contains(.allCapitals)
      && !match.passage.beginsSentence(match.lastToken)
  }

  /// A verb at the start of a sentence: `March for life`, `May God …`. `March figures` are those of a month.
  package static let verb = Guard { match in
    let passage = match.passage
    guard let month = match.lexeme(.month, 0).map(passage.monthNumber), month == 3 || month == 5,
      match.lastToken == match.firstToken, !passage.endsPhrase(match.lastToken + 1),
      passage.beginsSentence(match.firstToken)
        || passage.byte(match.firstToken - 1) == UInt8(ascii: ":")
    else { return false }
    let next = match.lastToken + 1
    if passage.isPluralNoun(next) { return false }
    if passage.tokens[next].isCapital || passage.is(next, .subject) {
      return true
    }
    return month == 3
      && (passage.isKnown(next)
        || ["through", "with", "up", "back", "out", "along", "past"].contains(passage.word(next)))
  }

  /// The name of a season that is a verb: `prices fall`, `they spring`.
  package static let fall = Guard { match in
    let passage = match.passage
    guard passage.is(match.lastToken, .verbal) else { return false }
    // `A week before the fall`: the end of something.
    let before = match.firstToken - 1
    if match.has(.the), passage.is(before, .before) || passage.is(before, .after),
      passage.is(before - 1, .unit) || passage.is(before - 1, .units)
    {
      return true
    }
    guard match.firstToken == match.lastToken, !isSpring(match) else { return false }
    return !passage.is(match.firstToken - 1, .in) || !passage.endsPhrase(match.lastToken + 1)
  }

  /// `The wettest spring on record`.
  private static func isSpring(_ match: Match) -> Bool {
    match.passage.word(match.lastToken) == "spring"
      && match.passage.word(match.firstToken - 1).hasSuffix("est")
  }

  /// `prices fall this year`: the verb before a time.
  package static let fallThisYear = Guard { match in
    match.passage.is(match.firstToken, .verbal) && !match.has(.of)
      && !match.passage.tokens[match.firstToken].isCapital
  }

  /// `Radio 4's Today programme`: a name.
  package static let programme = Guard { match in
    let passage = match.passage
    return match.firstToken == match.lastToken && passage.tokens[match.lastToken].isCapital
      && passage.is(match.lastToken, .dayWord) && !passage.beginsSentence(match.firstToken)
      && ["programme", "program", "show"].contains(passage.word(match.lastToken + 1))
  }

  /// `The Noon restaurant`: a name after an article.
  package static let namedAfterArticle = Guard { match in
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.isCapital(match.firstToken) && passage.is(before, .the)
      && !passage.tokens[match.firstToken].flags.contains(.allCapitals)
  }

  /// `20th Century Fox`: a name, where an article or a preposition would tell of a time.
  package static let centuryName = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 1)
    return passage.isCapital(match.lastToken) && passage.isName(next) && !match.has(.the)
      && !passage.isPreposition(match.firstToken - 1)
  }

  /// `the fall of Atlanta`: an end.
  package static let fallOf = Guard { match in
    let next = match.lastToken + 1
    return match.passage.is(match.lastToken, .verbal) && !isSpring(match)
      && (match.passage.is(next, .of) || match.passage.is(next, .in)
        || match.passage.is(next, .from))
  }
}
