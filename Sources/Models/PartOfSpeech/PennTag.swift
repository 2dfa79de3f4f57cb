/// A part of speech of the Penn Treebank's tag set, as UD English EWT uses it.
///
/// The finer set is used because attribution must distinguish `said` (VBD) from `saying` (VBG) and from
/// the participle of `was quoted` (VBN).
package enum PennTag: UInt8, CaseIterable, Sendable {
  /// Nouns: common singular, common plural, proper singular, proper plural.
  case nn, nns, nnp, nnps
  /// Pronouns: personal, possessive, interrogative, interrogative possessive.
  case prp, prpS, wp, wpS
  /// Determiners and the like: relative `which`/`that`, `when`/`why`, `the`, `all the`, `there`.
  case wdt, wrb, dt, pdt, ex
  /// Numbers and adjectives: plain, comparative, superlative.
  case cd, jj, jjr, jjs
  /// Adverbs: plain, comparative, superlative; particle of a verb.
  case rb, rbr, rbs, rp
  /// Preposition or subordinating conjunction, infinitive `to`, coordinating conjunction, modal.
  case `in`, to, cc, md
  /// Verbs: base, past, -ing, participle, present, present of the third person.
  case vb, vbd, vbg, vbn, vbp, vbz
  /// Possessive ending, interjection, foreign word, symbol, currency sign.
  case pos, uh, fw, sym, dollar
  /// Punctuation: comma, sentence end, colon or dash, opening and closing mark, brackets, hyphen.
  case comma, stop, colon, open, close, lrb, rrb, hyph
  /// Decoration, address, part of a split word, affix, list item, unknown.
  case nfp, add, gw, afx, ls, xx

  private static let names = [
    "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "DT", "PDT", "EX", "CD",
    "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "RP", "IN", "TO", "CC", "MD", "VB", "VBD", "VBG", "VBN",
    "VBP", "VBZ", "POS", "UH", "FW", "SYM", "$", ",", ".", ":", "``", "''", "-LRB-", "-RRB-",
    "HYPH", "NFP", "ADD", "GW", "AFX", "LS", "XX",
  ]

  /// The tag as treebanks write it, such as `PRP$`.
  package var name: String { Self.names[Int(rawValue)] }

  /// The tag that a treebank writes as `name`; nil if there is none.
  package init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  /// Whether it is a noun, common or proper.
  package var isNoun: Bool { rawValue <= PennTag.nnps.rawValue }

  /// Whether it is a proper noun.
  package var isName: Bool { self == .nnp || self == .nnps }

  /// Whether it is a verb other than a modal.
  package var isVerb: Bool { (PennTag.vb.rawValue...PennTag.vbz.rawValue).contains(rawValue) }

  /// Whether it is a finite verb: `said`, `says`, `say`.
  package var isFinite: Bool { self == .vbd || self == .vbz || self == .vbp }
}
