import PostilKit
import PostilPointing
import PostilStore

extension Consistency {
  /// Collects the selected annotations of an article as evidence; must be called for all articles before any is
  /// checked.
  ///
  /// - Throws: What selecting throws.
  package mutating func learn(
    _ selection: Selection, from article: OpenArticle, _ focus: inout Focus
  ) throws {
    let chosen = try selection.annotations(in: article, &focus, states: [.accepted])
    learn(article.store.article.text, chosen.map(\.annotation))
  }

  /// The inconsistencies of an article, in text order.
  package func check(_ article: OpenArticle) -> [Case] {
    check(
      article.store.article.text, article.store.annotations.map(\.annotation),
      article: article.name)
  }
}

extension Hit {
  /// A finding as a hit, with the annotation that it proposes.
  package init(_ one: Consistency.Case) {
    self.init(
      article: one.article, spans: [one.span], id: one.id,
      proposal: Proposal(layer: one.layer, label: one.label, rule: one.kind.rawValue))
  }
}
