import PostilKit
import PostilStore

/// What an exporter may need to know besides the articles: the person's choices and the workspace's schema.
package struct ExportOptions: Sendable {
  /// The layer to write, for a format that holds only one.
  package var layer: Layer
  /// The labels of the workspace's schema, by layer.
  package var labels: [Layer: [String]]
  /// The roles of the workspace's schema, by layer.
  package var roles: [Layer: [String]]

  /// Makes options; without labels and roles, a format declares only those that occur.
  package init(
    layer: Layer = .entity, labels: [Layer: [String]] = [:], roles: [Layer: [String]] = [:]
  ) {
    self.layer = layer
    self.labels = labels
    self.roles = roles
  }

  /// Makes options with the labels and roles of a schema.
  package init(layer: Layer = .entity, schema: Schema) {
    let rules = schema.layers
    self.init(
      layer: layer,
      labels: Dictionary(rules.map { ($0.layer, $0.labels) }, uniquingKeysWith: { $1 }),
      roles: Dictionary(rules.map { ($0.layer, $0.roles) }, uniquingKeysWith: { $1 }))
  }
}
