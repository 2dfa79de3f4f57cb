import QuoteEnglish

/// A quote with its roles, as far as the passes have found them; ranges are tokens.
struct Attribution: Sendable {
  /// What is said, in reading order.
  var content: [Range<Int>]
  var cue: Range<Int>?
  var source: Range<Int>?
  var addressee: Range<Int>?
  /// Who passes the words on.
  var relay: Range<Int>?
  /// The rule that found the content.
  var rule: String
  /// The class of the cue, if it is a verb.
  var kind: CueLexicon.Class?
  /// The number of its sentence; -1 if a whole paragraph was looked at.
  var sentence = -1
  /// Its number among all that were found, by which others refer to it.
  var number: Int?
  /// The number of the attribution in which this one is quoted.
  var parent: Int?
  var isPassive = false
  var isNegated = false
  var isHypothetical = false
  /// The entity the source names, if known.
  var speakers: [String] = []
  /// Why it is that entity; nil if the source is its name.
  var speakerReason: SpeakerReason?
  /// The id of the entity annotation that covers the source's head.
  var speakerId: String?

  /// The end of its last token.
  var end: Int {
    max(
      content.last?.upperBound ?? 0, cue?.upperBound ?? 0, source?.upperBound ?? 0)
  }
}
