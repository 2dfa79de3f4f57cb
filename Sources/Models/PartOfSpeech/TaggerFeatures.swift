/// What the tagger uses of the tokens before a token.
package struct TaggerContext: Sendable {
  /// The classes of the token before and of the one before that.
  package private(set) var last = UInt32(UInt8.max)
  package private(set) var beforeLast = UInt32(UInt8.max)
  /// Whether the token is the first of its sentence.
  package private(set) var isFirst = true
  /// How the whole sentence is written.
  package let casing: Casing

  /// The context of the first token of a sentence.
  package init(_ casing: Casing) { self.casing = casing }

  /// Continues after a token of a class.
  @inline(__always)
  package mutating func advance(_ given: UInt32) {
    (last, beforeLast, isFirst) = (given, last, false)
  }
}

/// The features of a token in its sentence, as keys of the model's table.
package enum TaggerFeatures {
  /// Number of features of a token.
  package static let count = 37

  /// Calls `body` with each key.
  @inline(__always)
  package static func each(
    _ words: UnsafePointer<WordFeatures>, _ context: TaggerContext, _ body: (UInt32) -> Void
  ) {
    let shape = words[0].shape << 1 | (context.isFirst ? 1 : 0)
    eachOfForms(words, context, shape, body)
    eachOfLexicon(words, context, shape, body)
  }

  /// Features of the forms of the word and its neighbours.
  @inline(__always)
  private static func eachOfForms(
    _ words: UnsafePointer<WordFeatures>, _ context: TaggerContext, _ shape: UInt32,
    _ body: (UInt32) -> Void
  ) {
    let (this, left, right) = (words[0], words[-1], words[1])
    let (last, beforeLast) = (context.last, context.beforeLast)
    body(key(1, this.word, 0))
    body(key(2, this.word, shape))
    body(key(3, this.suffix2, shape))
    body(key(4, this.suffix3, 0))
    body(key(5, this.suffix4, 0))
    body(key(6, this.prefix, 0))
    body(key(7, shape, last))
    body(key(8, last, 0))
    body(key(9, last, beforeLast))
    body(key(10, this.word, last))
    body(key(11, this.suffix3, last))
    body(key(12, left.word, 0))
    body(key(13, left.suffix3, last))
    body(key(14, words[-2].word, 0))
    body(key(15, right.word, 0))
    body(key(16, right.suffix3, 0))
    body(key(17, words[2].word, 0))
    body(key(18, this.word, right.word))
    body(key(19, this.word, left.word))
    body(key(20, right.word, last))
    body(key(21, right.shape, left.shape << 8 | shape))
  }

  /// Features of the lexicon's entries for the word and its neighbours.
  @inline(__always)
  private static func eachOfLexicon(
    _ words: UnsafePointer<WordFeatures>, _ context: TaggerContext, _ shape: UInt32,
    _ body: (UInt32) -> Void
  ) {
    let (this, left) = (words[0], words[-1])
    let (own, next, afterNext) = (this.lexical, words[1].lexical, words[2].lexical)
    let (last, casing) = (context.last, context.casing.rawValue)
    body(key(22, own.group, shape))
    body(key(23, own.upper, last))
    body(key(24, next.group, last))
    body(key(25, left.lexical.group, last))
    body(key(26, own.upper, next.upper))
    body(key(27, last, next.usual))
    body(key(28, this.word, next.usual))
    body(key(29, own.both, shape))
    body(key(30, own.both, last))
    body(key(31, own.both, next.both))
    body(key(32, own.capitals << 8 | own.usual, shape))
    body(key(33, shape << 3 | casing, own.usual))
    body(key(34, own.both << 8 | last, next.usual))
    body(key(35, own.capitals << 3 | casing, shape))
    body(key(36, own.both << 8 | next.usual, afterNext.usual))
    body(key(37, last << 8 | next.usual, afterNext.usual))
  }

  /// The key of a word's entry in the lexicon.
  package static func lexicon(_ word: UInt32) -> UInt32 { key(0, word, 0) }

  /// Hashes a feature: the number of its template and two values.
  @inline(__always)
  static func key(_ kind: UInt32, _ first: UInt32, _ second: UInt32) -> UInt32 {
    var mixed =
      UInt64(first) &* 0x9E37_79B9_7F4A_7C15 ^ (UInt64(second) &+ UInt64(kind) << 40)
      &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= mixed >> 29
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
