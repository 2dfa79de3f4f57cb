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
/// and weight, or 0xFF, a count and the place of the pairs; in the lexicon it is a `LexicalEntry`.
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

  /// The payload of a key, in the lower 48 bits, or nil if the model does not have it.
  @inline(__always)
  package func payload(_ key: UInt32) -> UInt64? { payload(key, in: bucket(key)) }

  /// The same with the key's bucket given.
  @inline(__always)
  package func payload(_ key: UInt32, in bucket: Int) -> UInt64? {
    let print = UInt64(Self.print(key)) &* 0x0001_0001_0001_0001
    var bucket = bucket
    for _ in 0..<8 {
      let low = word(bucket)
      let high = word(bucket + 8)
      if let place = Self.zero(low ^ print) { return payload(bucket, place) }
      if let place = Self.zero(high ^ print) { return payload(bucket, place + 4) }
      // What did not fit into a full bucket stands in the next.
      if Self.zero(low) != nil || Self.zero(high) != nil { return nil }
      bucket += Self.bucketSize
      if bucket == pairs { bucket = Self.headerSize }
    }
    return nil
  }

  /// Adds what the features of some keys speak for to the classes' scores.
  ///
  /// All buckets are touched before any is searched, so that the processor waits for them together.
  @inline(__always)
  package func add(
    _ keys: UnsafeMutableBufferPointer<UInt32>, to scores: UnsafeMutablePointer<Int32>
  ) {
    for key in keys {
      guard let payload = payload(key) else { continue }
      if payload & 0xFF == 0xFF {
        addPairs(payload, to: scores)
      } else {
        Self.add(payload, to: scores)
        Self.add(payload >> 16, to: scores)
        Self.add(payload >> 32, to: scores)
      }
    }
  }

  private func addPairs(_ payload: UInt64, to scores: UnsafeMutablePointer<Int32>) {
    let first = Int(payload >> 16)
    let count = Int(payload >> 8 & 0xFF)
    guard first + count <= pairCount else { return }
    for place in first..<first + count {
      let pair = resource.bytes.loadUnaligned(
        fromByteOffset: pairs + place &* 2, as: UInt16.self)
      Self.add(UInt64(pair), to: scores)
    }
  }

  @inline(__always)
  private static func add(_ pair: UInt64, to scores: UnsafeMutablePointer<Int32>) {
    scores[Int(pair & 0x7F)] &+= Int32(Int8(truncatingIfNeeded: pair >> 8))
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

  /// Which of four 16-bit numbers is zero, if one is.
  @inline(__always)
  private static func zero(_ word: UInt64) -> Int? {
    let zeros = (word &- 0x0001_0001_0001_0001) & ~word & 0x8000_8000_8000_8000
    return zeros == 0 ? nil : zeros.trailingZeroBitCount >> 4
  }
}
