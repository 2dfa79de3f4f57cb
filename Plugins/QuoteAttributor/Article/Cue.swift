import QuoteEnglish

/// A cue: the words that say that something is said.
struct Cue: Hashable, Sendable {
  /// What kind of words it is.
  enum Kind: Sendable {
    case verb, according
  }

  var kind: Kind
  /// The whole group with auxiliaries and negation, as tokens.
  var tokens: Range<Int>
  /// The token of the verb itself.
  var head: Int
  var entry: CueLexicon.Entry
}
