import PostilKit

/// The features of one token: its words and those beside it, their shapes, affixes, classes and use.
struct Features: ~Copyable {
  /// Those of the token looked at last.
  private(set) var buffer = FeatureBuffer(capacity: 384)

  private let before = Word.boundary("<s>")
  private let behind = Word.boundary("</s>")

  /// Works out the features of the token at `index`.
  mutating func collect(
    _ index: Int, in sentence: Range<Int>, _ words: UnsafeMutableBufferPointer<Word>,
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token
  ) {
    buffer.clear()
    let isFirst = index == sentence.lowerBound
    let window = Window(
      words[index], left: index > sentence.lowerBound ? words[index - 1] : before,
      left2: index > sentence.lowerBound + 1 ? words[index - 2] : before,
      right: index + 1 < sentence.upperBound ? words[index + 1] : behind,
      right2: index + 2 < sentence.upperBound ? words[index + 2] : behind)
    addWords(window)
    addShapes(window, isFirst)
    addAffixes(window, bytes, token)
    addClasses(window)
    addUse(window, isFirst)
    addNames(window, isFirst)
  }

  // MARK: Templates

  private mutating func addWords(_ at: borrowing Window) {
    buffer.add(0)
    buffer.add(at.left2.lower)
    buffer.add(at.left.lower)
    buffer.add(at.word.lower)
    buffer.add(at.right.lower)
    buffer.add(at.right2.lower)
    buffer.add(at.word.exact)
    buffer.add(at.left.exact)
    buffer.add(at.right.exact)
    buffer.add(Hashing.pair(at.left.lower, at.word.lower))
    buffer.add(Hashing.pair(at.word.lower, at.right.lower))
    buffer.add(Hashing.pair(at.left.lower, at.right.lower))
    buffer.add(Hashing.pair(at.left2.lower, at.left.lower))
    buffer.add(Hashing.pair(at.right.lower, at.right2.lower))
  }

  private mutating func addShapes(_ at: borrowing Window, _ isFirst: Bool) {
    let first: UInt64 = isFirst ? 1 : 0
    buffer.add(at.left2.shape)
    buffer.add(at.left.shape)
    buffer.add(at.word.shape)
    buffer.add(at.right.shape)
    buffer.add(at.right2.shape)
    buffer.add(at.word.longShape)
    buffer.add(Hashing.pair(at.left.shape, at.word.shape))
    buffer.add(Hashing.pair(at.word.shape, at.right.shape))
    buffer.add(Hashing.triple(at.left.shape, at.word.shape, at.right.shape))
    buffer.add(first * 2 + (at.word.isCapital ? 1 : 0))
    buffer.add(Hashing.pair(at.word.shape, first))
    buffer.add(Hashing.pair(at.word.shape, at.word.isHeadline ? 3 : first))
  }

  private mutating func addAffixes(
    _ at: borrowing Window, _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token
  ) {
    var hash = Hashing.seed
    for length in 1...4 {
      let isLonger = token.count > length
      if isLonger {
        hash = Hashing.step(hash, Word.lowercased(bytes[Int(token.start) + length - 1]))
      }
      buffer.add(isLonger ? Hashing.finished(hash) : 0)
    }
    hash = Hashing.seed
    for length in 1...4 {
      let isLonger = token.count > length
      if isLonger { hash = Hashing.step(hash, Word.lowercased(bytes[Int(token.end) - length])) }
      buffer.add(isLonger ? Hashing.finished(hash) : 0)
    }
    buffer.add(at.left.ending)
    buffer.add(at.right.ending)
  }

  private mutating func addClasses(_ at: borrowing Window) {
    addPaths(at.left2.path, isNear: false)
    addPaths(at.left.path, isNear: true)
    addPaths(at.word.path, isNear: true)
    addPaths(at.right.path, isNear: true)
    addPaths(at.right2.path, isNear: false)
    let left = Self.prefix(at.left.path, 8)
    let word = Self.prefix(at.word.path, 8)
    let right = Self.prefix(at.right.path, 8)
    buffer.add(Hashing.pair(left, word))
    buffer.add(Hashing.pair(word, right))
    buffer.add(Hashing.pair(left, right))
    buffer.add(Hashing.pair(at.word.shape, Self.prefix(at.left.path, 10)))
    buffer.add(Hashing.pair(at.word.shape, Self.prefix(at.right.path, 10)))
    buffer.add(
      Hashing.triple(
        Self.prefix(at.left.path, 6), at.word.shape, Self.prefix(at.right.path, 6)))
  }

  private mutating func addPaths(_ path: UInt32, isNear: Bool) {
    if isNear {
      buffer.add(Self.prefix(path, 4))
      buffer.add(Self.prefix(path, 10))
    }
    buffer.add(Self.prefix(path, 6))
    buffer.add(Self.prefix(path, 8))
    buffer.add(Self.prefix(path, 13))
  }

  /// The first bits of a path; they keep the 1 before it, so that lengths differ.
  @inline(__always)
  private static func prefix(_ path: UInt32, _ bits: UInt32) -> UInt64 {
    UInt64(path >> (Lexicon.pathBits - bits))
  }

  private mutating func addUse(_ at: borrowing Window, _ isFirst: Bool) {
    let common = UInt64(at.word.commonness)
    let neighbours = UInt64(at.left.commonness) * 256 + UInt64(at.right.commonness) * 16
    let elsewhere = UInt64(at.word.elsewhere)
    buffer.add(common * 2 + (at.word.isCapital ? 1 : 0))
    buffer.add(Hashing.pair(at.word.shape, common))
    buffer.add(neighbours + common)
    buffer.add(elsewhere)
    buffer.add(elsewhere * 2 + (isFirst ? 1 : 0))
    buffer.add(Hashing.pair(at.word.shape, elsewhere))
  }

  private mutating func addNames(_ at: borrowing Window, _ isFirst: Bool) {
    let bits = at.word.gazetteer
    buffer.add(bits)
    buffer.add(Hashing.pair(bits, UInt64(at.word.commonness)))
    buffer.add(Hashing.pair(bits, Hashing.pair(at.left.gazetteer, at.right.gazetteer)))
    let how: UInt64 = (at.word.isCapital ? 64 : 0) + (isFirst ? 128 : 0)
    addEach(bits, 0)
    addEach(bits, how)
    addEach(at.left.gazetteer, 0)
    addEach(at.right.gazetteer, 0)
  }

  @inline(__always)
  private mutating func addEach(_ bits: UInt64, _ how: UInt64) {
    buffer.template &+= 1
    var bits = bits
    while bits != 0 {
      buffer.put(UInt64(bits.trailingZeroBitCount) + how)
      bits &= bits - 1
    }
  }
}

/// A token's word and those beside it.
private struct Window: ~Copyable {
  let word: Word
  let left: Word
  let left2: Word
  let right: Word
  let right2: Word

  init(_ word: Word, left: Word, left2: Word, right: Word, right2: Word) {
    self.word = word
    self.left = left
    self.left2 = left2
    self.right = right
    self.right2 = right2
  }
}
