import PostilKit

/// What some articles say of one thing, side by side.
package struct Comparison: Hashable, Sendable {
  /// What is compared.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case name, word, date, number, quote
  }

  /// Why it is flagged.
  package enum Difference: String, Hashable, Sendable, CaseIterable {
    /// The articles cannot all be right.
    case differs
    /// Some articles say it less exactly.
    case lessExact = "less exact"
    /// It is the same, written in other ways.
    case written = "written otherwise"
  }

  package let kind: Kind
  /// What it is about, in a few words.
  package let topic: String
  /// What differs; empty if the articles agree.
  package let differences: [Difference]
  /// The words of the articles, in the order of the articles.
  package let cells: [Cell]

  init(
    _ kind: Kind, _ topic: String, _ differences: some Sequence<Difference>,
    _ cells: some Sequence<Cell>
  ) {
    (self.kind, self.topic) = (kind, topic)
    let found = Set(differences)
    self.differences = Difference.allCases.filter(found.contains)
    self.cells = Set(cells).sorted { ($0.article, $0.span) < ($1.article, $1.span) }
  }

  /// Whether several articles are compared.
  var isShared: Bool { cells.contains { $0.article != cells[0].article } }
}
