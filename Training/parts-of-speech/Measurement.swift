import PartOfSpeech
import PostilKit

/// The accuracy and speed of a tagger on a treebank that it was not trained on.
/// Tokens and sentences are the kit's; a word that the kit tokenizes differently is compared with
/// the tag of the token that covers its first byte.
struct Measurement: CustomStringConvertible {
  /// The shares of words with the correct Penn tag and the correct universal tag.
  private(set) var penn = 0.0
  private(set) var universal = 0.0
  /// Tokens per second of processor time, for tagging alone.
  private(set) var speed = 0.0

  init(_ tagger: PartOfSpeechTagger, _ treebank: Treebank) {
    var words = 0
    var right = (penn: 0, universal: 0)
    for sentence in treebank.sentences {
      let cut = Sentences(sentence.text, sentence.tokens)
      let tags = tagger.tags(sentence.text, sentence.tokens, cut)
      var index = 0
      for word in sentence.words {
        while index + 1 < sentence.tokens.count,
          Int(sentence.tokens[index].end) <= word.bytes.lowerBound
        { index += 1 }
        words += 1
        guard tags.indices.contains(index) else { continue }
        right.penn += tags[index].penn == word.tag.penn ? 1 : 0
        right.universal += tags[index].universal == word.tag.universal ? 1 : 0
      }
    }
    penn = Double(right.penn) / Double(max(1, words))
    universal = Double(right.universal) / Double(max(1, words))
    speed = Self.speed(tagger, treebank)
  }

  private static func speed(_ tagger: PartOfSpeechTagger, _ treebank: Treebank) -> Double {
    let text = Text(treebank.sentences.map(\.text.string).joined(separator: "\n"))
    let tokens = Tokens(text)
    let cut = Sentences(text, tokens)
    let start = clock()
    for _ in 0..<20 { _ = tagger.tags(text, tokens, cut) }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return Double(tokens.count) * 20 / seconds
  }

  var description: String {
    let percent = { (share: Double) in "\((share * 10_000).rounded() / 100) %" }
    return "XPOS \(percent(penn)), UPOS \(percent(universal)), \(Int(speed)) tokens/s"
  }
}
