import PartOfSpeech
import PostilKit

/// Training texts besides the treebank, tagged by another tagger.
struct Silver {
  /// Their sentences, as the kit splits them.
  private(set) var sentences: [TreebankSentence]

  /// Reads a CoNLL-U file whose sentences may be whole paragraphs.
  init(_ path: String) throws {
    sentences = try TreebankReader.sentences(path).flatMap(\.cut)
  }

  /// Replaces the universal tags by those of a tagger trained on the treebank, whose conventions
  /// differ from the other tagger's.
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

  /// Every `count`th sentence, starting with `number`.
  func part(_ number: Int, of count: Int) -> [TreebankSentence] {
    stride(from: number % count, to: sentences.count, by: count).map { sentences[$0] }
  }
}

extension TreebankSentence {
  /// The kit's sentences in a treebank's sentence.
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
