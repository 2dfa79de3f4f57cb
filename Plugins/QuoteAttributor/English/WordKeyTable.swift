package struct WordKeySet: Sendable, ExpressibleByArrayLiteral {
  @usableFromInline var table: WordKeyTable<Void>

  /// Makes a set of words.
  package init(_ words: some Collection<WordKey>) {
    table = WordKeyTable(words.map { ($0, ()) })
  }

  package init(arrayLiteral words: WordKey...) { self.init(words) }

  /// Whether a word is in it.
  @inlinable @inline(__always)
  package func contains(_ word: WordKey) -> Bool { table.contains(word) }
}

/// Values of words: an open-addressing hash table with its keys in one array, so that a word that it does
/// not have costs one lookup.
package struct WordKeyTable<Value: Sendable>: Sendable {
  /// The keys in their slots, ``WordKey/none`` in free ones; at least half of the slots are free.
  @usableFromInline var words: [WordKey]
  @usableFromInline var values: [Value?]
  private var count = 0

  /// Makes a table; for a word given twice, the first value is used.
  package init(_ pairs: [(word: WordKey, value: Value)] = []) {
    var slots = 16
    while slots <= pairs.count * 2 { slots *= 2 }
    words = Array(repeating: .none, count: slots)
    values = Array(repeating: nil, count: slots)
    for pair in pairs { insert(pair.value, for: pair.word) }
  }

  /// Adds a value for a word that has none.
  package mutating func insert(_ value: Value, for word: WordKey) {
    let found = slot(of: word)
    guard values[found] == nil else { return }
    words[found] = word
    values[found] = value
    count += 1
    if count * 2 > words.count { grow() }
  }

  package mutating func set(_ value: Value, for word: WordKey) {
    let found = slot(of: word)
    if words[found] == word { values[found] = value } else { insert(value, for: word) }
  }

  private mutating func grow() {
    let old = self
    words = Array(repeating: .none, count: old.words.count * 2)
    values = Array(repeating: nil, count: words.count)
    for (word, value) in zip(old.words, old.values) where value != nil {
      let found = slot(of: word)
      words[found] = word
      values[found] = value
    }
  }

  /// Whether a word has a value.
  @inlinable @inline(__always)
  package func contains(_ word: WordKey) -> Bool { words[slot(of: word)] == word }

  /// The value of a word.
  @inlinable @inline(__always)
  package subscript(word: WordKey) -> Value? {
    let found = slot(of: word)
    return words[found] == word ? values[found] : nil
  }

  /// The slot of a word, or the free slot where it would be.
  @inlinable @inline(__always)
  func slot(of word: WordKey) -> Int {
    var slot = word.slot(in: words.count)
    while words[slot] != word, words[slot] != .none { slot = (slot + 1) & (words.count - 1) }
    return slot
  }
}
