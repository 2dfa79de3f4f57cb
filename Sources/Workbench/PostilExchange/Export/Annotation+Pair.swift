import PostilKit
import PostilSchema

extension Annotation {
  /// The two annotations that a relation without words of its own connects, with their roles in the order of
  /// the schema; nil if the annotation has words, or connects words, fewer or more.
  package func pair(
    in schema: Schema
  ) -> (first: (role: String, id: String), second: (role: String, id: String))? {
    guard spans.isEmpty else { return nil }
    let order = schema.roles(of: layer)
    let links = roles.sorted {
      (order.firstIndex(of: $0.key) ?? order.count, $0.key)
        < (order.firstIndex(of: $1.key) ?? order.count, $1.key)
    }.flatMap { role, links in links.map { (role, $0.id) } }
    guard links.count == 2, let first = links[0].1, let second = links[1].1 else { return nil }
    return ((links[0].0, first), (links[1].0, second))
  }

  /// Whether it is a label of the whole article: it has no words, and connects nothing.
  package var isOfArticle: Bool { spans.isEmpty && roles.values.allSatisfy(\.isEmpty) }
}

extension Schema {
  /// The layers whose annotations are labels of whole articles, in order.
  package var articleLayers: [LayerRules] {
    layers.filter { $0.hasWords == false && $0.roles.isEmpty }
  }

  /// The layer that a format for one layer writes unless another is chosen: the first one with words.
  package var mainLayer: Layer { layers.first { $0.hasWords != false }?.layer ?? .entity }
}
