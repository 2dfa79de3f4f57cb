import PartOfSpeech
import PostilKit

/// What is known of words before training: their cluster, their usual tags, their spelling.
struct WordLexicon {
  /// The number of occurrences of each class of tags with a word.
  private typealias Counts = [UInt8: Int]

  /// The entry of each word's hash.
  private(set) var entries: [UInt32: LexicalEntry] = [:]
  private var groups: [UInt32: UInt32] = [:]
  private var spellings: [UInt32: (small: Int, capital: Int)] = [:]
  private var treebank: [UInt32: Counts] = [:]
  private var bySpelling: [UInt64: Counts] = [:]
  private var silver: [UInt32: Counts] = [:]

  /// Reads the clusters of words that occur in the texts from a file of `word<TAB>path` lines, and
  /// counts their spellings in the texts.
  init(classes path: String, _ treebank: Treebank, _ texts: Silver) throws {
    var seen: Set<UInt32> = []
    for sentence in texts.sentences + treebank.sentences {
      for word in Self.words(sentence.text, sentence.tokens) { seen.insert(word.features.word) }
      countSpellings(sentence.text, sentence.tokens)
    }
    for line in try Resource(path: path).lines {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, fields[1].utf8.count <= 14 else { continue }
      let text = Text(String(fields[0]))
      let words = Self.words(text, Tokens(text))
      guard words.count == 1, seen.contains(words[0].features.word) else { continue }
      groups[words[0].features.word] = fields[1].utf8.reduce(1) { $0 << 1 | UInt32($1 & 1) }
    }
    for sentence in treebank.sentences {
      for word in Self.words(sentence.text, sentence.tokens) {
        count(word.features, treebank.id(sentence.tags[word.index]))
      }
    }
    makeEntries()
  }

  /// Counts the tags of words in texts, for words that are rare in the treebank.
  mutating func add(_ texts: Silver, _ treebank: Treebank) {
    for sentence in texts.sentences {
      for word in Self.words(sentence.text, sentence.tokens) {
        let id = treebank.id(sentence.tags[word.index])
        silver[word.features.word, default: [:]][id, default: 0] += 1
      }
    }
    makeEntries()
  }

  /// Records which words have shortcuts, and which are certain in a spelling; a word without an
  /// entry is skipped.
  mutating func add(_ settled: [Shortcuts.Settled]) {
    for one in settled {
      if let shortcut = one.place.shortcut {
        entries[one.place.word]?.add(shortcut)
      } else if entries[one.place.word]?.usual == UInt32(one.class) + 1 {
        entries[one.place.word]?.certain |= 1 << one.place.spelling
      }
    }
  }

  /// The features of a token with the entry of its word.
  func features(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> WordFeatures {
    var word = WordFeatures(bytes, token)
    if token.kind == .word { word.lexical = entries[word.word] ?? LexicalEntry() }
    return word
  }

  // MARK: Counting

  private static func words(
    _ text: Text, _ tokens: Tokens
  ) -> [(index: Int, features: WordFeatures)] {
    text.utf8.withUnsafeBufferPointer { bytes in
      tokens.indices.compactMap {
        tokens[$0].kind == .word ? ($0, WordFeatures(bytes, tokens[$0])) : nil
      }
    }
  }

  private mutating func count(_ word: WordFeatures, _ id: UInt8) {
    treebank[word.word, default: [:]][id, default: 0] += 1
    bySpelling[Self.key(word.word, word.spelling), default: [:]][id, default: 0] += 1
  }

  private static func key(_ word: UInt32, _ spelling: UInt32) -> UInt64 {
    UInt64(word) << 2 | UInt64(spelling)
  }

  /// Counts spellings; a capital is evidence only inside a clause, and not in a headline.
  private mutating func countSpellings(_ text: Text, _ tokens: Tokens) {
    text.utf8.withUnsafeBufferPointer { bytes in
      for sentence in Sentences(text, tokens)
      where sentence.count(where: { tokens[$0].isCapital }) * 2 <= sentence.count {
        var isOpening = true
        for token in tokens[sentence] {
          guard token.kind == .word else {
            isOpening = token.kind != .number && bytes[Int(token.start)] != UInt8(ascii: ",")
            continue
          }
          let word = WordFeatures(bytes, token)
          if word.spelling == 0 {
            spellings[word.word, default: (0, 0)].small += 1
          } else if !isOpening {
            spellings[word.word, default: (0, 0)].capital += 1
          }
          isOpening = false
        }
      }
    }
  }

  // MARK: Entries

  private mutating func makeEntries() {
    entries = [:]
    for word in Set(treebank.keys).union(groups.keys).union(silver.keys) {
      let entry = entry(word)
      if entry != LexicalEntry() { entries[word] = entry }
    }
  }

  /// The entry of a word. One or two occurrences in the treebank do not determine its tags; then
  /// those in the other texts are used, if there are more.
  private func entry(_ word: UInt32) -> LexicalEntry {
    var entry = LexicalEntry()
    entry.group = groups[word] ?? 0
    entry.capitals = capitals(word)
    let known = treebank[word] ?? [:]
    let hasMany = known.values.reduce(0, +) > 2
    let counts = hasMany ? known : silver[word] ?? [:]
    let all = counts.values.reduce(0, +)
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if all > 2 {
      entry.usual = UInt32(ranked[0].key) + 1
      if ranked.count > 1, ranked[1].value * 20 >= all { entry.second = UInt32(ranked[1].key) + 1 }
      if hasMany { entry.certain = certain(word, ranked[0].key) }
    }
    entry.isInTreebank = known.values.reduce(0, +) > 1
    return entry
  }

  /// A spelling is certain if all of at least eight occurrences have one tag, or almost all of
  /// many.
  private func certain(_ word: UInt32, _ usual: UInt8) -> UInt32 {
    (0..<3 as Range<UInt32>).reduce(0) { bits, spelling in
      let counts = bySpelling[Self.key(word, spelling)] ?? [:]
      let all = counts.values.reduce(0, +)
      let top = counts[usual] ?? 0
      let isCertain = all >= 8 && top == all || all >= 40 && top * 1000 >= all * 995
      return isCertain ? bits | 1 << spelling : bits
    }
  }

  private func capitals(_ word: UInt32) -> UInt32 {
    guard let (small, capital) = spellings[word], small + capital > 1 else { return 0 }
    switch capital * 100 / (small + capital) {
    case ..<5: return 1
    case ..<50: return 2
    case ..<95: return 3
    default: return 4
    }
  }
}
