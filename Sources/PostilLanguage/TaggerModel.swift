import PostilKit

/// The tagger's file, mapped: a table from the keys of features to the tags they speak for or against.
///
/// ```
/// header     64 bytes: PSTLPOS2, then as UInt32 the counts of buckets, of further pairs, of classes
/// buckets    64 bytes each, a line of the processor's cache: eight prints, eight payloads of six bytes
/// pairs      two bytes each: those of features that have more than three
/// classes    two bytes each: the Penn tag and the universal tag
/// ```
/// A key's upper bits choose its bucket, its lowest 16 are its print. A payload is three pairs of class
/// and weight, or 0xFF, how many fours of pairs there are, and the place of the first; in the lexicon it is a `LexicalEntry`.
package struct TaggerModel: Sendable {
  /// The first bytes of a model file.
  package static let magic: [UInt8] = Array("PSTLPOS2".utf8)
  package static let headerSize = 64
  package static let bucketSize = 64
  /// No class has this number or a greater one, so that scores fit in a fixed place.
  package static let classLimit = 128

  /// The classes that the model tells apart, each a tag of both sets.
  package let classes: [WordTag]
  private let resource: Resource
  private let bucketCount: UInt64
  private let pairs: Int
  private let pairCount: Int

  /// Takes a model file.
  ///
  /// - Throws: `AnnotatorError` for a file that is no model or is cut short.
  package init(_ resource: Resource) throws {
    let bytes = resource.bytes
    guard bytes.count >= Self.headerSize, bytes.prefix(8).elementsEqual(Self.magic) else {
      throw AnnotatorError("the tagger's model is not one: its first bytes are not PSTLPOS2")
    }
    let counts = [8, 12, 16].map { Int(bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)) }
    guard counts[0] > 0, (1..<Self.classLimit).contains(counts[2]),
      bytes.count == Self.headerSize + counts[0] * Self.bucketSize + (counts[1] + counts[2]) * 2
    else { throw AnnotatorError("the tagger's model is cut short") }
    self.resource = resource
    bucketCount = UInt64(counts[0])
    pairs = Self.headerSize + counts[0] * Self.bucketSize
    pairCount = counts[1]
    let first = pairs + pairCount * 2
    classes = (0..<counts[2]).map {
      WordTag(
        PennTag(rawValue: bytes[first + $0 * 2]) ?? .xx,
        UniversalTag(rawValue: bytes[first + $0 * 2 + 1]) ?? .x)
    }
  }

  /// The place of a key's bucket in the file.
  @inline(__always)
  package func bucket(_ key: UInt32) -> Int {
    Self.headerSize + Int((UInt64(key) &* bucketCount) >> 32) &* Self.bucketSize
  }

  /// A key's print; 0 stands for an empty place.
  @inline(__always)
  package static func print(_ key: UInt32) -> UInt16 { max(1, UInt16(truncatingIfNeeded: key)) }

  /// The payload of a key, in the lower 48 bits, or 0 if the model does not have it.
  @inline(__always)
  package func payload(_ key: UInt32) -> UInt64 {
    let bucket = bucket(key)
    return payload(key, in: bucket, low: word(bucket))
  }

  /// The same with the bucket and its first four prints at hand; without a branch that depends on
  /// whether the key is there, since nothing foretells that.
  @inline(__always)
  private func payload(_ key: UInt32, in bucket: Int, low: UInt64) -> UInt64 {
    let print = UInt64(Self.print(key)) &* 0x0001_0001_0001_0001
    let high = word(bucket &+ 8)
    // The lowest bit that is set tells the place: of four, and by which neighbour, of which four.
    let found = Self.zeros(low ^ print) | Self.zeros(high ^ print) >> 1
    let isMissing: UInt64 = found == 0 ? 1 : 0
    let isFull: UInt64 = Self.zeros(low) | Self.zeros(high) == 0 ? 1 : 0
    // What did not fit into a full bucket stands in the next.
    if isMissing & isFull != 0 { return overflow(print, from: bucket) }
    let bit = found.trailingZeroBitCount
    return payload(bucket, (bit >> 4 &+ (~bit & 1) << 2) & 7) & (isMissing &- 1)
  }

  private func overflow(_ print: UInt64, from full: Int) -> UInt64 {
    var bucket = full
    for _ in 0..<8 {
      bucket += Self.bucketSize
      if bucket == pairs { bucket = Self.headerSize }
      let (low, high) = (word(bucket), word(bucket + 8))
      let (inLow, inHigh) = (Self.zeros(low ^ print), Self.zeros(high ^ print))
      if inLow != 0 { return payload(bucket, inLow.trailingZeroBitCount >> 4) }
      if inHigh != 0 { return payload(bucket, 4 + inHigh.trailingZeroBitCount >> 4) }
      if Self.zeros(low) | Self.zeros(high) != 0 { break }
    }
    return 0
  }

  /// Scores of the classes, in four parts that are to be summed: a pair's place tells its part, so
  /// that no addition waits for the one before.
  package typealias Scores = UnsafeMutablePointer<Int16>
  package static let scoreCount = 4 * classLimit

  /// Adds what the features of some keys speak for to the classes' scores.
  ///
  /// All buckets are touched before any is searched, and all further pairs before any is added, so that
  /// the processor waits for them together.
  @inline(__always)
  package func add(_ keys: UnsafeMutableBufferPointer<UInt32>, to scores: Scores) {
    withUnsafeTemporaryAllocation(of: (place: Int, word: UInt64).self, capacity: keys.count) {
      touched in
      for index in keys.indices {
        let bucket = bucket(keys[index])
        touched[index] = (bucket, word(bucket))
      }
      // The list of what is found grows no faster than that of the buckets is read.
      var count = 0
      for index in keys.indices {
        let payload = payload(keys[index], in: touched[index].place, low: touched[index].word)
        touched[count] = pairs(payload)
        count &+= payload == 0 ? 0 : 1
      }
      for index in 0..<count { add(touched[index].place, touched[index].word, to: scores) }
    }
  }

  /// A payload's first four pairs, and where the others are: their place, and how many fours they are
  /// in the lower byte.
  @inline(__always)
  private func pairs(_ payload: UInt64) -> (place: Int, word: UInt64) {
    let isLong = payload & 0xFF == 0xFF
    let fours = Int(payload >> 8 & 0xFF)
    let first = Int(payload >> 16)
    let isSound = isLong && fours > 0 && first &+ fours &* 4 <= pairCount
    let place = isSound ? pairs &+ first &* 2 : 0
    let word = word(place)
    return (isSound ? place << 8 | (fours &- 1) : 0, isSound ? word : isLong ? 0 : payload)
  }

  @inline(__always)
  private func add(_ list: Int, _ first: UInt64, to scores: Scores) {
    Self.add(first, to: scores)
    var place = list >> 8
    for _ in 0..<list & 0xFF {
      place &+= 8
      Self.add(word(place), to: scores)
    }
  }

  @inline(__always)
  private static func add(_ four: UInt64, to scores: Scores) {
    for part in 0..<4 as Range<UInt64> {
      let pair = four >> (part &* 16)
      scores[Int(pair & 0x7F) &+ Int(part) &* classLimit] &+= Int16(
        Int8(truncatingIfNeeded: pair >> 8))
    }
  }

  @inline(__always)
  private func word(_ place: Int) -> UInt64 {
    resource.bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  @inline(__always)
  private func payload(_ bucket: Int, _ place: Int) -> UInt64 {
    // The last payload ends with its bucket: it is read from two bytes before.
    word(bucket &+ 14 &+ place &* 6) >> 16
  }

  /// A bit for each of four 16-bit numbers that is zero; of those set only the lowest is sure.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0001_0001_0001_0001) & ~word & 0x8000_8000_8000_8000
  }
}
