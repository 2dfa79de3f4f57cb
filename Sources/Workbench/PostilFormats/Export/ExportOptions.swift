import PostilKit
import PostilSchema
import PostilStore

/// What an exporter may need to know besides the articles: the person's choices and the workspace's schema.
package struct ExportOptions: Sendable {
  /// The layer to write, for a format that holds only one.
  package var layer: Layer
  /// The labels of the workspace's schema, by layer.
  package var labels: [Layer: [String]]
  /// The roles of the workspace's schema, by layer.
  package var roles: [Layer: [String]]
  /// The attributes of the workspace's schema, by layer.
  package var attributes: [Layer: [String]]
  /// The attributes of the workspace's schema that have a list of values, by layer.
  package var values: [Layer: [String: [String]]]

  /// Makes options; without labels, roles and values, a format declares only those that occur.
  package init(
    layer: Layer = .entity, labels: [Layer: [String]] = [:], roles: [Layer: [String]] = [:],
    attributes: [Layer: [String]] = [:], values: [Layer: [String: [String]]] = [:]
  ) {
    self.layer = layer
    self.labels = labels
    self.roles = roles
    self.attributes = attributes
    self.values = values
  }

  /// Makes options with the labels, roles and values of a schema.
  package init(layer: Layer = .entity, schema: Schema) {
    let rules = schema.layers
    self.init(
      layer: layer,
      labels: Dictionary(rules.map { ($0.layer, $0.labels) }, uniquingKeysWith: { $1 }),
      roles: Dictionary(rules.map { ($0.layer, $0.roles) }, uniquingKeysWith: { $1 }),
      attributes: Dictionary(
        rules.map { ($0.layer, Array($0.attributes.keys)) }, uniquingKeysWith: { $1 }),
      values: Dictionary(
        rules.map { ($0.layer, $0.attributes.compactMapValues(\.listed)) },
        uniquingKeysWith: { $1 }))
  }
}

extension ValueType {
  /// The values of a type that lists them; nil for other types.
  fileprivate var listed: [String]? {
    switch self {
    case .words(let words): words
    case .truth: ["true", "false"]
    default: nil
    }
  }
}
