import PostilKit

/// The features of one token without its neighbours: hashes of the word and its parts, and the lexicon's
/// entry.
package struct WordFeatures: Sendable {
  package var word: UInt32
  package var suffix2: UInt32
  package var suffix3: UInt32
  package var suffix4: UInt32
  package var prefix: UInt32
  package var shape: UInt32
  /// The lexicon's entry; empty for a word that it does not have.
  package var lexical = LexicalEntry()

  /// The word beyond the start or end of a sentence.
  package static let boundary = WordFeatures(word: 1)

  /// A word with no features but a hash.
  private init(word: UInt32) {
    self.word = word
    (suffix2, suffix3, suffix4, prefix, shape) = (1, 1, 1, 1, 1)
  }

  /// Hashes a token's bytes: letters in lower case, all digits as `0`, a curly apostrophe as a straight one.
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
    shape = Self.shape(token) | hasDigit << 2
  }

  /// How a token is written: its kind, a blank before it, capitals.
  private static func shape(_ token: Token) -> UInt32 {
    let hasSpace = token.flags.contains(.spaceBefore)
    let isSymbol = token.kind == .punctuation || token.kind == .symbol
    let capitals: UInt32 =
      token.flags.contains(.allCapitals) ? 2 : token.isCapital ? 1 : 0
    return UInt32(token.kind.rawValue) << 4 | (isSymbol && hasSpace ? 8 : 0) | (hasSpace ? 0 : 0x80)
      | capitals
  }

  /// The spelling: 0 in small letters, 1 capitalized, 2 in capitals.
  package var spelling: UInt32 { shape & 3 }

  /// Whether it is a word, and not a number or a symbol.
  package var isWord: Bool { shape >> 4 & 7 == UInt32(Token.Kind.word.rawValue) }

  /// Whether the word in this spelling can have only its usual tag.
  package var isCertain: Bool { lexical.certain >> spelling & 1 == 1 }
}

/// What the lexicon has for a word.
package struct LexicalEntry: Hashable, Sendable {
  /// The path of the word's cluster, after a leading 1; 0 for a word without a cluster.
  package var group: UInt32 = 0
  /// Its two most frequent classes of tags, plus one each; 0 for none.
  package var usual: UInt32 = 0
  package var second: UInt32 = 0
  /// How often it is capitalized inside a sentence: 0 unknown, 1 almost never, to 4 always.
  package var capitals: UInt32 = 0
  /// A bit for each spelling: whether the usual tag is certain. The bits above them: whether the treebank
  /// has the word, and which shortcuts the table has for it.
  package var certain: UInt32 = 0

  /// An empty entry.
  package init() {}

  /// The entry in a payload of the model's table.
  package init(_ payload: UInt64) {
    group = UInt32(truncatingIfNeeded: payload & 0xFFFF)
    usual = UInt32(truncatingIfNeeded: payload >> 16 & 0xFF)
    second = UInt32(truncatingIfNeeded: payload >> 24 & 0xFF)
    capitals = UInt32(truncatingIfNeeded: payload >> 32 & 0xFF)
    certain = UInt32(truncatingIfNeeded: payload >> 40 & 0xFF)
  }

  /// The entry as a payload of the model's table.
  package var payload: UInt64 {
    UInt64(group) | UInt64(usual) << 16 | UInt64(second) << 24 | UInt64(capitals) << 32
      | UInt64(certain) << 40
  }

  /// Whether the treebank has the word, and not only the other training texts.
  package var isInTreebank: Bool {
    get { certain & 8 != 0 }
    set { certain = newValue ? certain | 8 : certain & ~8 }
  }

  /// Whether the table has shortcuts of a kind for the word.
  package func has(_ shortcut: Shortcut) -> Bool { certain & shortcut.rawValue != 0 }

  /// Records that the table has shortcuts of a kind for the word.
  package mutating func add(_ shortcut: Shortcut) { certain |= shortcut.rawValue }

  /// Both usual tags.
  package var both: UInt32 { usual << 8 | second }

  /// The larger cluster that contains the word's: its path without the last five steps.
  package var upper: UInt32 { group >> 5 }
}
