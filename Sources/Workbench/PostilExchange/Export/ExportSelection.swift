import PostilKit
import PostilSystem

/// Which annotations an export writes, and under which labels: the same in every format.
package struct ExportSelection: Sendable {
  /// The states.
  package var states: Set<Annotation.State> = [.accepted]
  /// The layers; empty for all.
  package var layers: Set<Layer> = []
  /// The labels, `PER` or `entity:PER`; empty for all.
  package var labels: Set<String> = []
  /// Who made them: `anna`, `entity-tagger` or `entity-tagger@0.1.0`; empty for all.
  package var annotators: Set<String> = []
  /// The label that is written for another one, `PER` or `entity:PER`.
  package var renamed: [String: String] = [:]
  /// The labels that the schema has, which need not occur.
  package var known: Set<String> = []

  /// The names that occurred.
  private var metLabels: Set<String> = []
  private var metAnnotators: Set<String> = []

  /// Selects what is accepted.
  package init() {}

  /// Why an annotation is not written.
  enum Verdict { case taken, otherState, notChosen }

  /// Whether an annotation is written; changes its label to the one that is written.
  mutating func take(_ annotation: inout Annotation) -> Verdict {
    let names = Self.names(annotation)
    if !labels.isEmpty || !renamed.isEmpty { metLabels.formUnion(names) }
    let makers = Self.makers(annotation)
    if !annotators.isEmpty { metAnnotators.formUnion(makers) }
    if !layers.isEmpty, !layers.contains(annotation.layer) { return .notChosen }
    if !labels.isEmpty, labels.isDisjoint(with: names) { return .notChosen }
    if !annotators.isEmpty, annotators.isDisjoint(with: makers) { return .notChosen }
    guard states.contains(annotation.state) else { return .otherState }
    for name in names {
      guard let new = renamed[name] else { continue }
      annotation.label = new
      break
    }
    return .taken
  }

  private static func names(_ annotation: Annotation) -> [String] {
    ["\(annotation.layer.rawValue):\(annotation.label)", annotation.label]
  }

  private static func makers(_ annotation: Annotation) -> [String] {
    let name = annotation.annotator
    return [name, name.lastIndex(of: "@").map { String(name[..<$0]) } ?? name]
  }

  /// Refuses a label or an annotator that no annotation had.
  ///
  /// - Throws: `unknownChoice`.
  func check() throws(PostilError) {
    let labels = metLabels.union(known)
    try Self.check(self.labels, "labels", labels)
    try Self.check(Set(renamed.keys), "map", labels)
    try Self.check(annotators, "annotator", metAnnotators)
  }

  private static func check(
    _ chosen: Set<String>, _ flag: String, _ known: Set<String>
  ) throws(PostilError) {
    guard let unknown = chosen.subtracting(known).min() else { return }
    throw .format(
      .unknownChoice(flag: flag, name: unknown, known: known.filter { !$0.isEmpty }.sorted()))
  }
}
