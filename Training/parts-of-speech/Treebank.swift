import PartOfSpeech
import PostilKit

/// A sentence of a treebank with the kit's tokens.
struct TreebankSentence {
  var text: Text
  var tokens: Tokens
  /// The treebank's tag of the word that covers each token's first byte.
  var tags: [WordTag]
  /// The treebank's own words: their bytes and tags.
  var words: [(bytes: Range<Int>, tag: WordTag)]

  /// Assigns the tags of the words, in the order of the text, to the kit's tokens.
  init(_ text: Text, _ words: [(bytes: Range<Int>, tag: WordTag)]) {
    self.text = text
    self.words = words
    tokens = Tokens(text)
    tags = []
    var index = 0
    for token in tokens {
      while index + 1 < words.count, words[index].bytes.upperBound <= Int(token.start) {
        index += 1
      }
      tags.append(words.isEmpty ? .unknown : words[index].tag)
    }
  }
}

/// A treebank, and the classes of tags that the model distinguishes.
struct Treebank {
  /// Minimum number of occurrences of a pair of tags that is a class.
  private static let minimum = 5

  let sentences: [TreebankSentence]
  /// The classes, the most frequent first; each Penn tag that occurs has one.
  let classes: [WordTag]
  private let ids: [WordTag: UInt8]
  private let likeliest: [PennTag: UInt8]

  /// Reads a file in CoNLL-U.
  init(_ path: String) throws {
    sentences = try TreebankReader.sentences(path)
    var counts: [WordTag: Int] = [:]
    for tag in sentences.lazy.flatMap(\.tags) { counts[tag, default: 0] += 1 }
    let ranked = counts.sorted {
      ($1.value, $0.key.penn.rawValue, $0.key.universal.rawValue)
        < ($0.value, $1.key.penn.rawValue, $1.key.universal.rawValue)
    }
    var classes: [WordTag] = []
    for (tag, count) in ranked
    where count >= Self.minimum || !classes.contains(where: { $0.penn == tag.penn }) {
      classes.append(tag)
    }
    self.classes = classes
    let numbered = classes.enumerated().map { ($1, UInt8($0)) }
    ids = Dictionary(uniqueKeysWithValues: numbered)
    likeliest = Dictionary(numbered.map { ($0.penn, $1) }) { first, _ in first }
  }

  /// The class of a tag, or the most frequent with its Penn tag.
  func id(_ tag: WordTag) -> UInt8 { ids[tag] ?? likeliest[tag.penn] ?? 0 }
}

/// Reads CoNLL-U.
enum TreebankReader {
  static func sentences(_ path: String) throws -> [TreebankSentence] {
    var sentences: [TreebankSentence] = []
    var text: Text?
    var words: [(form: String, tag: WordTag)] = []
    let file = try Resource(path: path)
    let bytes = withExtendedLifetime(file) { Array(file.bytes) }
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = String(decoding: line, as: UTF8.self)
      if line.hasPrefix("# text = ") {
        text = Text(String(line.dropFirst(9)))
      } else if line.isEmpty {
        if let text { sentences.append(aligned(text, words)) }
        text = nil
        words = []
      } else if let word = word(line) {
        words.append(word)
      }
    }
    return sentences
  }

  private static func word(_ line: String) -> (String, WordTag)? {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count > 4, fields[0].allSatisfy(\.isNumber) else { return nil }
    let universal = UniversalTag(name: String(fields[3])) ?? .x
    return (String(fields[1]), WordTag(PennTag(name: String(fields[4])) ?? .xx, universal))
  }

  private static func aligned(
    _ text: Text, _ words: [(form: String, tag: WordTag)]
  ) -> TreebankSentence {
    var at = 0
    var placed: [(bytes: Range<Int>, tag: WordTag)] = []
    for word in words {
      let form = Array(word.form.utf8)
      while at < text.utf8.count, text.utf8[at] != form[0] { at += 1 }
      let end = min(text.utf8.count, at + form.count)
      placed.append((at..<end, word.tag))
      at = end
    }
    return TreebankSentence(text, placed)
  }
}
