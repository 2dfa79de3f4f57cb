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

/// What English words say about the expressions around them.
extension ContextWord {
  /// Followed by a number that is not a year: `Resolution 1483`.
  static var numbered: ContextWord { ContextWord(0) }
  /// Preceded by a number that is not a year: `2000 troops`.
  static var counted: ContextWord { ContextWord(1) }
  /// An uncounted number: `hundreds`.
  static var many: ContextWord { ContextWord(2) }
  /// Followed by a surname: `Mr. March`.
  static var title: ContextWord { ContextWord(3) }
  /// Part of a newspaper's name: `the Sunday Times`.
  static var masthead: ContextWord { ContextWord(4) }
  /// Ends a phrase before it.
  static var phraseEnd: ContextWord { ContextWord(5) }
  /// A season or month that is a verb too.
  static var verbal: ContextWord { ContextWord(6) }
  /// A unit that is an adjective too: `minute`.
  static var minor: ContextWord { ContextWord(7) }
  static var its: ContextWord { ContextWord(8) }
  static var `as`: ContextWord { ContextWord(9) }
  static var soon: ContextWord { ContextWord(10) }
  static var pastVerb: ContextWord { ContextWord(11) }
  static var futureVerb: ContextWord { ContextWord(12) }
  /// A helping verb of the perfect: `had`, `been`.
  static var perfect: ContextWord { ContextWord(13) }
  static var be: ContextWord { ContextWord(14) }
  /// Speaks of the future only before `to` or `for`: `set`.
  static var needsTo: ContextWord { ContextWord(15) }
  /// Speaks of the future before `a` too: `plans a sale`.
  static var takesA: ContextWord { ContextWord(16) }
  /// Done already, with something to come: `agreed`.
  static var commits: ContextWord { ContextWord(17) }
  /// Means each time: `usually`.
  static var habit: ContextWord { ContextWord(18) }
  /// What is planned, in the present tense: `starts`.
  static var schedules: ContextWord { ContextWord(19) }
  /// The same after a plural: `they start`.
  static var schedule: ContextWord { ContextWord(20) }
  /// The same after `is` or `are`: `are meeting`.
  static var doing: ContextWord { ContextWord(21) }
  /// `is`, `are`.
  static var copula: ContextWord { ContextWord(22) }
  /// Reports what somebody said: `said`.
  static var tells: ContextWord { ContextWord(23) }
  /// What is fixed in advance: `election`, `deadline`.
  static var event: ContextWord { ContextWord(24) }
  /// How a person or a company began: `born`, `founded`. The text goes on about later times.
  static var founded: ContextWord { ContextWord(25) }
  /// A word of sport: `goal`.
  static var sport: ContextWord { ContextWord(26) }
  /// A word of business: `profit`.
  static var business: ContextWord { ContextWord(27) }
  /// Ends the name of a street: `Avenue`.
  static var street: ContextWord { ContextWord(28) }
  /// Measured in tens: `temperatures in the 90s`.
  static var tens: ContextWord { ContextWord(29) }
  /// Followed by a number of things: `killed`.
  static var counting: ContextWord { ContextWord(30) }
  /// What a person has: `May's cabinet`.
  static var surnameNoun: ContextWord { ContextWord(31) }
  /// What a year has, so that the number before is a year: `2010 riots`.
  static var ofYear: ContextWord { ContextWord(32) }
}
