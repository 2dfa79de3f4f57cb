import PostilKit
import PostilTagger

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

  /// The candidate that a mention makes; its score is how likely exactly these words are a name of the
  /// label's class.
  func candidate(_ mention: Mention) -> Candidate {
    var candidate = Candidate(
      tokens: mention.tokens, label: mention.label, score: mention.score, rule: "crf")
    guard mention.scores.count == labels.count else { return candidate }
    var sums = [Double](repeating: 0, count: Self.classes.count + 1)
    for (place, score) in mention.scores.enumerated() { sums[classes[place]] += score }
    guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return candidate }
    let inside = labels.indices.filter { classes[$0] == best }
    if let label = inside.max(by: { mention.scores[$0] < mention.scores[$1] }) {
      candidate.label = labels[label]
      candidate.score = sums[best]
    }
    return candidate
  }
}

/// An article's text with its tokens and sentences.
struct ScannedArticle {
  let text: Text
  let tokens: Tokens
  let sentences: Sentences
  let sections: Sections

  init(_ text: Text) {
    self.text = text
    tokens = Tokens(text)
    sentences = Sentences(text, tokens)
    sections = Sections(text, tokens)
  }

  /// The span of a run of tokens that is not empty.
  func span(_ range: Range<Int>) -> Span {
    text.span(tokens[range.lowerBound], through: tokens[range.upperBound - 1])
  }

  /// The words of a run of tokens, as the article has them.
  func words(_ range: Range<Int>) -> String { text[span(range)] }

  /// Whether something is suggested where a candidate stands.
  func admits(_ candidate: Candidate) -> Bool {
    sections.admitsSuggestion(atByte: Int(tokens[candidate.tokens.lowerBound].start))
  }

  /// The words of a token.
  func word(_ index: Int) -> String { text[tokens[index]] }
}
