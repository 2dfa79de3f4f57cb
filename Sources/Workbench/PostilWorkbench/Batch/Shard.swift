/// One of several parts of a corpus: the same articles on whatever machine, by their names alone.
package struct Shard: Sendable, Hashable {
  /// Which part, from 1, of how many.
  package let number: Int, count: Int

  /// Reads `2/8`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), number >= 1,
      number <= count
    else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether an article of that name is in this part.
  package func holds(_ name: String) -> Bool {
    // FNV-1a: the hashes of the standard library differ from run to run.
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return (hash ^ (hash >> 32)) % UInt64(count) == UInt64(number - 1)
  }
}
