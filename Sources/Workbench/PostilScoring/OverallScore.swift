import PostilKit
import PostilSystem

/// A few figures per layer over whole articles: entities by exact match, their clusters by pairs and by
/// mention, timexes and quotes by overlap, the speakers of quotes by their entities.
package struct OverallScore: Hashable, Sendable {
  /// Number of articles in gold.
  package private(set) var articles = 0
  /// Entities with the same span and label.
  package private(set) var entities = MatchCounts()
  /// Pairs of right entities that refer to the same entity.
  package private(set) var clusters = MatchCounts()
  /// The same by mention (B³): how much of each right entity's cluster is the same on both sides.
  package private(set) var mentions = MentionShares()
  /// Timexes that overlap.
  package private(set) var timexes = MatchCounts()
  /// Timexes that overlap and have the same value.
  package private(set) var values = MatchCounts()
  /// Quotes that share at least 0.8 of the longer one.
  package private(set) var quotes = MatchCounts()
  /// Over the matched quotes whose gold has a source, how many have an overlapping source.
  package private(set) var sources = MatchCounts()
  /// Over the matched quotes whose gold has a speaker, how many have the name of that entity.
  package private(set) var speakers = MatchCounts()

  init(gold: ScoredSet, predicted: ScoredSet, labels: LabelMap) {
    articles = gold.articles.count
    let known = Set(gold.articles)
    let golds = Dictionary(grouping: gold.entities, by: \.article)
    let guesses = Dictionary(grouping: predicted.entities, by: \.article)
    // In their order, since the order of a sum of fractions shows in its last digits.
    for article in gold.articles {
      addEntities(golds[article] ?? [], guesses[article] ?? [], labels)
    }
    let goldTimexes = Dictionary(grouping: gold.timexes, by: \.article)
    let timexes = Dictionary(grouping: predicted.timexes, by: \.article)
    for article in known { addTimexes(goldTimexes[article] ?? [], timexes[article] ?? []) }
    let goldQuotes = Dictionary(grouping: gold.quotes, by: \.article)
    let quotes = Dictionary(grouping: predicted.quotes, by: \.article)
    for article in known {
      let bearers = SpeakerNames(golds[article] ?? [], guesses[article] ?? [])
      addQuotes(goldQuotes[article] ?? [], quotes[article] ?? [], bearers)
    }
  }

  private struct Place: Hashable {
    let span: Span
    let label: String
  }

  private static func places(_ entities: [ScoredEntity], _ labels: LabelMap) -> [Place: String] {
    var places: [Place: String] = [:]
    for entity in entities {
      guard let label = labels[entity.label] else { continue }
      places[Place(span: entity.span, label: label)] = entity.cluster
    }
    return places
  }

  private mutating func addEntities(
    _ golds: [ScoredEntity], _ guesses: [ScoredEntity], _ labels: LabelMap
  ) {
    let golds = Self.places(golds, labels)
    let guesses = Self.places(guesses, labels)
    let both = golds.keys.filter { guesses[$0] != nil }
    entities.add(right: both.count, predicted: guesses.count, gold: golds.count)
    mentions.add(both.map { (golds[$0] ?? "", guesses[$0] ?? "") })
    for index in both.indices {
      for other in 0..<index {
        let isOne = golds[both[index]] == golds[both[other]]
        let isGuess = guesses[both[index]] == guesses[both[other]]
        clusters.add(
          right: isOne && isGuess ? 1 : 0, predicted: isGuess ? 1 : 0, gold: isOne ? 1 : 0)
      }
    }
  }

  private mutating func addTimexes(_ golds: [ScoredTimex], _ guesses: [ScoredTimex]) {
    let pairs = Overlap.pairs(guesses.map { [$0.span] }, golds.map { [$0.span] }) { _, _ in true }
    let right = pairs.filter { guesses[$0.0].value == golds[$0.1].value }.count
    timexes.add(right: pairs.count, predicted: guesses.count, gold: golds.count)
    values.add(right: right, predicted: guesses.count, gold: golds.count)
  }

  private mutating func addQuotes(
    _ golds: [ScoredQuote], _ guesses: [ScoredQuote], _ bearers: SpeakerNames
  ) {
    let pairs = Overlap.pairs(guesses.map(\.content), golds.map(\.content)) { shared, longer in
      Double(shared) >= 0.8 * Double(longer)
    }
    quotes.add(right: pairs.count, predicted: guesses.count, gold: golds.count)
    for (guess, quote) in pairs {
      if let speaker = golds[quote].speaker, !speaker.isEmpty {
        let name = guesses[guess].speaker ?? ""
        let isRight = bearers.isName(name, of: speaker)
        speakers.add(right: isRight ? 1 : 0, predicted: name.isEmpty ? 0 : 1, gold: 1)
      }
      guard let source = golds[quote].source.first else { continue }
      let isFound = guesses[guess].source.first?.overlaps(source) ?? false
      sources.right += isFound ? 1 : 0
      sources.missing += isFound ? 0 : 1
    }
  }

  /// The figures: their names in JSON and in the table. Speakers are left out where gold has none.
  private var rows: [(name: String, title: String, value: Double)] {
    let rows = [
      ("entity_strict_f1", "entity, strict F1", entities.sharedF1),
      ("cluster_pairwise_f1", "entity clusters, F1", clusters.sharedF1),
      ("cluster_b3_f1", "entity clusters, B3", mentions.f1),
      ("timex_relaxed_f1", "timex, relaxed F1", timexes.sharedF1),
      ("timex_value_f1", "timex, value F1", values.sharedF1),
      ("quote_relaxed_f1", "quote, relaxed F1", quotes.sharedF1),
      ("quote_source_accuracy", "quote source correct", sources.recall),
    ]
    if speakers.right + speakers.missing == 0 { return rows }
    return rows + [
      ("quote_speaker_accuracy", "quote speaker found", speakers.recall),
      ("quote_speaker_precision", "quote speaker right", speakers.precision),
    ]
  }

  /// The figures, from 0 to 1.
  package var json: JSONValue {
    var object = JSONObject()
    object["articles"] = .int(articles)
    for row in rows { object[row.name] = .double(row.value) }
    return .object(object)
  }

  /// The figures as a table, in per cent.
  package var table: String {
    let lines = rows.map { row in
      row.title + Decimals.cell(Decimals.fixed(100 * row.value, 1), 26 - row.title.count)
    }
    return (["articles" + Decimals.cell("\(articles)", 18)] + lines).joined(separator: "\n")
  }
}

extension MatchCounts {
  fileprivate mutating func add(right: Int, predicted: Int, gold: Int) {
    self.right += right
    spurious += predicted - right
    missing += gold - right
  }

  /// F1 as twice the right items over the items of both sides: the same value, rounded only once.
  fileprivate var sharedF1: Double {
    right > 0 ? 2 * Double(right) / Double(2 * right + spurious + missing) : 0
  }
}

/// Matches overlapping spans.
private enum Overlap {
  /// One-to-one pairs, the highest overlap ratio first; `isEnough` receives the number of shared
  /// code points and that of the longer one.
  static func pairs(
    _ left: [[Span]], _ right: [[Span]], _ isEnough: (Int, Int) -> Bool
  ) -> [(Int, Int)] {
    let left = left.map(merged)
    let right = right.map(merged)
    var candidates: [(share: Double, left: Int, right: Int)] = []
    for (index, spans) in left.enumerated() {
      for (other, others) in right.enumerated() {
        let shared = shared(spans, others)
        guard shared > 0, isEnough(shared, max(size(spans), size(others))) else { continue }
        // Computed in floating point, since a malformed file may contain positions up to the
        // largest integer.
        let all = Double(size(spans)) + Double(size(others)) - Double(shared)
        candidates.append((Double(shared) / all, index, other))
      }
    }
    var lefts: Set<Int> = []
    var rights: Set<Int> = []
    return candidates.sorted { $0 > $1 }.compactMap { _, index, other in
      guard !lefts.contains(index), !rights.contains(other) else { return nil }
      lefts.insert(index)
      rights.insert(other)
      return (index, other)
    }
  }

  /// The sorted spans, with overlapping or adjacent ones merged.
  private static func merged(_ spans: [Span]) -> [Span] {
    spans.sorted().reduce(into: []) { result, span in
      if let last = result.last, span.start <= last.end {
        result[result.count - 1].end = max(last.end, span.end)
      } else {
        result.append(span)
      }
    }
  }

  private static func size(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + $1.count } }

  private static func shared(_ left: [Span], _ right: [Span]) -> Int {
    var count = 0
    for one in left {
      for other in right {
        count += max(0, min(one.end, other.end) - max(one.start, other.start))
      }
    }
    return count
  }
}
