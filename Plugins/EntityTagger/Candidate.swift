import PostilKit
import SequenceLabeling

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A mention on its way through the refiners.
struct Candidate: Hashable {
  /// Its tokens.
  var tokens: Range<Int>
  /// Its label.
  var label: String
  /// How sure the model is.
  var score: Double
  /// What made it or changed it last.
  var rule: String

  init(tokens: Range<Int>, label: String, score: Double, rule: String) {
    self.tokens = tokens
    self.label = label
    self.score = score
    self.rule = rule
  }
}

/// Turns what the model says into candidates: of the labels that mean one class to most readers, such
/// as the three for places, the chances are added up before the best class is chosen.
struct LabelChoice: Sendable {
  private let labels: [String]
  private let classes: [Int]

  init(_ labels: [String]) {
    self.labels = labels
    classes = labels.map { label in
      Self.classes.firstIndex { $0.contains(label) } ?? Self.classes.count
    }
  }

  private static let classes: [Set<String>] = [
    ["PER"], ["ORG"], ["GPE", "LOC", "FAC"], ["NORP", "EVENT", "PRODUCT", "WORK", "MISC"],
  ]

  /// How much of the model's certainty counts: it is surer than it should be of text unlike what it
  /// learnt from. Fitted on news of the world.
  private static let temper = 0.65

  /// The candidate that a mention makes; its score is how likely exactly these words are a name of the
  /// label's class.
  func candidate(_ mention: Mention) -> Candidate {
    var candidate = Candidate(
      tokens: mention.tokens, label: mention.label, score: mention.score, rule: "crf")
    if mention.scores.count == labels.count { choose(&candidate, mention.scores) }
    candidate.score = Self.tempered(candidate.score)
    return candidate
  }

  private func choose(_ candidate: inout Candidate, _ scores: [Double]) {
    var sums = [Double](repeating: 0, count: Self.classes.count + 1)
    for (place, score) in scores.enumerated() { sums[classes[place]] += score }
    guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return }
    let inside = labels.indices.filter { classes[$0] == best }
    guard let label = inside.max(by: { scores[$0] < scores[$1] }) else { return }
    candidate.label = labels[label]
    candidate.score = sums[best]
  }

  /// A probability with its odds nearer to even.
  static func tempered(_ score: Double) -> Double {
    let right = pow(min(1, max(0, score)), temper)
    let wrong = pow(min(1, max(0, 1 - score)), temper)
    return right / (right + wrong)
  }
}

/// An article's text with its tokens and sentences.
struct ScannedArticle {
  let text: Text
  let tokens: Tokens
  let sentences: Sentences

  init(_ text: Text) {
    self.text = text
    tokens = Tokens(text)
    sentences = Sentences(text, tokens)
  }

  /// The span of a run of tokens that is not empty.
  func span(_ range: Range<Int>) -> Span {
    text.span(tokens[range.lowerBound], through: tokens[range.upperBound - 1])
  }

  /// The words of a run of tokens, as the article has them.
  func words(_ range: Range<Int>) -> String { text[span(range)] }

  /// Whether a candidate has no letters but Latin ones: the shipped model has seen no others, and calls
  /// a quotation in Arabic a name.
  func isLatin(_ candidate: Candidate) -> Bool {
    words(candidate.tokens).unicodeScalars.allSatisfy {
      $0.value < 0x370 || (0x1E00...0x1EFF).contains($0.value) || !$0.properties.isAlphabetic
    }
  }

  /// The words of a token.
  func word(_ index: Int) -> String { text[tokens[index]] }
}
