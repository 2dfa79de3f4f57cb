import PostilKit
import PostilSystem

/// The score of entities: a predicted entity is right if gold has one with the same article, span
/// and label. Duplicates on one side count once.
package struct EntityScore: Hashable, Sendable {
  /// Counts over all labels.
  package let overall: MatchCounts
  /// Counts by label, in code point order.
  package let labels: [(label: String, counts: MatchCounts)]
  /// Counts of spans, whatever their labels.
  package let unlabeled: MatchCounts
  /// Right spans with the wrong label, `GOLD>PREDICTED`, most frequent first.
  package let confusion: [(pair: String, count: Int)]

  init(gold: [ScoredEntity], predicted: [ScoredEntity], labels map: LabelMap) {
    let gold = Self.normalized(gold, map)
    let predicted = Self.normalized(predicted, map)
    overall = Self.compare(gold, predicted)
    unlabeled = Self.compare(gold.unlabeled, predicted.unlabeled)
    labels = Set(gold.union(predicted).map(\.label)).sorted { $0.precedes($1) }.map { label in
      (
        label,
        Self.compare(gold.filter { $0.label == label }, predicted.filter { $0.label == label })
      )
    }
    confusion = Self.confusion(gold, predicted)
  }

  /// The mean F1 over the labels in gold.
  package var macroF1: Double {
    let present = labels.filter { $0.counts.right + $0.counts.missing > 0 }
    return present.isEmpty
      ? 0 : present.reduce(0) { $0 + $1.counts.f1 } / Double(present.count)
  }

  private static func normalized(_ entities: [ScoredEntity], _ map: LabelMap) -> Set<ScoredEntity> {
    Set(
      entities.compactMap { entity in
        map[entity.label].map {
          ScoredEntity(article: entity.article, span: entity.span, label: $0)
        }
      })
  }

  private static func compare(
    _ gold: Set<ScoredEntity>, _ predicted: Set<ScoredEntity>
  ) -> MatchCounts {
    let right = gold.intersection(predicted).count
    return MatchCounts(
      right: right, spurious: predicted.count - right, missing: gold.count - right)
  }

  private static func confusion(
    _ gold: Set<ScoredEntity>, _ predicted: Set<ScoredEntity>
  ) -> [(pair: String, count: Int)] {
    let golds = Dictionary(grouping: gold) { $0.unlabeled }
    let guesses = Dictionary(grouping: predicted) { $0.unlabeled }
    var counts: [String: Int] = [:]
    for (place, right) in golds {
      guard let guessed = guesses[place] else { continue }
      let right = Set(right.map(\.label))
      let guess = Set(guessed.map(\.label))
      for label in right.subtracting(guess) {
        for other in guess.subtracting(right) { counts["\(label)>\(other)", default: 0] += 1 }
      }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Scores are equal if all their figures are.
  package static func == (left: EntityScore, right: EntityScore) -> Bool { left.json == right.json }
  /// Hashes the figures.
  package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}

extension ScoredEntity {
  fileprivate var unlabeled: ScoredEntity {
    ScoredEntity(article: article, span: span, label: "")
  }
}

extension Set<ScoredEntity> {
  fileprivate var unlabeled: Set<ScoredEntity> { Set(map(\.unlabeled)) }
}

extension EntityScore {
  /// The figures, with shares from 0 to 1.
  package var json: JSONValue {
    var byLabel = JSONObject()
    for (label, counts) in labels { byLabel[label] = counts.json }
    var pairs = JSONObject()
    for (pair, count) in confusion { pairs[pair] = .int(count) }
    return [
      "overall": overall.json, "labels": .object(byLabel), "unlabeled": unlabeled.json,
      "macro_f1": .double(macroF1), "gold": .int(overall.right + overall.missing),
      "pred": .int(overall.right + overall.spurious), "confusion": .object(pairs),
    ]
  }

  /// The figures as a table, in per cent.
  package var table: String {
    let rows =
      [("overall", overall)] + labels.map { ($0.label, $0.counts) } + [("span only", unlabeled)]
    let width = rows.map(\.0.count).max() ?? 0
    let head = ["P", "R", "F1"].map { Decimals.cell($0, 6) }.joined(separator: " ")
    let counts = ["right", "spurious", "missing"].map { Decimals.cell($0, 8) }.joined(
      separator: " ")
    var lines = ["\(String(repeating: " ", count: width))  \(head) \(counts)"]
    for (name, row) in rows {
      let shares = [row.precision, row.recall, row.f1].map {
        Decimals.cell(Decimals.fixed(100 * $0, 2), 6)
      }
      let numbers = [row.right, row.spurious, row.missing].map { Decimals.cell("\($0)", 8) }
      let padding = String(repeating: " ", count: width - name.count)
      lines.append("\(name)\(padding)  " + (shares + numbers).joined(separator: " "))
    }
    let errors = confusion.prefix(8).map { "\($0.pair) \($0.count)" }.joined(separator: ", ")
    lines.append("macro F1 \(Decimals.fixed(100 * macroF1, 2))")
    if !errors.isEmpty { lines.append("wrong labels on right spans: \(errors)") }
    return lines.joined(separator: "\n")
  }
}
