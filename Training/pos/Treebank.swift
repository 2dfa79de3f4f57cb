import PostilKit
import PostilLanguage

/// A sentence of a treebank on the kit's tokens.
struct TreebankSentence {
  var text: Text
  var tokens: Tokens
  /// The treebank's tag of the word that covers each token's first byte.
  var tags: [PennTag]
  /// The treebank's own words: their bytes and tags.
  var words: [(bytes: Range<Int>, tag: PennTag)]
}

/// Reads CoNLL-U.
enum Treebank {
  static func read(_ path: String) throws -> [TreebankSentence] {
    var sentences: [TreebankSentence] = []
    var text: Text?
    var words: [(form: String, tag: PennTag)] = []
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

  private static func word(_ line: String) -> (String, PennTag)? {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count > 4, fields[0].allSatisfy(\.isNumber) else { return nil }
    return (String(fields[1]), PennTag(name: String(fields[4])) ?? .xx)
  }

  private static func aligned(
    _ text: Text, _ words: [(form: String, tag: PennTag)]
  ) -> TreebankSentence {
    let tokens = Tokens(text)
    var at = 0
    var placed: [(bytes: Range<Int>, tag: PennTag)] = []
    for word in words {
      let form = Array(word.form.utf8)
      while at < text.utf8.count, text.utf8[at] != form[0] { at += 1 }
      let end = min(text.utf8.count, at + form.count)
      placed.append((at..<end, word.tag))
      at = end
    }
    var tags: [PennTag] = []
    var index = 0
    for token in tokens {
      while index + 1 < placed.count, placed[index].bytes.upperBound <= Int(token.start) {
        index += 1
      }
      tags.append(placed.isEmpty ? .xx : placed[index].tag)
    }
    return TreebankSentence(text: text, tokens: tokens, tags: tags, words: placed)
  }
}
