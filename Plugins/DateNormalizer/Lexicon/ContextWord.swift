/// What a word says about the expressions around it without being part of one: nouns with a number
/// behind them, what is counted, verbs.
///
/// The files of `Resources` name these cases beside those of `Category`; guards and tense ask for them,
/// patterns cannot.
enum ContextWord: UInt8, CaseIterable, Sendable {
  case numbered, counted, many, title, masthead, phraseEnd, verbal, minor, its, `as`, soon
  case pastVerb, futureVerb, perfect, be, needsTo, takesA, commits, habit
}

/// A set of them.
struct ContextWords: OptionSet, Hashable, Sendable {
  let rawValue: UInt32
  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ word: ContextWord) { rawValue = 1 << UInt32(word.rawValue) }

  /// The cases by the name that resources use.
  static let byName = Dictionary(
    uniqueKeysWithValues: ContextWord.allCases.map { ("\($0)", ContextWords($0)) })

  func contains(_ word: ContextWord) -> Bool { rawValue & (1 << UInt32(word.rawValue)) != 0 }
}
