import PartOfSpeech
import PostilKit

/// Contexts in which words always have one class, counted in texts that a trained model has tagged.
struct Shortcuts {
  /// A word in one spelling, beside a neighbour or in any place.
  struct Place: Hashable {
    var word: UInt32
    var spelling: UInt32
    var shortcut: Shortcut?
    var neighbour: UInt32 = 0
  }

  /// A context with the class that the word has in it.
  typealias Settled = (place: Place, class: UInt8)

  /// Minimum number of occurrences of a word in a context, and of those with its class, per
  /// thousand.
  private static let minimum = 20
  private static let share = 998

  private var counts: [Place: [UInt8: Int]] = [:]

  /// Counts the classes that a model predicts for the words of a sentence.
  mutating func count(
    _ sentence: TreebankSentence, _ tagger: PartOfSpeechTagger, _ lexicon: WordLexicon,
    _ treebank: Treebank
  ) {
    var sentence = sentence
    let cut = Sentences(sentence.text, sentence.tokens)
    sentence.tags = tagger.tags(sentence.text, sentence.tokens, cut)
    count(sentence, lexicon, treebank)
  }

  /// Counts the classes that the words of a sentence have.
  mutating func count(
    _ sentence: TreebankSentence, _ lexicon: WordLexicon, _ treebank: Treebank
  ) {
    let classes = sentence.tags.map { treebank.id($0) }
    let words = sentence.text.utf8.withUnsafeBufferPointer { bytes in
      sentence.tokens.map { lexicon.features(bytes, $0) } + [.boundary]
    }
    for index in classes.indices where words[index].isWord {
      let last = UInt32(index > 0 ? classes[index - 1] : .max)
      count(words[index], nil, 0, classes[index])
      count(words[index], .after, last, classes[index])
      count(words[index], .before, words[index + 1].lexical.usual, classes[index])
    }
  }

  private mutating func count(
    _ word: WordFeatures, _ shortcut: Shortcut?, _ neighbour: UInt32, _ given: UInt8
  ) {
    let place = Place(
      word: word.word, spelling: word.spelling, shortcut: shortcut, neighbour: neighbour)
    counts[place, default: [:]][given, default: 0] += 1
  }

  /// The contexts in which a word's class is certain.
  var settled: [Settled] {
    counts.compactMap { place, counts in
      let all = counts.values.reduce(0, +)
      guard all >= Self.minimum, let top = counts.max(by: { $0.value < $1.value }),
        top.value * 1000 >= all * Self.share
      else { return nil }
      return (place, top.key)
    }
  }
}
