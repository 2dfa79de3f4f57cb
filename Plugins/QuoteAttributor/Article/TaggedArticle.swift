import PartOfSpeech
import PostilKit
import QuoteEnglish

/// An article and everything that the passes have found in it so far; places are token indices.
struct TaggedArticle {
  let text: Text
  let tokens: Tokens
  /// Each token in lower case, with straight apostrophes.
  let words: [WordKey]
  /// Paragraphs as ranges of tokens.
  let paragraphs: [Range<Int>]
  /// Annotations of other layers.
  let given: [Annotation]
  let lists: WordLists

  /// The tagger's tags, as ``NameTags`` and ``VerbTags`` correct them.
  var tags: [PennTag]
  /// Sentences; ``QuotedRuns`` joins those that a quoted run spans.
  private(set) var sentences: [Range<Int>]
  /// The quoted runs, in order, from ``QuotedRuns``; ``RunKinds`` classifies them.
  var runs: [QuotedRun] = []
  /// For each token the number of the run that it is in, or -1.
  private(set) var run: [Int32]
  /// The cues of all sentences, in order, from ``Cues``.
  var cues: [Cue] = []
  /// For each sentence the range of its cues in ``cues``.
  var cuesOfSentence: [Range<Int>] = []
  /// The cues with their sources, from ``Sources``.
  var sites: [CueSite] = []
  /// What is found: ``Constructions`` and ``Contents`` add attributions, the passes after them change them.
  var attributions: [Attribution] = []
  /// What is named, in order, from ``Mentions``.
  private(set) var mentions: [NamedMention] = []
  /// For each token the number of the mention that covers it, or -1.
  private(set) var mentionOfToken: [Int32] = []

  /// Prepares an article; the passes add the rest.
  ///
  /// - Parameters:
  ///   - tags: The tagger's tags, one for each token.
  ///   - given: Annotations of other layers.
  init(
    _ text: Text, _ tokens: Tokens, _ sentences: Sentences, _ tags: [WordTag],
    given: [Annotation], _ lists: WordLists
  ) {
    self.text = text
    self.tokens = tokens
    self.given = given
    self.lists = lists
    words = text.utf8.withUnsafeBufferPointer { bytes in
      tokens.map { WordKey($0, of: bytes) }
    }
    self.tags = tags.map(\.penn)
    run = [Int32](repeating: -1, count: tokens.count)
    self.sentences = Array(sentences)
    paragraphs = Self.paragraphs(tokens, self.sentences)
  }

  /// Sets the runs and joins the sentences that a run spans.
  mutating func add(_ runs: [QuotedRun]) {
    self.runs = runs
    for (index, found) in runs.enumerated() {
      for token in found.tokens { run[token] = Int32(index) }
    }
    var joined: [Range<Int>] = []
    for sentence in sentences.flatMap(Self.pieces) {
      let first = sentence.lowerBound
      if let last = joined.last, run[first] >= 0, run[first] == run[first - 1],
        sentence.upperBound - last.lowerBound <= Self.longest
      {
        joined[joined.count - 1] = last.lowerBound..<sentence.upperBound
      } else {
        joined.append(sentence)
      }
    }
    sentences = joined
  }

  /// Maximum length of a sentence in tokens: longer ones are cut, so that the time of a pass per token is
  /// bounded.
  private static let longest = 1000

  private static func pieces(_ sentence: Range<Int>) -> [Range<Int>] {
    stride(from: sentence.lowerBound, to: sentence.upperBound, by: longest).map {
      $0..<min($0 + longest, sentence.upperBound)
    }
  }

  func isQuoted(_ token: Int) -> Bool { run[token] >= 0 }

  /// Whether a quoted run is in a sentence or ends directly before it.
  func hasRun(beside sentence: Range<Int>) -> Bool {
    (max(0, sentence.lowerBound - 1)..<sentence.upperBound).contains(where: isQuoted)
  }

  /// The run that contains a token.
  func run(at token: Int) -> QuotedRun? {
    guard tokens.indices.contains(token), run[token] >= 0 else { return nil }
    return runs[Int(run[token])]
  }

  /// The last token between a run's marks.
  func lastWord(of run: QuotedRun) -> WordKey { word(run.last) }

  /// The number of the sentence that contains a token.
  func sentence(of token: Int) -> Int {
    var low = 0
    var high = sentences.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if sentences[middle].lowerBound <= token { low = middle } else { high = middle }
    }
    return low
  }

  /// The word of a token; the key of an empty string outside the text.
  func word(_ token: Int) -> WordKey { tokens.indices.contains(token) ? words[token] : "" }

  /// Sets what is named.
  mutating func add(_ mentions: [NamedMention]) {
    self.mentions = mentions
    mentionOfToken = [Int32](repeating: -1, count: tokens.count)
    for (index, found) in mentions.enumerated() {
      for token in found.tokens { mentionOfToken[token] = Int32(index) }
    }
  }

  /// The mention that covers a token.
  func mention(at token: Int) -> NamedMention? {
    guard tokens.indices.contains(token), mentionOfToken[token] >= 0 else { return nil }
    return mentions[Int(mentionOfToken[token])]
  }

  /// The span of a range of tokens that is not empty.
  func span(_ range: Range<Int>) -> Span {
    text.span(tokens[range.lowerBound], through: tokens[range.upperBound - 1])
  }

  /// Lines are paragraphs, unless there are line breaks inside sentences.
  private static func paragraphs(_ tokens: Tokens, _ sentences: [Range<Int>]) -> [Range<Int>] {
    let isWrapped = sentences.contains {
      $0.dropFirst().contains { tokens[$0].flags.contains(.lineBefore) }
    }
    var paragraphs: [Range<Int>] = []
    var first = 0
    for sentence in sentences.dropFirst() {
      let flags = tokens[sentence.lowerBound].flags
      if flags.contains(isWrapped ? .paragraphBefore : .lineBefore) {
        paragraphs.append(first..<sentence.lowerBound)
        first = sentence.lowerBound
      }
    }
    if first < tokens.count { paragraphs.append(first..<tokens.count) }
    return paragraphs
  }

  /// Whether a word belongs to a class of nouns.
  @inline(__always)
  func isNoun(_ word: WordKey, _ wanted: NounLists.Classes) -> Bool {
    lists.nouns.has(word, wanted)
  }

  /// The same for the word of a token.
  @inline(__always)
  func isNoun(at token: Int, _ wanted: NounLists.Classes) -> Bool {
    lists.nouns.has(words[token], wanted)
  }

  /// Whether a cue is a participle in -ing without a form of `be`.
  func isParticiple(_ cue: Cue) -> Bool {
    tags[cue.head] == .vbg
      && !(cue.tokens.lowerBound..<cue.head).contains { Words.formsOfBe.contains(words[$0]) }
  }
}
