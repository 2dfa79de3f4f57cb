import PostilKit
import PostilSchema
import PostilStore

/// Counts of what articles contain.
package struct Statistics {
  /// How often a label occurs, by state.
  package struct LabelCount {
    package let layer: Layer
    package let label: String
    package fileprivate(set) var states: [Annotation.State: Int] = [:]

    package func count(_ state: Annotation.State) -> Int { states[state] ?? 0 }

    /// Number of annotations that are accepted or suggested.
    package var alive: Int { count(.accepted) + count(.suggested) }
  }

  /// The progress of an article.
  package enum Progress: String, CaseIterable, Sendable {
    /// A person has marked it as done.
    case done
    /// A person has decided something.
    case started
    /// A person has decided nothing yet.
    case untouched
  }

  /// A name and how often it occurs.
  package struct Frequency: Hashable {
    package let name: String
    package let count: Int
  }

  package private(set) var articles = 0
  package private(set) var progress: [Progress: Int] = [:]
  private var labels: [LabelKey: LabelCount] = [:]
  private var entities: [String: Int] = [:]
  private var speakers: [String: Int] = [:]

  private struct LabelKey: Hashable {
    let layer: String
    let label: String
  }

  /// The statistics of no articles.
  package init() {}

  /// Counts an article.
  package mutating func add(_ facts: ArticleFacts) {
    articles += 1
    for tally in facts.tallies {
      labels[
        LabelKey(layer: tally.layer, label: tally.label),
        default: LabelCount(layer: Layer(rawValue: tally.layer), label: tally.label)
      ].states[tally.state, default: 0] += tally.count
    }
    for naming in facts.namings {
      entities[naming.entity ?? naming.text, default: 0] += naming.count
    }
    for speaking in facts.speakers { speakers[speaking.name, default: 0] += speaking.count }
    let progress: Progress =
      facts.status == .done ? .done : facts.isTouched ? .started : .untouched
    self.progress[progress, default: 0] += 1
  }

  /// The labels in the order of a schema, followed by those that it does not have.
  package func labels(in schema: Schema) -> [LabelCount] {
    let order = schema.layers.flatMap { rules in rules.labels.map { "\(rules.layer) \($0)" } }
    let places = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return labels.values.map { (key: "\($0.layer) \($0.label)", count: $0) }.sorted {
      (places[$0.key] ?? Int.max, $0.key) < (places[$1.key] ?? Int.max, $1.key)
    }.map(\.count)
  }

  /// The entities mentioned most often, without rejected suggestions.
  package func entities(most: Int) -> [Frequency] { Self.most(entities, most) }

  /// The people quoted most often.
  package func speakers(most: Int) -> [Frequency] { Self.most(speakers, most) }

  private static func most(_ counts: [String: Int], _ most: Int) -> [Frequency] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
      .map { Frequency(name: $0.key, count: $0.value) }
  }
}
