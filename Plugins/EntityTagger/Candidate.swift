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

  init(_ mention: Mention, rule: String) {
    self.init(tokens: mention.tokens, label: mention.label, score: mention.score, rule: rule)
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

  /// The words of a token.
  func word(_ index: Int) -> String { text[tokens[index]] }
}
