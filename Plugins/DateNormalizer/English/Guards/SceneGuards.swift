import DateEngine
import PostilKit

/// What a text is about where a time is written: sport or business.
extension Passage {
  /// How many tokens on either side tell what it is about.
  private static let scene = 30

  /// Whether words of sport are near, and none of business.
  func isSport(around token: Int) -> Bool {
    let (sport, business) = scene(around: token)
    return sport && !business
  }

  /// Whether words of business are near.
  func isBusiness(around token: Int) -> Bool { scene(around: token).business }

  private func scene(around token: Int) -> (sport: Bool, business: Bool) {
    var (sport, business) = (false, false)
    for index in max(0, token - Self.scene)..<min(tokens.count, token + Self.scene) {
      let words = context(index)
      if words.contains(.sport) { sport = true }
      if words.contains(.business) || tokens[index].kind == .symbol { business = true }
      if isScore(index) { sport = true }
    }
    return (sport, business)
  }
}

extension Guard {
  /// `in the second half`: of a game, unless the text is about business; a quarter is one of the year,
  /// unless the text is about sport. `The first-quarter moon` is neither.
  package static let ofGame = Guard { match in
    let passage = match.passage
    if match.has(.fiscal) || match.has(.year) { return false }
    guard match.unit == .half || match.unit == .quarter else { return false }
    if ["moon", "finalist", "final"].contains(passage.word(match.lastToken + 1)) { return true }
    switch match.unit {
    case .half: return !passage.isBusiness(around: match.firstToken)
    case .quarter: return passage.isSport(around: match.firstToken)
    default: return false
    }
  }

  /// `the minutes were approved`: those of a meeting.
  package static let minutes = Guard { match in
    let before: [Category] = [.in, .for, .within, .over, .preposition]
    let isOfMeeting =
      match.has(.the) || match.passage.is(match.firstToken - 1, .the)
      || match.isFollowed(by: .of)
    return match.unit == .minute && isOfMeeting
      && !before.contains { match.passage.is(match.firstToken - 1, $0) }
  }

  /// `business hours`, `visiting hours`: times of the day.
  package static let ofWork = Guard { match in
    return match.unit == .hour
      && match.passage.is(match.firstToken - 1, .ofHours)
  }

  /// `a day trader`: by day, not for one.
  package static let dayOf = Guard { match in
    return match.unit == .day
      && match.passage.is(match.lastToken + 1, .ofDays)
  }

  /// The open days of a shop: `open Tuesday to Saturday`.
  package static let opening = Guard { match in
    let before = match.firstToken - 1
    return match.passage.is(before, .openDays)
      || match.passage.is(before, .preposition)
        && match.passage.is(before - 1, .openDays)
  }

  /// `snow fell overnight`.
  package static let overnight = Guard { match in isOvernight(match) }

  private static func isOvernight(_ match: Match) -> Bool {
    match.passage.tokens[match.lastToken].count == 9
      && match.passage.word(match.lastToken) == "overnight"
  }

  /// `an overnight train`, `overnight rates`: what something is, not when it was.
  package static let attribute = Guard { match in
    guard isOvernight(match) else { return false }
    let (passage, before) = (match.passage, match.firstToken - 1)
    return passage.is(before, .a) || passage.is(before, .the) || passage.is(before, .its)
      || passage.is(before, .possessive) || passage.isHyphen(before)
      || passage.is(match.lastToken + 1, .overnightNoun)
  }

  /// `before dawn`, `until dusk`: what the sun does.
  package static let sun = Guard { match in
    match.passage.is(match.lastToken, .ofSun)
  }

  /// `She is the future queen`: what somebody will be.
  package static let futureNoun = Guard { match in
    let (passage, before, next) = (match.passage, match.firstToken - 1, match.lastToken + 1)
    return passage.isWord(next) && !passage.isKnown(next) && !passage.endsPhrase(next)
      && !passage.isPreposition(before) && !passage.isPluralNoun(next)
      && (passage.endsPhrase(next + 1) || passage.isName(next + 1))
  }

  /// `The current was strong`: of water or electricity.
  package static let currentNoun = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 1)
    guard passage.is(match.firstToken - 1, .the) || passage.is(match.firstToken - 1, .a) else {
      return false
    }
    return passage.is(next, .copula) || passage.is(next, .pastVerb) || passage.endsSentence(next)
  }
}
