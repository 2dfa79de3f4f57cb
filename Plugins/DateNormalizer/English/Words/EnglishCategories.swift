import DateEngine

/// The categories of English function words, beside those of the engine. `EnglishVocabulary` has their
/// names, in the same order.
extension Category {
  // Articles and pronouns.
  package static var the: Category { .own(0) }
  package static var a: Category { .own(1) }
  package static var one: Category { .own(2) }
  package static var this: Category { .own(3) }
  package static var that: Category { .own(4) }
  // Words that move or choose a time.
  package static var last: Category { .own(5) }
  package static var past: Category { .own(6) }
  package static var next: Category { .own(7) }
  package static var following: Category { .own(8) }
  package static var previous: Category { .own(9) }
  package static var same: Category { .own(10) }
  package static var current: Category { .own(11) }
  package static var latest: Category { .own(12) }
  package static var recent: Category { .own(13) }
  package static var coming: Category { .own(14) }
  package static var ago: Category { .own(15) }
  package static var earlier: Category { .own(16) }
  package static var later: Category { .own(17) }
  package static var hence: Category { .own(18) }
  package static var ahead: Category { .own(19) }
  package static var before: Category { .own(20) }
  package static var after: Category { .own(21) }
  package static var first: Category { .own(22) }
  package static var other: Category { .own(23) }
  package static var comparable: Category { .own(24) }
  // Amounts and sets.
  package static var orTwo: Category { .own(25) }
  package static var more: Category { .own(26) }
  package static var whole: Category { .own(27) }
  package static var every: Category { .own(28) }
  package static var each: Category { .own(29) }
  package static var times: Category { .own(30) }
  package static var per: Category { .own(31) }
  package static var over: Category { .own(32) }
  package static var long: Category { .own(33) }
  package static var old: Category { .own(34) }
  // Nouns and adverbs of time.
  package static var period: Category { .own(35) }
  package static var fiscal: Category { .own(36) }
  package static var anniversary: Category { .own(37) }
  package static var tonight: Category { .own(38) }
  package static var oclock: Category { .own(39) }
  package static var now: Category { .own(40) }
  package static var pastWord: Category { .own(41) }
  package static var pastNoun: Category { .own(42) }
  package static var futureNoun: Category { .own(43) }
  package static var futureTerm: Category { .own(44) }
  package static var presentNoun: Category { .own(45) }
  package static var moment: Category { .own(46) }
  package static var someTime: Category { .own(47) }
  // Prepositions, conjunctions and other small words.
  package static var of: Category { .own(48) }
  package static var `in`: Category { .own(49) }
  package static var within: Category { .own(50) }
  package static var on: Category { .own(51) }
  package static var at: Category { .own(52) }
  package static var and: Category { .own(53) }
  package static var to: Category { .own(54) }
  package static var from: Category { .own(55) }
  package static var between: Category { .own(56) }
  package static var since: Category { .own(57) }
  package static var than: Category { .own(58) }
  package static var `for`: Category { .own(59) }
  package static var ended: Category { .own(60) }
  package static var possessive: Category { .own(61) }
  /// Prepositions that no rule tells apart: `by`, `during`.
  package static var preposition: Category { .own(62) }
  /// A month of another calendar, by its number; those of the Persian one from 101 on.
  package static var otherMonth: Category { .own(63) }
}
