import PostilKit
import PartOfSpeech

/// An article as the passes see it: tokens with their words, tags, sentences and quoted runs.
struct Reading {
  let text: Text
  let tokens: Tokens
  /// Each token in lower case, a curly apostrophe made straight.
  let words: [Word]
  let tags: [PennTag]
  /// Where paragraphs begin, as tokens, and the end of the last.
  let paragraphs: [Range<Int>]
  /// The quoted runs, in order; `Marks` finds them.
  var runs: [Run] = []
  /// For each token the run it is in, or -1.
  var run: [Int32]
  /// Sentences that do not end inside a run.
  var sentences: [Range<Int>]

  init(
    _ text: Text, _ tokens: Tokens, _ sentences: Sentences, _ found: [WordTag], _ tagger: Tagger
  ) {
    self.text = text
    self.tokens = tokens
    let words = text.utf8.withUnsafeBufferPointer { bytes in
      tokens.map { Word($0, of: bytes) }
    }
    var tags = found.map(\.penn)
    let headlines = sentences.map { Retagging.isHeadline(tokens, $0) }
    let names = Retagging.names(tokens, words, sentences, headlines: headlines)
    for (sentence, isHeadline) in zip(sentences, headlines) {
      Retagging.correct(&tags, tokens, words, sentence, isHeadline: isHeadline)
      let first = sentence.lowerBound
      if tokens[first].isCapital, tokens[first].kind == .word, !tags[first].isName,
        tags[first] != .vbg,
        names.contains(words[first]) || !tagger.knows(tokens[first], of: text)
      {
        tags[first] = .nnp
      }
      VerbTags.correct(&tags, words, sentence)
    }
    self.words = words
    self.tags = tags
    run = [Int32](repeating: -1, count: tokens.count)
    self.sentences = Array(sentences)
    paragraphs = Self.paragraphs(tokens, self.sentences)
  }

  /// Sets the runs and joins the sentences that one of them spans.
  mutating func take(_ runs: [Run]) {
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

  /// Longer sentences are cut, so that no pass takes more than a fixed time for a token.
  private static let longest = 1000

  private static func pieces(_ sentence: Range<Int>) -> [Range<Int>] {
    stride(from: sentence.lowerBound, to: sentence.upperBound, by: longest).map {
      $0..<min($0 + longest, sentence.upperBound)
    }
  }

  /// Whether a token stands inside a quoted run.
  func isQuoted(_ token: Int) -> Bool { run[token] >= 0 }

  /// Whether a quoted run is in a sentence or ends right before it.
  func hasRun(beside sentence: Range<Int>) -> Bool {
    (max(0, sentence.lowerBound - 1)..<sentence.upperBound).contains(where: isQuoted)
  }

  /// The run that holds a token.
  func run(at token: Int) -> Run? {
    guard tokens.indices.contains(token), run[token] >= 0 else { return nil }
    return runs[Int(run[token])]
  }

  /// The last word or sign between a run's marks.
  func lastSign(of run: Run) -> Word { word(run.tokens.upperBound - run.markWidth - 1) }

  /// The place in `sentences` of the sentence that holds a token.
  func sentence(of token: Int) -> Int {
    var low = 0
    var high = sentences.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if sentences[middle].lowerBound <= token { low = middle } else { high = middle }
    }
    return low
  }

  /// The word at a token, empty outside the text.
  func word(_ token: Int) -> Word { tokens.indices.contains(token) ? words[token] : "" }

  /// The span of some tokens.
  func span(_ range: Range<Int>) -> Span {
    text.span(tokens[range.lowerBound], through: tokens[range.upperBound - 1])
  }

  /// Lines are paragraphs unless lines also break inside sentences.
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
}

/// Words between quotation marks, the marks included.
struct Run: Hashable, Sendable {
  var tokens: Range<Int>
  /// Whether it is speech, and not a title, a nickname or a term.
  var isSpeech = true
  /// Whether it is written as the name of a work is: `"Fox and Friends"`.
  var isTitle = false
  /// Whether it begins with a capital and ends with a stop, however short it is.
  var isSentence = false
  /// Whether the closing mark is missing because the next paragraph goes on.
  var isContinued = false
  /// Whether the closing mark is missing otherwise.
  var isUnclosed = false
  /// How many tokens the marks take at either end.
  var markWidth = 1
}
