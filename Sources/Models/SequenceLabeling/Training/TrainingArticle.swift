import PostilKit

/// A name that a source of labels marks in an article.
package struct MarkedName: Sendable {
  /// Its span in code points.
  package var span: Span
  /// The labels that it may have, a bit for each by its index in the tag set.
  package var labels: UInt64
  /// Whether it may also not be a name.
  package var mayBeNone: Bool
  /// Whether it is rejected: no name with one of these labels begins here.
  package var isRefused: Bool

  /// Makes a marked name.
  package init(
    _ span: Span, labels: UInt64, mayBeNone: Bool = false, isRefused: Bool = false
  ) {
    self.span = span
    self.labels = labels
    self.mayBeNone = mayBeNone
    self.isRefused = isRefused
  }
}

/// An article to learn from. Where its sources of labels disagree, the model decides.
package struct TrainingArticle: Sendable {
  package var text: Text
  /// The names that each source of labels marks.
  package var sources: [[MarkedName]]
  /// Labels that the sources do not mark, a bit for each: unmarked words may have one of these.
  package var unmarked: UInt64
  /// Its weight; 1 for the most reliable.
  package var weight: Float

  /// Makes a training article.
  package init(text: Text, sources: [[MarkedName]], unmarked: UInt64 = 0, weight: Float = 1) {
    self.text = text
    self.sources = sources
    self.unmarked = unmarked
    self.weight = weight
  }
}

/// The tokens and sentences of a training article, and the states that each token may have.
struct TrainingTargets {
  let tokens: Tokens
  private(set) var sentences: [Range<Int>]
  private(set) var masks: [StateMask]
  /// Number of names that do not begin and end with a token, or that overlap another.
  private(set) var lost = 0

  private let tags: TagSet

  init(_ article: TrainingArticle, _ tags: TagSet) {
    self.tags = tags
    tokens = Tokens(article.text)
    sentences = Array(Sentences(article.text, tokens))
    masks = [StateMask](repeating: 0, count: tokens.count)
    for source in article.sources { add(source, article) }
    joinSentences()
    sentences = sentences.flatMap { sentence in
      stride(from: sentence.lowerBound, to: sentence.upperBound, by: SequenceTagger.longestSentence)
        .map {
          $0..<min($0 + SequenceTagger.longestSentence, sentence.upperBound)
        }
    }
  }

  private mutating func add(_ source: [MarkedName], _ article: TrainingArticle) {
    let outside = 1 | tags.begins(article.unmarked) | tags.insides(article.unmarked)
    var marks = [StateMask](repeating: 0, count: tokens.count)
    let person: UInt64 = tags.labels.firstIndex(of: "PER").map { 1 << UInt64($0) } ?? 0
    var refused: [(token: Int, states: StateMask)] = []
    for name in source {
      let bytes = article.text.bytes(name.span)
      guard let range = range(bytes) else {
        lost += 1
        continue
      }
      if name.isRefused {
        refused.append((range.lowerBound, tags.begins(name.labels)))
        continue
      }
      let trimmed = NameEdges.trimmed(
        range, isPerson: name.labels & person != 0, article.text, tokens)
      guard !trimmed.isEmpty, marks[trimmed].allSatisfy({ $0 == 0 }) else {
        lost += trimmed.isEmpty ? 0 : 1
        continue
      }
      for index in trimmed {
        let isFirst = index == trimmed.lowerBound
        marks[index] = isFirst ? tags.begins(name.labels) : tags.insides(name.labels)
        if name.mayBeNone { marks[index] |= outside }
      }
    }
    for index in masks.indices { masks[index] |= marks[index] == 0 ? outside : marks[index] }
    for (token, states) in refused where masks[token] & ~states != 0 { masks[token] &= ~states }
  }

  private func range(_ bytes: Range<Int>) -> Range<Int>? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) < bytes.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < tokens.count, Int(tokens[low].start) == bytes.lowerBound else { return nil }
    var end = low
    while end < tokens.count, Int(tokens[end].end) < bytes.upperBound { end += 1 }
    guard end < tokens.count, Int(tokens[end].end) == bytes.upperBound else { return nil }
    return low..<end + 1
  }

  /// Joins sentences that a name spans.
  private mutating func joinSentences() {
    let insides = tags.insides(.max)
    var joined: [Range<Int>] = []
    for sentence in sentences {
      if let last = joined.last, masks[sentence.lowerBound] & ~insides == 0 {
        joined[joined.count - 1] = last.lowerBound..<sentence.upperBound
      } else {
        joined.append(sentence)
      }
    }
    sentences = joined
  }
}
