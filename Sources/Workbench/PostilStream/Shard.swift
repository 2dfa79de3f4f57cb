/// One of several parts of a corpus, determined only by the names of articles or the ids of records, so that
/// every machine computes the same parts.
package struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// The number of the part, from 1, and the number of parts.
  package let number: Int
  package let count: Int

  /// Parses `2/8`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), number >= 1,
      number <= count
    else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether an article or a record with that name belongs to this part.
  package func holds(_ name: String) -> Bool { holds(bytes: name.utf8) }

  /// The same for the bytes of a name.
  func holds(bytes: some Sequence<UInt8>) -> Bool {
    // FNV-1a, since the hashes of the standard library differ from run to run.
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return (hash ^ (hash >> 32)) % UInt64(count) == UInt64(number - 1)
  }

  /// `2/8`.
  package var description: String { "\(number)/\(count)" }
}
