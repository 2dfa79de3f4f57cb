import PostilKit
import PostilSystem

/// Where predicted annotations differ from gold, annotation by annotation: the same layer, label and words are right.
package struct ScoreDetails: Sendable {
  /// What is wrong, in the words of GATE's AnnotationDiffer.
  package enum Outcome: String, Sendable, CaseIterable {
    /// The same words with another label.
    case incorrect
    /// Overlapping words.
    case partial
    /// Only in gold.
    case missing
    /// Only predicted.
    case spurious
  }

  /// One thing that is wrong.
  package struct Mistake: Hashable, Sendable {
    package let outcome: Outcome
    package let gold: ScoredItem?
    package let predicted: ScoredItem?
    /// The article's name.
    package var article: String { (gold ?? predicted)?.article ?? "" }
    /// The words of gold, else those that are predicted.
    package var spans: [Span] { (gold ?? predicted)?.spans ?? [] }
  }

  /// The articles of gold with their counts, in order.
  package private(set) var articles: [(name: String, counts: MatchCounts)] = []
  /// What is wrong, in the order of the articles and their texts.
  package private(set) var mistakes: [Mistake] = []
  /// The counts of each label, by layer and label.
  package private(set) var labels: [String: MatchCounts] = [:]
  /// How often a label of gold is predicted as another: by gold, then by predicted; an empty string is none.
  package private(set) var confusion: [String: [String: Int]] = [:]
  /// The texts of the articles, as far as they are known.
  package let texts: [String: String]

  /// Compares two sides.
  ///
  /// - Parameters:
  ///   - map: Which labels of entities count, and under which names.
  ///   - layer: The layer; nil for all.
  init(gold: ScoredSet, predicted: ScoredSet, _ map: LabelMap, layer: Layer?) {
    texts = predicted.texts.merging(gold.texts) { $1 }
    let layers = Set(gold.items(map, layer: layer).map(\.layer))
    let golds = Dictionary(grouping: gold.items(map, layer: layer), by: \.article)
    let guesses = Dictionary(
      grouping: predicted.items(map, layer: layer).filter { layers.contains($0.layer) },
      by: \.article)
    for name in gold.articles { add(name, golds[name] ?? [], guesses[name] ?? []) }
  }

  /// All counts together.
  package var overall: MatchCounts { MatchCounts(sum: articles.map(\.counts)) }

  /// The articles with the most mistakes, the worst first.
  package func worst(_ count: Int) -> [(name: String, counts: MatchCounts)] {
    func mistakes(_ counts: MatchCounts) -> Int { counts.spurious + counts.missing }
    let sorted = articles.filter { mistakes($0.counts) > 0 }.sorted {
      (mistakes($1.counts), $0.name) < (mistakes($0.counts), $1.name)
    }
    return Array(sorted.prefix(count))
  }

  private mutating func add(_ name: String, _ golds: [ScoredItem], _ guesses: [ScoredItem]) {
    let right = Set(golds).intersection(guesses)
    articles.append(
      (
        name,
        MatchCounts(
          right: right.count, spurious: guesses.count - right.count,
          missing: golds.count - right.count)
      ))
    for item in right {
      labels[item.name, default: MatchCounts()].right += 1
      confusion[item.label, default: [:]][item.label, default: 0] += 1
    }
    var found = Self.pairs(
      golds.filter { !right.contains($0) }.sorted(by: Self.precedes),
      guesses.filter { !right.contains($0) }.sorted(by: Self.precedes))
    found.sort { Self.precedes($0.spans, $1.spans) }
    for mistake in found {
      if let item = mistake.gold { labels[item.name, default: MatchCounts()].missing += 1 }
      if let item = mistake.predicted { labels[item.name, default: MatchCounts()].spurious += 1 }
      confusion[mistake.gold?.label ?? "", default: [:]][
        mistake.predicted?.label ?? "", default: 0] += 1
    }
    mistakes += found
  }

  /// Pairs of what remains: first the same words, then overlapping ones, each once.
  private static func pairs(_ golds: [ScoredItem], _ guesses: [ScoredItem]) -> [Mistake] {
    var (golds, guesses, found) = (golds, guesses, [Mistake]())
    let rules: [(Outcome, (ScoredItem, ScoredItem) -> Bool)] = [
      (.incorrect, { $0.spans == $1.spans }), (.partial, { $0.overlaps($1) }),
    ]
    for (outcome, isPair) in rules {
      for gold in golds {
        guard
          let place = guesses.firstIndex(where: { $0.layer == gold.layer && isPair(gold, $0) })
        else { continue }
        found.append(Mistake(outcome: outcome, gold: gold, predicted: guesses.remove(at: place)))
        golds.removeAll { $0 == gold }
      }
    }
    return found + golds.map { Mistake(outcome: .missing, gold: $0, predicted: nil) }
      + guesses.map { Mistake(outcome: .spurious, gold: nil, predicted: $0) }
  }

  private static func precedes(_ one: ScoredItem, _ other: ScoredItem) -> Bool {
    one.spans == other.spans
      ? (one.layer.rawValue, one.label) < (other.layer.rawValue, other.label)
      : precedes(one.spans, other.spans)
  }

  private static func precedes(_ one: [Span], _ other: [Span]) -> Bool {
    one.lexicographicallyPrecedes(other)
  }
}

extension ScoredItem {
  /// The layer and the label, `entity:PER`.
  var name: String { "\(layer):\(label)" }

  fileprivate func overlaps(_ other: ScoredItem) -> Bool {
    spans.contains { one in other.spans.contains { $0.overlaps(one) } }
  }
}

extension ScoreDetails {
  /// The words of spans, on one line; nil if the text is not known.
  package func words(_ item: ScoredItem) -> String? {
    guard let text = texts[item.article].map({ Text($0) }),
      item.spans.allSatisfy({ $0.end <= text.count })
    else { return nil }
    return text[item.spans].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a second prediction of the same articles is better; nil for fewer than two articles.
  package func compared(with other: ScoreDetails) -> Bootstrap.Comparison? {
    let second = Dictionary(
      other.articles.map { ($0.name, $0.counts) }, uniquingKeysWith: { first, _ in first })
    return Bootstrap().compare(
      articles.map(\.counts), articles.map { second[$0.name] ?? MatchCounts() })
  }
}
