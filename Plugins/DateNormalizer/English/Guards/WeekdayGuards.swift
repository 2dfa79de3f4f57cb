import DateEngine
import PostilKit

/// Weekdays that are names, or no certain ones.
extension Guard {
  /// `The Saturday Paper is`, `a Sunday Roast`: a name between an article and the end of its phrase. In `the
  /// Friday Senate vote` the name goes on.
  package static let weekdayName = Guard { match in
    let passage = match.passage
    let (before, next) = (match.firstToken - 1, match.lastToken + 1)
    guard match.firstToken == match.lastToken else { return false }
    // `Friday Night Dinner`.
    if passage.is(next, .dayPart), passage.isCapital(next), isTitle(passage, next) { return true }
    guard passage.isName(next), passage.is(before, .the) || passage.is(before, .a) else {
      return false
    }
    return passage.endsPhrase(next + 1) || passage.is(next + 1, .pastVerb)
      || passage.isPreposition(next + 1)
  }

  /// `Friday Night Dinner`, `Monday Night Raw`: a programme.
  package static let nightName = Guard { match in
    isTitle(match.passage, match.lastToken)
  }

  /// Whether a capitalized word and a name after it are in a title.
  private static func isTitle(_ passage: Passage, _ last: Int) -> Bool {
    passage.isCapital(last) && !passage.tokens[last].flags.contains(.allCapitals)
      && passage.isName(last + 1)
      && !passage.is(last + 1, .smallInTitles)
  }

  /// `The Day After Tomorrow`: a title, in which small words have capitals too.
  package static let dayTitle = Guard { match in
    (match.firstToken + 1..<match.lastToken + 1).contains {
      let token = match.passage.tokens[$0]
      return token.isCapital && !token.flags.contains(.allCapitals)
        && match.passage.is($0, .after)
    }
  }

  /// `A week on Monday.`, `a week last Tuesday`; not `a week on Monday's case`.
  package static let weekOn = Guard { match in match.has(.last) || endOfPhrase.applies(match) }

  private static let choosing = Categories([.this, .last, .next, .every, .each])

  /// `on a Sunday`, `a Friday in May`, `a Saturday this year`: any of them, not one. In `a Friday deadline` the noun says which.
  package static let anySuch = Guard { match in
    let (passage, next) = (match.passage, match.lastToken + 1)
    let before = passage.categories(match.firstToken - 1)
    guard match.direction == .open else { return false }
    // `The Friday after the vote`.
    if before.contains(.the), passage.is(next, .after) || passage.is(next, .before) {
      return !passage.endsPhrase(next + 1)
    }
    guard before.contains(.a) || before.contains(.one) else { return false }
    return passage.endsPhrase(next) || passage.isPreposition(next)
      || passage.categories(next).intersects(choosing)
      || ["when", "that", "at", "because"].contains(passage.word(next))
  }
}
