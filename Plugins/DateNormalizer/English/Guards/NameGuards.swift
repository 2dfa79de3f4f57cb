import DateEngine
import PostilKit

/// Names that look like times.
extension Guard {
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

  /// `June Carter`: a first name. After a preposition it is a month (`In June Carter said`).
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

  /// `the Sunday Times`: a newspaper.
  static let newspaper = Guard { match in
    match.passage.is(match.lastToken + 1, .masthead)
      && match.passage.tokens[match.lastToken + 1].isCapital
  }

  /// A name: `Winters`, `60 Minutes`.
  static let capital = Guard { match in
    let last = match.passage.tokens[match.lastToken].flags
    return last.contains(.capital) && !last.contains(.allCapitals)
      && !match.passage.beginsSentence(match.lastToken)
  }

  /// A verb at the start of a sentence: `March for life`, `May God …`.
  static let verb = Guard { match in
    guard match.lexeme(.month, 0).map({ [3, 5].contains(match.passage.monthNumber($0)) }) == true
    else { return false }
    let before = match.firstToken - 1
    return
      (match.passage.beginsSentence(match.firstToken)
      || match.passage.byte(before) == UInt8(ascii: ":")) && match.lastToken == match.firstToken
      && !match.passage.endsPhrase(match.lastToken + 1)
  }

  /// The name of a season that is a verb: `prices fall`, `they spring`.
  static let fall = Guard { match in
    match.passage.is(match.lastToken, .verbal) && match.firstToken == match.lastToken
  }

  /// `the fall of Atlanta`: an end.
  static let fallOf = Guard { match in
    let next = match.lastToken + 1
    return match.passage.is(match.lastToken, .verbal)
      && (match.passage.is(next, .of) || match.passage.is(next, .in)
        || match.passage.is(next, .from))
  }
}
