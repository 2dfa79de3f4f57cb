import PartOfSpeech

/// Builds the tagger's file, whose format ``PartOfSpeechModel`` describes.
struct ModelFile {
  private let classes: [WordTag]
  private var rows: [(key: UInt32, payload: UInt64)] = []
  private var pairs: [UInt8] = []
  private var weights: [UInt8] = []
  /// Maximum number of pairs: a feature with more weights gets a row.
  private static let mostPairs = 12

  init(classes: [WordTag]) { self.classes = classes }

  /// Adds a feature with its weights of classes; a feature without weights is omitted.
  mutating func add(_ key: UInt32, _ pairs: [(tag: UInt8, weight: Int8)]) {
    guard !pairs.isEmpty else { return }
    if pairs.count <= 3 {
      var payload: UInt64 = 0
      for (place, pair) in pairs.enumerated() {
        payload |= (UInt64(pair.tag) | UInt64(UInt8(bitPattern: pair.weight)) << 8) << (16 * place)
      }
      add(key, payload: payload)
    } else if pairs.count > Self.mostPairs {
      let number = weights.count / PartOfSpeechModel.classLimit
      add(key, payload: UInt64(PartOfSpeechModel.rowMark) | UInt64(number) << 16)
      var row = [UInt8](repeating: 0, count: PartOfSpeechModel.classLimit)
      for pair in pairs { row[Int(pair.tag)] = UInt8(bitPattern: pair.weight) }
      weights += row
    } else {
      let fours = (pairs.count + 3) / 4
      add(
        key,
        payload: UInt64(PartOfSpeechModel.pairsMark) | UInt64(fours) << 8
          | UInt64(self.pairs.count / 2) << 16)
      for pair in pairs { self.pairs += [pair.tag, UInt8(bitPattern: pair.weight)] }
      self.pairs += [UInt8](repeating: 0, count: 2 * (fours * 4 - pairs.count))
    }
  }

  mutating func add(_ key: UInt32, payload: UInt64) { rows.append((key, payload)) }

  /// The bytes of the file; the order in which the rows were added does not matter.
  func bytes() -> [UInt8] {
    let buckets = buckets()
    var bytes = PartOfSpeechModel.magic
    let rowCount = weights.count / PartOfSpeechModel.classLimit
    for count in [buckets.count, pairs.count / 2, rowCount, classes.count] {
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }
    bytes += [UInt8](repeating: 0, count: PartOfSpeechModel.headerSize - bytes.count)
    for bucket in buckets {
      let empty = 8 - bucket.count
      for row in bucket { bytes += Self.bytes(UInt64(PartOfSpeechModel.fingerprint(row.key)), 2) }
      bytes += [UInt8](repeating: 0, count: 2 * empty)
      for row in bucket { bytes += Self.bytes(row.payload, 6) }
      bytes += [UInt8](repeating: 0, count: 6 * empty)
    }
    bytes += weights + pairs
    for one in classes { bytes += [one.penn.rawValue, one.universal.rawValue] }
    return bytes
  }

  /// The rows in their buckets, five in each on average, so that few buckets are full.
  private func buckets() -> [[(key: UInt32, payload: UInt64)]] {
    let count = max(1, rows.count / 5)
    var buckets = [[(key: UInt32, payload: UInt64)]](repeating: [], count: count)
    for row in rows.sorted(by: { ($0.key, $0.payload) < ($1.key, $1.payload) }) {
      var place = Int((UInt64(row.key) * UInt64(count)) >> 32)
      while buckets[place].count == 8 { place = (place + 1) % count }
      buckets[place].append(row)
    }
    return buckets
  }

  private static func bytes(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
