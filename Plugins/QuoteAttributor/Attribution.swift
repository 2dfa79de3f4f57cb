/// A cue: the words that say that something is said.
struct Cue: Hashable, Sendable {
  /// Where it came from, for the rule's name.
  enum Kind: String, Sendable {
    case verb, according, noun, phrase, colon, dash
  }

  var kind: Kind
  /// The whole group with auxiliaries and negation.
  var tokens: Range<Int>
  /// The verb, noun or sign itself.
  var head: Int
  var entry: CueLexicon.Entry
}

/// One attribution in the making.
struct Attribution: Sendable {
  /// What is said, in reading order.
  var content: [Range<Int>]
  var cue: Range<Int>?
  var source: Range<Int>?
  var addressee: Range<Int>?
  /// Who passes the words on.
  var relay: Range<Int>?
  /// Which rule found the content.
  var rule: String
  /// The class of the cue, if a verb is one.
  var kind: CueLexicon.Class?
  /// Its place among all that were found, by which others name it.
  var number: Int?
  /// The number of the attribution in which this one is quoted.
  var parent: Int?
  var isPassive = false
  var isNegated = false
  var isHypothetical = false
  /// The entity the source names, if known.
  var speaker: String?
  /// The id of the entity annotation that covers the source's head.
  var speakerId: String?

  /// The last token that belongs to it, plus one.
  var end: Int {
    max(
      content.last?.upperBound ?? 0, cue?.upperBound ?? 0, source?.upperBound ?? 0)
  }
}
