import PostilKit

/// What the tagger knows of one token without its neighbours: hashes of the word and its parts.
package struct WordFeatures: Sendable {
  package var word: UInt32
  package var suffix2: UInt32
  package var suffix3: UInt32
  package var suffix4: UInt32
  package var prefix: UInt32
  package var shape: UInt32
  /// The way to the word's class, behind a leading one; 0 for a word of no class.
  package var group: UInt32 = 0
  /// The tag the word most often has, plus one; 0 for a word never seen.
  package var usual: UInt32 = 0

  /// The word beyond a sentence's end.
  package static let boundary = WordFeatures(
    word: 1, suffix2: 1, suffix3: 1, suffix4: 1, prefix: 1, shape: 1)

  init(
    word: UInt32, suffix2: UInt32, suffix3: UInt32, suffix4: UInt32, prefix: UInt32, shape: UInt32
  ) {
    self.word = word
    self.suffix2 = suffix2
    self.suffix3 = suffix3
    self.suffix4 = suffix4
    self.prefix = prefix
    self.shape = shape
  }

  /// Hashes a token's bytes: letters in lower case, digits alike, a curly apostrophe as a straight.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) {
    var window: UInt32 = 0
    var hash: UInt32 = 2_166_136_261
    prefix = 0
    var index = Int(token.start)
    let end = Int(token.end)
    var hasDigit: UInt32 = 0
    var count = 0
    while index < end {
      var byte = bytes[index]
      index += 1
      if byte == 0xE2, index + 1 < end + 1, index + 1 < bytes.count, bytes[index] == 0x80,
        bytes[index + 1] == 0x99 || bytes[index + 1] == 0x98
      {
        byte = UInt8(ascii: "'")
        index += 2
      } else if byte &- 0x41 < 26 {
        byte |= 0x20
      } else if byte &- 0x30 < 10 {
        byte = 0x30
        hasDigit = 1
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      window = window << 8 | UInt32(byte)
      count += 1
      if count == 3 { prefix = window }
    }
    word = hash
    suffix2 = window & 0xFFFF
    suffix3 = window & 0xFF_FFFF
    suffix4 = window
    let isSign = token.kind == .punctuation || token.kind == .symbol
    shape =
      UInt32(token.kind.rawValue) << 4 | hasDigit << 2
      | (isSign && token.flags.contains(.spaceBefore) ? 8 : 0)
      | (token.flags.contains(.allCapitals) ? 2 : token.isCapital ? 1 : 0)
  }
}

/// The features of a token in its sentence, as keys of the model's table.
package enum TaggerFeatures {
  /// How many features a token has.
  package static let count = 28

  /// Calls `body` with each key.
  @inline(__always)
  package static func each(
    _ words: UnsafePointer<WordFeatures>, last: UInt32, beforeLast: UInt32, isFirst: Bool,
    _ body: (UInt32) -> Void
  ) {
    let this = words[0]
    let left = words[-1]
    let right = words[1]
    let shape = this.shape << 1 | (isFirst ? 1 : 0)
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
    body(key(20, last, right.word))
    body(key(21, right.shape, left.shape << 8 | shape))
    body(key(22, this.group, shape))
    body(key(23, upper(this.group), last))
    body(key(24, right.group, last))
    body(key(25, left.group, last))
    body(key(26, upper(this.group), upper(right.group)))
    body(key(27, last, right.usual))
    body(key(28, this.word, right.usual))
  }

  /// The larger class that a class is part of: the way to it, eight steps long.
  @inline(__always)
  private static func upper(_ group: UInt32) -> UInt32 { group >> 5 }

  /// The key under which a word's class stands.
  package static func group(_ word: WordFeatures) -> UInt32 { key(33, word.word, 0) }

  /// The key under which a word's usual tag stands.
  package static func usual(_ word: WordFeatures) -> UInt32 { key(32, word.word, 0) }

  /// The key under which a word of one certain tag stands.
  package static func certain(_ word: WordFeatures) -> UInt32 {
    key(31, word.word, word.shape & 3)
  }

  /// The key of a word by itself.
  static func word(_ word: WordFeatures) -> UInt32 { key(1, word.word, 0) }

  @inline(__always)
  private static func key(_ kind: UInt32, _ first: UInt32, _ second: UInt32) -> UInt32 {
    var mixed =
      UInt64(first) &* 0x9E37_79B9_7F4A_7C15 ^ (UInt64(second) &+ UInt64(kind) << 40)
      &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= mixed >> 29
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    return UInt32(truncatingIfNeeded: mixed >> 32) | 1
  }
}
