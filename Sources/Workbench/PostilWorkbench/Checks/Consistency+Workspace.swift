import PostilKit
import PostilPointing
import PostilStore

extension Consistency {
  /// Creates a check of all layers with the selected annotations of some articles as evidence.
  ///
  /// - Throws: What selecting throws.
  package init(
    learning selection: Selection, from articles: [OpenArticle], _ focus: inout Focus
  ) throws {
    self.init()
    for article in articles {
      let chosen = try selection.annotations(in: article, &focus)
      learn(article.store.article.text, chosen.map(\.annotation))
    }
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
