/// A part of speech of Universal Dependencies, the coarser of the tagger's two tag sets.
package enum UniversalTag: UInt8, CaseIterable, Sendable {
  /// Open classes: adjective, adverb, interjection, noun, proper noun, verb.
  case adj, adv, intj, noun, propn, verb
  /// Closed classes: adposition, auxiliary, coordinating conjunction, determiner, numeral, particle,
  /// pronoun, subordinating conjunction.
  case adp, aux, cconj, det, num, part, pron, sconj
  /// Punctuation, symbol, anything else.
  case punct, sym, x

  /// The tag as treebanks write it, such as `CCONJ`.
  package var name: String { "\(self)".uppercased() }

  /// The tag that a treebank writes as `name`; nil if there is none.
  package init?(name: String) {
    guard let tag = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = tag
  }
}

/// The tag of a token in both tag sets.
package struct WordTag: Hashable, Sendable {
  /// The finer tag, which rules look at.
  package var penn: PennTag
  /// The coarser tag, which distinguishes auxiliaries from verbs and the uses of `that`.
  package var universal: UniversalTag

  /// Makes a tag of both sets.
  package init(_ penn: PennTag, _ universal: UniversalTag) {
    self.penn = penn
    self.universal = universal
  }

  /// The tag of a token that is not tagged.
  package static let unknown = WordTag(.xx, .x)
}
