import QuoteEnglish

/// A cue with its source: where to look for content. Ranges are tokens.
struct CueSite: Sendable {
  var sentence: Range<Int>
  /// The number of the sentence.
  var number: Int
  /// The end of the sentence without its final punctuation.
  var end: Int
  var cue: Cue
  var source: Range<Int>?
  /// Whether the source follows the cue: `said Raisi`.
  var isInverted = false
  /// The start of the words that name an agency that quotes, if there is one.
  var frame: Int?
  /// Who passes the words on: `BelTA` in `BelTA quoted Raisi as saying`.
  var relay: Range<Int>?
  /// The subject of a cue in the passive: `the plan` in `the plan was called a mistake by Kyiv`.
  var patient: Range<Int>?
  /// Whether the cue is in the passive.
  var isPassive = false
  /// Whether it shares the source of an earlier cue: `and said`, `adding`.
  var isShared = false

  var verb: Int { cue.head }
}
