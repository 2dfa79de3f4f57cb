import DateEngine

/// The categories of English function words, beside those of the engine. `EnglishVocabulary` has their
/// names, in the same order.
extension Category {
  // Articles and pronouns.
  static var the: Category { .own(0) }
  static var a: Category { .own(1) }
  static var one: Category { .own(2) }
  static var this: Category { .own(3) }
  static var that: Category { .own(4) }
  // Words that move or choose a time.
  static var last: Category { .own(5) }
  static var past: Category { .own(6) }
  static var next: Category { .own(7) }
  static var following: Category { .own(8) }
  static var previous: Category { .own(9) }
  static var same: Category { .own(10) }
  static var current: Category { .own(11) }
  static var latest: Category { .own(12) }
  static var recent: Category { .own(13) }
  static var coming: Category { .own(14) }
  static var ago: Category { .own(15) }
  static var earlier: Category { .own(16) }
  static var later: Category { .own(17) }
  static var hence: Category { .own(18) }
  static var ahead: Category { .own(19) }
  static var before: Category { .own(20) }
  static var after: Category { .own(21) }
  static var first: Category { .own(22) }
  static var other: Category { .own(23) }
  static var comparable: Category { .own(24) }
  // Amounts and sets.
  static var orTwo: Category { .own(25) }
  static var more: Category { .own(26) }
  static var whole: Category { .own(27) }
  static var every: Category { .own(28) }
  static var each: Category { .own(29) }
  static var times: Category { .own(30) }
  static var per: Category { .own(31) }
  static var over: Category { .own(32) }
  static var long: Category { .own(33) }
  static var old: Category { .own(34) }
  // Nouns and adverbs of time.
  static var period: Category { .own(35) }
  static var fiscal: Category { .own(36) }
  static var anniversary: Category { .own(37) }
  static var tonight: Category { .own(38) }
  static var oclock: Category { .own(39) }
  static var now: Category { .own(40) }
  static var pastWord: Category { .own(41) }
  static var pastNoun: Category { .own(42) }
  static var futureNoun: Category { .own(43) }
  static var futureTerm: Category { .own(44) }
  static var presentNoun: Category { .own(45) }
  static var moment: Category { .own(46) }
  static var someTime: Category { .own(47) }
  // Prepositions, conjunctions and other small words.
  static var of: Category { .own(48) }
  static var `in`: Category { .own(49) }
  static var within: Category { .own(50) }
  static var on: Category { .own(51) }
  static var at: Category { .own(52) }
  static var and: Category { .own(53) }
  static var to: Category { .own(54) }
  static var from: Category { .own(55) }
  static var between: Category { .own(56) }
  static var since: Category { .own(57) }
  static var than: Category { .own(58) }
  static var `for`: Category { .own(59) }
  static var ended: Category { .own(60) }
  static var possessive: Category { .own(61) }
  /// Prepositions that no rule tells apart: `by`, `during`.
  static var preposition: Category { .own(62) }
  /// A month of another calendar, by its number; those of the Persian one from 101 on.
  static var otherMonth: Category { .own(63) }
}
