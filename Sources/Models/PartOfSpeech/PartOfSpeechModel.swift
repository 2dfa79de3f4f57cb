import PostilKit

/// The tagger's mapped file: a hash table from the keys of features to weights of classes.
///
/// ```
/// header     64 bytes: PSTLPOS4, then as UInt32 the counts of buckets, pairs, rows and classes
/// buckets    64 bytes each, a cache line: eight fingerprints, eight payloads of six bytes
/// rows       96 bytes each: a weight for each class, for features with many weights
/// pairs      two bytes each, a class and its weight: for features with more than three weights
/// classes    two bytes each: the Penn tag and the universal tag
/// ```
/// A key's upper bits choose its bucket; its lowest 16 are its fingerprint. A payload is three pairs of
/// class and weight; or 0xFF, the number of groups of four pairs, and the index of the first pair; or
/// 0xFE, 0, and the number of a row. The lexicon's payloads are those of ``LexicalEntry``, and a
/// ``Shortcut`` has its own.
package struct PartOfSpeechModel: Sendable {
  /// The first bytes of a model file.
  package static let magic: [UInt8] = Array("PSTLPOS4".utf8)
  package static let headerSize = 64
  package static let bucketSize = 64
  /// Limit of the number of classes, so that weights and scores have a fixed size.
  package static let classLimit = 96
  /// The first byte of a payload that refers to further pairs, or to a row.
  package static let pairsMark: UInt8 = 0xFF
  package static let rowMark: UInt8 = 0xFE

  /// The classes that the model distinguishes, each a tag of both sets.
  package let classes: [WordTag]
  private let resource: Resource
  private let bucketCount: UInt64
  private let rows: Int
  private let rowCount: Int
  private let pairs: Int
  private let pairCount: Int

  /// Reads the header and the classes of a model file.
  ///
  /// - Throws: `AnnotatorError` if the file is not a model or is truncated.
  package init(_ resource: Resource) throws {
    let bytes = resource.bytes
    guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(Self.magic) else {
      throw AnnotatorError("the tagger's model is not valid: it does not start with PSTLPOS4")
    }
    let counts = [8, 12, 16, 20].map {
      Int(bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
    }
    rows = Self.headerSize + counts[0] * Self.bucketSize
    pairs = rows + counts[2] * Self.classLimit
    let first = pairs + counts[1] * 2
    guard counts[0] > 0, (1..<Self.classLimit).contains(counts[3]),
      bytes.count == first + counts[3] * 2
    else { throw AnnotatorError("the tagger's model is truncated") }
    self.resource = resource
    (bucketCount, pairCount, rowCount) = (UInt64(counts[0]), counts[1], counts[2])
    classes = (0..<counts[3]).map {
      WordTag(
        PennTag(rawValue: bytes[first + $0 * 2]) ?? .xx,
        UniversalTag(rawValue: bytes[first + $0 * 2 + 1]) ?? .x)
    }
  }

  /// The offset of a key's bucket in the file.
  @inline(__always)
  package func bucket(_ key: UInt32) -> Int {
    Self.headerSize + Int((UInt64(key) &* bucketCount) >> 32) &* Self.bucketSize
  }

  /// A key's fingerprint; 0 marks an empty slot.
  @inline(__always)
  package static func fingerprint(_ key: UInt32) -> UInt16 {
    max(1, UInt16(truncatingIfNeeded: key))
  }

  /// The payload of a key in the lower 48 bits; 0 if the model does not have it.
  @inline(__always)
  package func payload(_ key: UInt32) -> UInt64 {
    let bucket = bucket(key)
    return payload(key, in: bucket, low: word(bucket))
  }

  /// The same for a bucket whose first four fingerprints are loaded; without a branch on whether the key
  /// is there, which would be unpredictable.
  @inline(__always)
  private func payload(_ key: UInt32, in bucket: Int, low: UInt64) -> UInt64 {
    let fingerprint = UInt64(Self.fingerprint(key)) &* 0x0001_0001_0001_0001
    let high = word(bucket &+ 8)
    // The lowest bit that is set gives the slot: of four, and by the bit beside it, of which four.
    let found = Self.zeros(low ^ fingerprint) | Self.zeros(high ^ fingerprint) >> 1
    let isMissing: UInt64 = found == 0 ? 1 : 0
    let isFull: UInt64 = Self.zeros(low) | Self.zeros(high) == 0 ? 1 : 0
    // What did not fit into a full bucket is in the next one.
    if isMissing & isFull != 0 { return overflow(fingerprint, from: bucket) }
    let bit = found.trailingZeroBitCount
    return payload(bucket, (bit >> 4 &+ (~bit & 1) << 2) & 7) & (isMissing &- 1)
  }

  private func overflow(_ fingerprint: UInt64, from full: Int) -> UInt64 {
    var bucket = full
    for _ in 0..<8 {
      bucket += Self.bucketSize
      if bucket == rows { bucket = Self.headerSize }
      let (low, high) = (word(bucket), word(bucket + 8))
      let (inLow, inHigh) = (Self.zeros(low ^ fingerprint), Self.zeros(high ^ fingerprint))
      if inLow != 0 { return payload(bucket, inLow.trailingZeroBitCount >> 4) }
      if inHigh != 0 { return payload(bucket, 4 + inHigh.trailingZeroBitCount >> 4) }
      if Self.zeros(low) | Self.zeros(high) != 0 { break }
    }
    return 0
  }

  /// The scores of the classes in three parts, to be summed: one for rows and two for pairs, so that
  /// consecutive additions do not depend on each other.
  package typealias Scores = UnsafeMutablePointer<Int16>
  /// Number of scores. It allows for classes that are out of range, which a damaged model may have.
  package static let scoreCount = classLimit + 2 * 128

  /// A class's score.
  @inline(__always)
  package static func score(_ scores: Scores, _ index: Int) -> Int16 {
    scores[index] &+ scores[index &+ classLimit] &+ scores[index &+ (classLimit + 128)]
  }

  /// Sets the classes' scores to the sums of the weights of some features.
  ///
  /// All buckets are loaded before any is searched, and all rows before any is added, so that their cache
  /// misses overlap.
  @inline(__always)
  package func set(_ scores: Scores, _ keys: UnsafeMutableBufferPointer<UInt32>) {
    (scores + Self.classLimit).initialize(repeating: 0, count: Self.scoreCount - Self.classLimit)
    withUnsafeTemporaryAllocation(of: (place: Int, word: UInt64).self, capacity: 2 * keys.count) {
      touched in
      for index in keys.indices {
        let bucket = bucket(keys[index])
        touched[index] = (bucket, word(bucket))
      }
      // The list of pairs overwrites buckets that are already read; the list of rows is after them.
      var pairCount = 0
      var rowCount = 0
      for index in keys.indices {
        let payload = payload(keys[index], in: touched[index].place, low: touched[index].word)
        let row = row(payload)
        touched[keys.count &+ rowCount].place = row
        touched[pairCount] = pairs(payload)
        rowCount &+= row != 0 ? 1 : 0
        pairCount &+= (row == 0 ? 1 : 0) & (payload != 0 ? 1 : 0)
      }
      addRows(touched[keys.count..<keys.count &+ rowCount], to: scores)
      for index in 0..<pairCount { add(touched[index].place, touched[index].word, to: scores) }
    }
  }

  /// The offset of the row that a payload refers to, or 0.
  @inline(__always)
  private func row(_ payload: UInt64) -> Int {
    let number = Int(truncatingIfNeeded: payload &>> 16)
    let isRow = Self.mask(payload & 0xFF == UInt64(Self.rowMark)) & Self.mask(number < rowCount)
    return (rows &+ number &* Self.classLimit) & isRow
  }

  @inline(__always)
  private func addRows(
    _ touched: Slice<UnsafeMutableBufferPointer<(place: Int, word: UInt64)>>, to scores: Scores
  ) {
    for block in stride(from: 0, to: Self.classLimit, by: 32) {
      var first = SIMD16<Int16>()
      var second = SIMD16<Int16>()
      for row in touched {
        first &+= weights(row.place &+ block)
        second &+= weights(row.place &+ block &+ 16)
      }
      let target = UnsafeMutableRawPointer(scores + block)
      target.storeBytes(of: first, as: SIMD16<Int16>.self)
      target.storeBytes(of: second, toByteOffset: 32, as: SIMD16<Int16>.self)
    }
  }

  @inline(__always)
  private func weights(_ place: Int) -> SIMD16<Int16> {
    SIMD16<Int16>(
      truncatingIfNeeded: resource.bytes.loadUnaligned(
        fromByteOffset: place, as: SIMD16<Int8>.self))
  }

  /// A payload's first four pairs, and where the others are: their offset, and in the lower byte the
  /// number of groups of four.
  @inline(__always)
  private func pairs(_ payload: UInt64) -> (place: Int, word: UInt64) {
    let fours = Int(truncatingIfNeeded: payload &>> 8 & 0xFF)
    let first = Int(truncatingIfNeeded: payload &>> 16)
    let isLong = Self.mask(payload & 0xFF == UInt64(Self.pairsMark))
    let isSound = isLong & Self.mask(fours > 0) & Self.mask(first &+ fours &* 4 <= pairCount)
    let place = (pairs &+ first &* 2) & isSound
    let further = word(place) & UInt64(bitPattern: Int64(isSound))
    let own = payload & ~UInt64(bitPattern: Int64(isLong))
    return ((place << 8 | (fours &- 1)) & isSound, further | own)
  }

  /// All bits or none: for results without a branch, where a branch would be unpredictable.
  @inline(__always)
  private static func mask(_ isSet: Bool) -> Int { isSet ? -1 : 0 }

  @inline(__always)
  private func add(_ list: Int, _ first: UInt64, to scores: Scores) {
    Self.add(first, to: scores)
    var place = list >> 8
    let end = place &+ (list & 0xFF) &* 8
    while place < end {
      place &+= 8
      Self.add(word(place), to: scores)
    }
  }

  @inline(__always)
  private static func add(_ four: UInt64, to scores: Scores) {
    add(four, to: scores, classLimit)
    add(four &>> 16, to: scores, classLimit + 128)
    add(four &>> 32, to: scores, classLimit)
    add(four &>> 48, to: scores, classLimit + 128)
  }

  @inline(__always)
  private static func add(_ pair: UInt64, to scores: Scores, _ part: Int) {
    let place = Int(truncatingIfNeeded: pair & 0x7F) &+ part
    scores[place] = scores[place] &+ Int16(truncatingIfNeeded: Int8(truncatingIfNeeded: pair &>> 8))
  }

  @inline(__always)
  private func word(_ place: Int) -> UInt64 {
    resource.bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  @inline(__always)
  private func payload(_ bucket: Int, _ place: Int) -> UInt64 {
    // The last payload ends with its bucket, so it is read from two bytes before.
    word(bucket &+ 14 &+ place &* 6) >> 16
  }

  /// A bit for each of four 16-bit numbers that is zero; of the bits set, only the lowest is reliable.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0001_0001_0001_0001) & ~word & 0x8000_8000_8000_8000
  }
}
