import PartOfSpeech
import PostilKit

/// A treebank's sentence with the features of its words, from left to right as the tagger sees
/// them.
struct TrainingWords {
  /// A word in its sentence.
  struct Site {
    fileprivate let word: UnsafePointer<WordFeatures>
    fileprivate let context: TaggerContext
    /// The class of a fixed symbol or of a word with only one class; nil if there is a decision.
    let known: UInt8?

    func features(_ body: (UInt32) -> Void) { TaggerFeatures.each(word, context, body) }
  }

  private let sentence: TreebankSentence
  private let words: [WordFeatures]
  private let casing: Casing

  init(_ sentence: TreebankSentence, _ lexicon: WordLexicon) {
    self.sentence = sentence
    let edge = [WordFeatures.boundary, .boundary]
    words = sentence.text.utf8.withUnsafeBufferPointer { bytes in
      edge + sentence.tokens.map { lexicon.features(bytes, $0) } + edge
    }
    casing = Casing(words.dropFirst(2).dropLast(2))
  }

  /// Calls `body` with each word and the treebank's class; its result is the class that the next
  /// words see.
  func each(from treebank: Treebank, _ body: (Site, UInt8) -> UInt8) {
    var context = TaggerContext(casing)
    words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      for index in sentence.tokens.indices {
        let word = base + index + 2
        let site = Site(
          word: word, context: context,
          known: fixedSymbol(index).map { treebank.id($0.tag) }
            ?? (word.pointee.isCertain ? UInt8(word.pointee.lexical.usual - 1) : nil))
        context.advance(UInt32(body(site, treebank.id(sentence.tags[index]))))
      }
    }
  }

  private func fixedSymbol(_ index: Int) -> FixedSymbol? {
    sentence.text.utf8.withUnsafeBufferPointer { FixedSymbol($0, sentence.tokens[index]) }
  }
}
