import PostilKit
import PostilLanguage

/// Classes of similar words, from a file of `word<TAB>path` lines.
struct WordClasses {
  /// The class of each word's key: the path as bits behind a leading one.
  var groups: [UInt32: UInt16] = [:]

  /// Takes the lines of words that occur in the texts, or in the treebank.
  init(_ path: String, texts: [String], _ treebank: [TreebankSentence]) throws {
    var seen: Set<UInt32> = []
    for sentence in treebank { Self.add(sentence.text, sentence.tokens, to: &seen) }
    for path in texts {
      let file = try Resource(path: path)
      let bytes = withExtendedLifetime(file) { Array(file.bytes) }
      for line in bytes.split(separator: 0x0A) {
        guard let string = try JSONParser.parse(Array(line))["text"]?.string else { continue }
        let text = Text(string)
        Self.add(text, Tokens(text), to: &seen)
      }
    }
    for line in try Resource(path: path).lines {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, fields[1].utf8.count <= 14 else { continue }
      let text = Text(String(fields[0]))
      let tokens = Tokens(text)
      guard tokens.count == 1 else { continue }
      let key = text.utf8.withUnsafeBufferPointer {
        TaggerFeatures.group(WordFeatures($0, tokens[0]))
      }
      if seen.contains(key) {
        groups[key] = fields[1].utf8.reduce(1) { $0 << 1 | UInt16($1 & 1) }
      }
    }
  }

  private static func add(_ text: Text, _ tokens: Tokens, to seen: inout Set<UInt32>) {
    text.utf8.withUnsafeBufferPointer { bytes in
      for token in tokens where token.kind == .word {
        seen.insert(TaggerFeatures.group(WordFeatures(bytes, token)))
      }
    }
  }
}

/// What is known of words before training: their class and their usual tag.
struct WordLexicon {
  private let classes: WordClasses
  private var counts: [UInt32: [PennTag: Int]] = [:]

  init(_ classes: WordClasses) { self.classes = classes }

  /// Counts the tags of a sentence's words.
  mutating func count(_ sentence: TreebankSentence) {
    sentence.text.utf8.withUnsafeBufferPointer { bytes in
      for (token, tag) in zip(sentence.tokens, sentence.tags) where token.kind == .word {
        counts[TaggerFeatures.usual(WordFeatures(bytes, token)), default: [:]][tag, default: 0] += 1
      }
    }
  }

  /// The features of a token with its class and usual tag.
  func features(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> WordFeatures {
    var word = WordFeatures(bytes, token)
    guard token.kind == .word else { return word }
    word.group = UInt32(classes.groups[TaggerFeatures.group(word)] ?? 0)
    word.usual = usual(TaggerFeatures.usual(word)).map { UInt32($0.rawValue) + 1 } ?? 0
    return word
  }

  /// A word seen once tells nothing.
  private func usual(_ key: UInt32) -> PennTag? {
    guard let tags = counts[key], tags.values.reduce(0, +) > 2 else { return nil }
    return tags.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }

  /// The lexicon's rows of the model file.
  var rows: [(key: UInt32, pairs: [(UInt8, Int8)])] {
    var rows: [(key: UInt32, pairs: [(UInt8, Int8)])] = []
    for (key, group) in classes.groups {
      rows.append((key, [(UInt8(group & 0xFF), Int8(bitPattern: UInt8(group >> 8)))]))
    }
    for key in counts.keys {
      if let tag = usual(key) { rows.append((key, [(tag.rawValue, 127)])) }
    }
    return rows
  }
}
