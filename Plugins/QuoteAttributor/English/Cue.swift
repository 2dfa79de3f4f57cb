/// A cue: the words that say that something is said.
package struct Cue: Hashable, Sendable {
  /// What kind of words it is.
  package enum Kind: Sendable {
    case verb, according
  }

  package var kind: Kind
  /// The whole group with auxiliaries and negation, as tokens.
  package var tokens: Range<Int>
  /// The token of the verb itself.
  package var head: Int
  package var entry: CueLexicon.Entry

  package init(kind: Kind, tokens: Range<Int>, head: Int, entry: CueLexicon.Entry) {
    (self.kind, self.tokens, self.head, self.entry) = (kind, tokens, head, entry)
  }
}
