import PostilKit

/// The distinct words of an article: each is analysed once, however often it occurs.
struct DistinctWords {
  /// The words; the first two mark the start and end of a sentence.
  private(set) var words = [WordForm.boundary("<s>"), WordForm.boundary("</s>")]

  /// The numbers of the words before the first and after the last token of a sentence.
  static let (before, after) = (UInt32(0), UInt32(1))

  /// Numbers by 64-bit hash; the hash of an empty slot is 0.
  private var slots = [(hash: UInt64, number: UInt32)](repeating: (0, 0), count: 256)
  private var used = 0
  private let lexicon: FeatureLexicon

  init(_ lexicon: FeatureLexicon) { self.lexicon = lexicon }

  /// The number of a token's word, which is added if it is new.
  /// - Parameter isInCapitals: Whether its sentence is in capitals.
  mutating func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token, isInCapitals: Bool
  ) -> UInt32 {
    var hash = Hashing.step(Hashing.seed, (isInCapitals ? 1 : 0) + (token.isCapital ? 2 : 0))
    for byte in bytes[token.bytes] { hash = Hashing.step(hash, byte) }
    hash = Hashing.finished(hash) | 1
    let slot = slot(hash)
    if slots[slot].hash == hash { return slots[slot].number }
    let number = UInt32(words.count)
    fill(slot, hash, number)
    var word = WordForm(bytes, token, isInCapitals: isInCapitals)
    let entry = lexicon.entry(lower: word.lower)
    word.path = entry.path
    word.commonness = entry.commonness
    word.group = group(word.lower, number)
    words.append(word)
    return number
  }

  /// The number of the first word with that lower-case form.
  private mutating func group(_ lower: UInt64, _ number: UInt32) -> UInt32 {
    let hash = lower & ~1 | 1 << 63  // Never the hash of a word's own bytes, nor 0.
    let slot = slot(hash)
    if slots[slot].hash == hash { return slots[slot].number }
    fill(slot, hash, number)
    return number
  }

  @inline(__always)
  private func slot(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash >> 7) & (slots.count - 1)
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func fill(_ slot: Int, _ hash: UInt64, _ number: UInt32) {
    slots[slot] = (hash, number)
    used += 1
    guard used * 2 > slots.count else { return }
    let old = slots
    slots = [(hash: UInt64, number: UInt32)](repeating: (0, 0), count: old.count * 2)
    for entry in old where entry.hash != 0 { slots[self.slot(entry.hash)] = entry }
  }
}
