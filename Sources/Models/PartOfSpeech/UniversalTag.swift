/// A part of speech of Universal Dependencies, the coarser of the tagger's two tag sets.
public enum UniversalTag: UInt8, CaseIterable, Sendable {
  /// Open classes: adjective, adverb, interjection, noun, proper noun, verb.
  case adj, adv, intj, noun, propn, verb
  /// Closed classes: adposition, auxiliary, coordinating conjunction, determiner, numeral, particle,
  /// pronoun, subordinating conjunction.
  case adp, aux, cconj, det, num, part, pron, sconj
  /// Punctuation, sign, anything else.
  case punct, sym, x

  /// The tag as treebanks write it, such as `CCONJ`.
  public var name: String { "\(self)".uppercased() }

  /// The tag of a treebank's name.
  public init?(name: String) {
    guard let tag = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = tag
  }
}

/// What the tagger says of a token, in both tag sets.
public struct WordTag: Hashable, Sendable {
  /// The finer tag, which rules look at.
  public var penn: PennTag
  /// The coarser tag, which tells an auxiliary from a verb and `that` from `that`.
  public var universal: UniversalTag

  /// Makes a tag of both sets.
  public init(_ penn: PennTag, _ universal: UniversalTag) {
    self.penn = penn
    self.universal = universal
  }

  /// What is said of a token that nothing is known of.
  public static let unknown = WordTag(.xx, .x)
}
