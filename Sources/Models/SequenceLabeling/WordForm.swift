import PostilKit

/// What features need of one word, wherever it occurs in the article.
struct WordForm {
  /// Hash of its form.
  var exact: UInt64
  /// Hash of its form in ASCII lower case.
  var lower: UInt64
  /// Hash of its shape with runs shortened, such as `Xx` or `X.X.`.
  var shape: UInt64
  /// Hash of the shape of its first eight characters.
  var longShape: UInt64
  /// Hash of its last three letters.
  var ending: UInt64
  /// Hashes of its first one to four letters; 0 if it has no more letters.
  var prefixes = SIMD4<UInt64>.zero
  /// Hashes of its last one to four letters; 0 if it has no more letters.
  var suffixes = SIMD4<UInt64>.zero
  /// Path in the tree of word classes, with a leading 1; 0 if unknown.
  var path: UInt32 = 0
  /// Its frequency in lower case, from 0 to 15.
  var commonness: UInt32 = 0
  /// The same number for all words of an article with the same form in lower case.
  var group: UInt32 = 0
  /// Whether its first letter is a capital.
  var isCapital: Bool

  /// The word before the start or after the end of a sentence.
  static func boundary(_ name: StaticString) -> WordForm {
    let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    let hash = Hashing.word(bytes)
    return WordForm(
      exact: hash, lower: hash, shape: hash, longShape: hash, ending: hash, isCapital: false)
  }
}

/// What features need of one token besides its word.
struct TokenContext {
  /// The number of its word in the article's vocabulary.
  var word: UInt32
  /// Gazetteer classes: bit `4 * class + position` (begin, inside, last, single).
  var gazetteer: UInt64 = 0
  /// The spelling of its word elsewhere in the article: four bits.
  var elsewhere: UInt8 = 0
  /// Whether its sentence is written as a headline, most words with a capital.
  var isHeadline = false
}

/// A token and its neighbours.
struct Window {
  let left2: UnsafePointer<WordForm>
  let left: UnsafePointer<WordForm>
  let word: UnsafePointer<WordForm>
  let right: UnsafePointer<WordForm>
  let right2: UnsafePointer<WordForm>
  /// The token's context, and the gazetteer classes of its neighbours.
  let place: TokenContext
  let gazetteers: (left: UInt64, right: UInt64)
  /// Whether a sentence begins here.
  let isFirst: Bool
}

extension WordForm {
  /// Analyses the bytes of a token.
  /// - Parameter isInCapitals: Whether its sentence is in capitals; the token is then read as if
  ///   only its first letter were a capital.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token, isInCapitals: Bool = false) {
    var exact = Hashing.seed
    var lower = Hashing.seed
    var shapes = Shapes()
    var index = Int(token.start)
    while index < Int(token.end) {
      let plain = Self.plainCharacter(bytes, index, token)
      let isQuiet = isInCapitals && index > Int(token.start)
      let byte = plain ?? (isQuiet ? Self.lowercased(bytes[index]) : bytes[index])
      exact = Hashing.step(exact, byte)
      lower = Hashing.step(lower, Self.lowercased(byte))
      shapes.add(byte, isCapital: byte >= 0x80 && index == Int(token.start) && token.isCapital)
      index += plain == nil ? 1 : 3
    }
    self.init(
      exact: Hashing.finished(exact), lower: Hashing.finished(lower),
      shape: Hashing.finished(shapes.short), longShape: Hashing.finished(shapes.long),
      ending: Self.ending(bytes, token, 3), isCapital: token.isCapital)
    addAffixes(bytes, token)
  }

  private mutating func addAffixes(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) {
    var prefix = Hashing.seed
    var suffix = Hashing.seed
    for length in 1..<min(5, max(1, token.count)) {
      prefix = Hashing.step(prefix, Self.lowercased(bytes[Int(token.start) + length - 1]))
      suffix = Hashing.step(suffix, Self.lowercased(bytes[Int(token.end) - length]))
      prefixes[length - 1] = Hashing.finished(prefix)
      suffixes[length - 1] = Hashing.finished(suffix)
    }
  }

  /// The ASCII equivalent of a typographic character: most training text is ASCII.
  @inline(__always)
  private static func plainCharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ token: Token
  ) -> UInt8? {
    guard bytes[index] == 0xE2, index + 2 < Int(token.end), bytes[index + 1] == 0x80 else {
      return nil
    }
    switch bytes[index + 2] {
    case 0x90, 0x91, 0x93: return UInt8(ascii: "-")  // hyphens, the en dash
    case 0x98, 0x99: return UInt8(ascii: "'")
    case 0x9C, 0x9D: return UInt8(ascii: "\"")
    default: return nil
    }
  }

  /// The hash of the last `count` bytes of a token in lower case, or of all if it has fewer.
  static func ending(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token, _ count: Int
  ) -> UInt64 {
    var hash = Hashing.seed
    for index in max(Int(token.start), Int(token.end) - count)..<Int(token.end) {
      hash = Hashing.step(hash, lowercased(bytes[index]))
    }
    return Hashing.finished(hash)
  }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}

/// The two shapes of a token, built byte by byte.
private struct Shapes {
  var short = Hashing.seed
  var long = Hashing.seed
  private var last: UInt8 = 0
  private var count = 0

  @inline(__always)
  mutating func add(_ byte: UInt8, isCapital: Bool) {
    if byte & 0xC0 == 0x80 { return }
    let kind = isCapital ? UInt8(ascii: "X") : Self.kind(byte)
    if kind != last { short = Hashing.step(short, kind) }
    if count < 8 { long = Hashing.step(long, kind) }
    last = kind
    count += 1
  }

  @inline(__always)
  private static func kind(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: UInt8(ascii: "x")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(ascii: "X")
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "d")
    default: byte
    }
  }
}
