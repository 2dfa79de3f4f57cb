import PartOfSpeech
import PostilKit

/// Texts that another tagger has tagged, to learn from beside the treebank.
struct Silver {
  /// Their sentences, as the kit cuts them.
  private(set) var sentences: [TreebankSentence]

  /// Reads a file in CoNLL-U, each of whose sentences may be a whole paragraph.
  init(_ path: String) throws {
    sentences = try TreebankReader.sentences(path).flatMap(\.cut)
  }

  /// Takes from a tagger that has learnt from the treebank which universal tag goes with a Penn tag, since
  /// the treebank's way differs from the other tagger's.
  mutating func takeUniversalTags(from tagger: PartOfSpeechTagger, _ treebank: Treebank) {
    for index in sentences.indices {
      let sentence = sentences[index]
      let cut = Sentences(sentence.text, sentence.tokens)
      let tags = tagger.tags(sentence.text, sentence.tokens, cut)
      sentences[index].tags = zip(sentence.tags, tags).map {
        treebank.classes[Int(treebank.id(WordTag($0.penn, $1.universal)))]
      }
    }
  }

  /// Every so many sentences, others with each number.
  func part(_ number: Int, of count: Int) -> [TreebankSentence] {
    stride(from: number % count, to: sentences.count, by: count).map { sentences[$0] }
  }
}

extension TreebankSentence {
  /// The kit's sentences in it.
  fileprivate var cut: [TreebankSentence] {
    Sentences(text, tokens).map { range in
      let bytes =
        tokens[range.lowerBound].bytes.lowerBound..<tokens[range.upperBound - 1].bytes.upperBound
      let inside = words.filter { bytes.contains($0.bytes.lowerBound) }
      return TreebankSentence(
        Text(text[bytes: bytes]),
        inside.map {
          let start = $0.bytes.lowerBound - bytes.lowerBound
          return (start..<min(bytes.count, start + $0.bytes.count), $0.tag)
        })
    }
  }
}
