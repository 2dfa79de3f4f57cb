/// A sentence under construction. Its buffer is reused, since there is one sentence for each timex.
struct Sentence {
  private var bytes: [UInt8] = []

  /// What was appended since it was cleared.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ words: String) { bytes.append(contentsOf: words.utf8) }
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }
}
