import PostilKit
import PostilSystem

/// The score of temporal expressions, as in TempEval-3: overlapping gold and predicted expressions
/// are paired one to one, equal spans first and then the largest overlap; white space at their ends
/// is ignored.
package struct TimexScore: Hashable, Sendable {
  /// The figures for gold expressions of one type.
  package struct ByType: Hashable, Sendable {
    /// Number of gold expressions.
    package var gold = 0
    /// Number of pairs.
    package var relaxed = 0
    /// Number of pairs with the same span.
    package var strict = 0
    /// Number of pairs with the same type.
    package var type = 0
    /// Number of pairs with the same value.
    package var value = 0
  }

  /// Number of gold expressions.
  package private(set) var gold = 0
  /// Number of predicted expressions.
  package private(set) var predicted = 0
  /// Number of pairs.
  package private(set) var relaxed = 0
  /// Number of pairs with the same span.
  package private(set) var strict = 0
  /// Number of pairs with the same type, whatever the spans.
  package private(set) var type = 0
  /// Number of pairs with the same value, whatever the spans.
  package private(set) var value = 0
  /// Number of pairs with the same span and type.
  package private(set) var strictType = 0
  /// Number of pairs with the same span and value.
  package private(set) var strictValue = 0
  /// The figures by gold type.
  package private(set) var byType: [String: ByType] = [:]
  /// Articles that occur only in predicted and are not scored, in order.
  package private(set) var unknownArticles: [String] = []

  init(
    gold: [ScoredTimex], predicted: [ScoredTimex], articles: [String],
    texts: [String: ScoredText]
  ) {
    let golds = Dictionary(grouping: gold, by: \.article)
    let guesses = Dictionary(grouping: predicted, by: \.article)
    let known = Set(articles)
    var seen: Set<String> = []
    for timex in predicted where !known.contains(timex.article) {
      if seen.insert(timex.article).inserted { unknownArticles.append(timex.article) }
    }
    for article in known {
      let text = texts[article]
      add(
        Self.trimmed(golds[article] ?? [], text).sorted { $0.span < $1.span },
        Self.trimmed(guesses[article] ?? [], text))
    }
  }

  /// F1 for a number of pairs.
  package func f1(_ count: Int) -> Double {
    MatchCounts.mean(MatchCounts.share(count, predicted), MatchCounts.share(count, gold))
  }

  private static func trimmed(_ timexes: [ScoredTimex], _ text: ScoredText?) -> [ScoredTimex] {
    timexes.map { timex in
      var timex = timex
      if let text { timex.span = text.trimmed(timex.span) { $0.isBlank } }
      return timex
    }.filter { !$0.span.isEmpty }
  }

  private mutating func add(_ golds: [ScoredTimex], _ guesses: [ScoredTimex]) {
    gold += golds.count
    predicted += guesses.count
    let pairs = Self.paired(golds.map(\.span), guesses.map(\.span))
    for (index, timex) in golds.enumerated() {
      byType[timex.type, default: ByType()].gold += 1
      guard let guess = pairs[index].map({ guesses[$0] }) else { continue }
      count(timex, guess)
    }
  }

  private mutating func count(_ timex: ScoredTimex, _ guess: ScoredTimex) {
    let isStrict = timex.span == guess.span
    let isType = timex.type == guess.type
    let isValue = timex.value == guess.value
    relaxed += 1
    strict += isStrict ? 1 : 0
    type += isType ? 1 : 0
    value += isValue ? 1 : 0
    strictType += isStrict && isType ? 1 : 0
    strictValue += isStrict && isValue ? 1 : 0
    var row = byType[timex.type] ?? ByType()
    row.relaxed += 1
    row.strict += isStrict ? 1 : 0
    row.type += isType ? 1 : 0
    row.value += isValue ? 1 : 0
    byType[timex.type] = row
  }

  /// The index of the predicted span paired with each gold span.
  private static func paired(_ golds: [Span], _ guesses: [Span]) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    var used: Set<Int> = []
    var places = Dictionary(grouping: guesses.indices) { guesses[$0] }.mapValues { $0[...] }
    for (index, span) in golds.enumerated() {
      guard let guess = places[span]?.popFirst() else { continue }
      pairs[index] = guess
      used.insert(guess)
    }
    for (index, guess) in candidates(golds, guesses, without: pairs, used) {
      if pairs[index] == nil, used.insert(guess).inserted { pairs[index] = guess }
    }
    return pairs
  }

  /// The remaining overlapping pairs, the largest overlap first, then in text order.
  private static func candidates(
    _ golds: [Span], _ guesses: [Span], without pairs: [Int: Int], _ used: Set<Int>
  ) -> [(gold: Int, guess: Int)] {
    var candidates: [(overlap: Int, gold: Int, guess: Int)] = []
    for (index, span) in golds.enumerated() where pairs[index] == nil {
      for (guess, other) in guesses.enumerated() where !used.contains(guess) {
        let overlap = min(span.end, other.end) - max(span.start, other.start)
        if overlap > 0 { candidates.append((overlap, index, guess)) }
      }
    }
    return candidates.sorted {
      ($1.overlap, golds[$0.gold].start, guesses[$0.guess].start, $0.gold, $0.guess)
        < ($0.overlap, golds[$1.gold].start, guesses[$1.guess].start, $1.gold, $1.guess)
    }.map { ($0.gold, $0.guess) }
  }
}

extension TimexScore {
  private var rows: [(name: String, count: Int)] {
    [
      ("strict", strict), ("relaxed", relaxed), ("type", type), ("value", value),
      ("strict_type", strictType), ("strict_value", strictValue),
    ]
  }

  /// The figures, shares from 0 to 1.
  package var json: JSONValue {
    var object = JSONObject()
    object["gold"] = .int(gold)
    object["pred"] = .int(predicted)
    for (name, count) in rows {
      object[name] = [
        "p": .double(MatchCounts.share(count, predicted)),
        "r": .double(MatchCounts.share(count, gold)), "f1": .double(f1(count)), "n": .int(count),
      ]
    }
    object["type_accuracy"] = .double(MatchCounts.share(type, relaxed))
    object["value_accuracy"] = .double(MatchCounts.share(value, relaxed))
    object["unknown_docs"] = .array(unknownArticles.map { .string($0) })
    var types = JSONObject()
    for (name, row) in byType.sorted(by: { $0.key.precedes($1.key) }) {
      types[name] = [
        "gold": .int(row.gold), "relaxed": .int(row.relaxed), "strict": .int(row.strict),
        "type": .int(row.type), "value": .int(row.value),
      ]
    }
    object["by_type"] = .object(types)
    return .object(object)
  }

  /// The figures as a table, in per cent.
  package var table: String {
    var lines = ["gold \(gold)  predicted \(predicted)"]
    let head = ["P", "R", "F1", "n"].map { Decimals.cell($0, 7) }.joined(separator: " ")
    lines.append(String(repeating: " ", count: 13) + head)
    for (name, count) in rows {
      let shares = [
        MatchCounts.share(count, predicted), MatchCounts.share(count, gold), f1(count),
      ].map { Decimals.cell(Decimals.fixed(100 * $0, 2), 7) }
      let padding = String(repeating: " ", count: 13 - name.count)
      lines.append(
        name + padding + (shares + [Decimals.cell("\(count)", 7)]).joined(separator: " "))
    }
    let types = Decimals.fixed(100 * MatchCounts.share(type, relaxed), 2)
    let values = Decimals.fixed(100 * MatchCounts.share(value, relaxed), 2)
    lines.append("of the pairs: type right \(types), value right \(values)")
    if !unknownArticles.isEmpty {
      let names = unknownArticles.prefix(5).joined(separator: ", ")
      lines.append("predicted for \(unknownArticles.count) articles not in gold: \(names)")
    }
    return lines.joined(separator: "\n")
  }
}
