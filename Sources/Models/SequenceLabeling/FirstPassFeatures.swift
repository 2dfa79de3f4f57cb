/// The features of the first pass: words and neighbours, shapes, affixes, word classes and use in
/// the article.
struct FirstPassFeatures: ~Copyable {
  /// Maximum number of runs.
  static let capacity = 80
  /// A run for each token since ``clear()``.
  private(set) var buffer = FeatureBuffer(runs: capacity, longest: 384)

  /// Removes all runs.
  mutating func clear() { buffer.clear() }

  /// Adds a run with the features of a token, or with those of a window.
  @inline(__always)
  mutating func collect(_ window: Window, _ wanted: ContextWindow = .all) {
    buffer.begin(wanted)
    addWords(window)
    addShapes(window)
    addAffixes(window)
    addClasses(window)
    addUse(window)
    addNames(window)
    buffer.end()
  }

  // MARK: Templates

  private mutating func addWords(_ at: Window) {
    buffer.add(0)
    buffer.add(at.left2.pointee.lower, .left2)
    buffer.add(at.left.pointee.lower, .left)
    buffer.add(at.word.pointee.lower, .word)
    buffer.add(at.right.pointee.lower, .right)
    buffer.add(at.right2.pointee.lower, .right2)
    buffer.add(at.word.pointee.exact, .word)
    buffer.add(at.left.pointee.exact, .left)
    buffer.add(at.right.pointee.exact, .right)
    buffer.add(Hashing.pair(at.left.pointee.lower, at.word.pointee.lower))
    buffer.add(Hashing.pair(at.word.pointee.lower, at.right.pointee.lower))
    buffer.add(Hashing.pair(at.left.pointee.lower, at.right.pointee.lower))
    buffer.add(Hashing.pair(at.left2.pointee.lower, at.left.pointee.lower))
    buffer.add(Hashing.pair(at.right.pointee.lower, at.right2.pointee.lower))
  }

  private mutating func addShapes(_ at: Window) {
    let first: UInt64 = at.isFirst ? 1 : 0
    buffer.add(at.left2.pointee.shape, .left2)
    buffer.add(at.left.pointee.shape, .left)
    buffer.add(at.word.pointee.shape, .word)
    buffer.add(at.right.pointee.shape, .right)
    buffer.add(at.right2.pointee.shape, .right2)
    buffer.add(at.word.pointee.longShape, .word)
    buffer.add(Hashing.pair(at.left.pointee.shape, at.word.pointee.shape))
    buffer.add(Hashing.pair(at.word.pointee.shape, at.right.pointee.shape))
    buffer.add(Hashing.triple(at.left.pointee.shape, at.word.pointee.shape, at.right.pointee.shape))
    buffer.add(first * 2 + (at.word.pointee.isCapital ? 1 : 0))
    buffer.add(Hashing.pair(at.word.pointee.shape, first))
    buffer.add(Hashing.pair(at.word.pointee.shape, at.place.isHeadline ? 3 : first))
  }

  private mutating func addAffixes(_ at: Window) {
    for length in 0..<4 { buffer.add(at.word.pointee.prefixes[length], .word) }
    for length in 0..<4 { buffer.add(at.word.pointee.suffixes[length], .word) }
    buffer.add(at.left.pointee.ending, .left)
    buffer.add(at.right.pointee.ending, .right)
  }

  private mutating func addClasses(_ at: Window) {
    addPaths(at.left2.pointee.path, .left2, isNear: false)
    addPaths(at.left.pointee.path, .left, isNear: true)
    addPaths(at.word.pointee.path, .word, isNear: true)
    addPaths(at.right.pointee.path, .right, isNear: true)
    addPaths(at.right2.pointee.path, .right2, isNear: false)
    let left = Self.prefix(at.left.pointee.path, 8)
    let word = Self.prefix(at.word.pointee.path, 8)
    let right = Self.prefix(at.right.pointee.path, 8)
    buffer.add(Hashing.pair(left, word))
    buffer.add(Hashing.pair(word, right))
    buffer.add(Hashing.pair(left, right))
    buffer.add(Hashing.pair(at.word.pointee.shape, Self.prefix(at.left.pointee.path, 10)))
    buffer.add(Hashing.pair(at.word.pointee.shape, Self.prefix(at.right.pointee.path, 10)))
    buffer.add(
      Hashing.triple(
        Self.prefix(at.left.pointee.path, 6), at.word.pointee.shape,
        Self.prefix(at.right.pointee.path, 6)))
  }

  @inline(__always)
  private mutating func addPaths(_ path: UInt32, _ reach: ContextWindow, isNear: Bool) {
    if isNear {
      buffer.add(Self.prefix(path, 4), reach)
      buffer.add(Self.prefix(path, 10), reach)
    }
    buffer.add(Self.prefix(path, 6), reach)
    buffer.add(Self.prefix(path, 8), reach)
    buffer.add(Self.prefix(path, 13), reach)
  }

  /// The first bits of a path with the leading 1, which makes lengths distinct.
  @inline(__always)
  private static func prefix(_ path: UInt32, _ bits: UInt32) -> UInt64 {
    UInt64(path >> (FeatureLexicon.pathBits - bits))
  }

  private mutating func addUse(_ at: Window) {
    let common = UInt64(at.word.pointee.commonness)
    let neighbours =
      UInt64(at.left.pointee.commonness) * 256 + UInt64(at.right.pointee.commonness) * 16
    let elsewhere = UInt64(at.place.elsewhere)
    buffer.add(common * 2 + (at.word.pointee.isCapital ? 1 : 0), .word)
    buffer.add(Hashing.pair(at.word.pointee.shape, common), .word)
    buffer.add(neighbours + common)
    buffer.add(elsewhere)
    buffer.add(elsewhere * 2 + (at.isFirst ? 1 : 0))
    buffer.add(Hashing.pair(at.word.pointee.shape, elsewhere))
  }

  private mutating func addNames(_ at: Window) {
    let bits = at.place.gazetteer
    buffer.add(bits)
    buffer.add(Hashing.pair(bits, UInt64(at.word.pointee.commonness)))
    buffer.add(Hashing.pair(bits, Hashing.pair(at.gazetteers.left, at.gazetteers.right)))
    let how: UInt64 = (at.word.pointee.isCapital ? 64 : 0) + (at.isFirst ? 128 : 0)
    addEach(bits, 0)
    addEach(bits, how)
    addEach(at.gazetteers.left, 0)
    addEach(at.gazetteers.right, 0)
  }

  @inline(__always)
  private mutating func addEach(_ bits: UInt64, _ how: UInt64) {
    guard buffer.goOn(.together) else { return }
    var bits = bits
    while bits != 0 {
      buffer.put(UInt64(bits.trailingZeroBitCount) + how)
      bits &= bits - 1
    }
  }
}
