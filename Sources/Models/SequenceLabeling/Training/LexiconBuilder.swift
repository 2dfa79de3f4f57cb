import PostilKit

/// Builds a model's lists: from word lists, and from the training text the frequencies of words in
/// lower case.
package struct LexiconBuilder {
  private var paths: [(word: UInt64, path: UInt32)] = []
  private var phrases: [UInt64: UInt32] = [:]
  private var counts: [UInt64: UInt32] = [:]

  /// Makes an empty builder.
  package init() {}

  /// Adds a lower-case word to the class with a path of zeros and ones.
  package mutating func add(word: String, path: String) {
    var bits: UInt32 = 1
    for digit in path.utf8.prefix(Int(FeatureLexicon.pathBits)) {
      bits = bits << 1 | UInt32(digit & 1)
    }
    bits <<= FeatureLexicon.pathBits - UInt32(min(path.utf8.count, Int(FeatureLexicon.pathBits)))
    paths.append((Hashing.word(word.utf8), bits))
  }

  /// Adds a name to the gazetteer under a class, 0 to 15.
  package mutating func add(name: String, class kind: Int) {
    let text = Text(name)
    let tokens = Tokens(text)
    guard (0..<16).contains(kind), (1...FeatureLexicon.maximumPhrase).contains(tokens.count) else {
      return
    }
    var hash: UInt64 = 7
    for (index, token) in tokens.enumerated() {
      hash = FeatureLexicon.phrase(hash, Hashing.word(text.utf8[token.bytes]))
      phrases[hash, default: 0] |=
        index + 1 < tokens.count ? FeatureLexicon.goesOn : 1 << UInt32(kind)
    }
  }

  /// Counts the words that a text has in lower case.
  package mutating func count(_ text: Text) {
    for token in Tokens(text) where token.kind == .word && !token.isCapital {
      counts[Hashing.word(text.utf8[token.bytes].lazy.map(WordForm.lowercased)), default: 0] += 1
    }
  }

  /// The slots of both tables.
  func tables() -> (words: [UInt32], phrases: [UInt32]) {
    var words: [(hash: UInt64, value: UInt32)] = []
    var left = counts
    for (word, path) in paths {
      words.append((word, path | commonness(left.removeValue(forKey: word) ?? 0) << 14))
    }
    for (word, count) in left.sorted(by: { $0.key < $1.key }) where count > 2 {
      words.append((word, commonness(count) << 14))
    }
    let names = phrases.sorted { $0.key < $1.key }.map { (hash: $0.key, value: $0.value) }
    return (HashTable.slots(words), HashTable.slots(names))
  }

  /// 0 for words with at most two occurrences, and one more for each doubling.
  private func commonness(_ count: UInt32) -> UInt32 {
    count < 3 ? 0 : min(15, UInt32(32 - (count / 2).leadingZeroBitCount))
  }
}
