import PostilKit
import PostilStore

/// What a person may choose, and what the workspace says.
package struct ImportOptions: Sendable {
  /// What may be said in the workspace; the rest is listed as lost.
  package var schema: Schema
  /// The layer of a format that names none.
  package var layer: Layer
  /// Labels of the file by other names: `Person` for `PER`.
  package var labels: [String: String]

  /// Makes options.
  package init(
    schema: Schema = .news, layer: Layer = .entity, labels: [String: String] = [:]
  ) {
    self.schema = schema
    self.layer = layer
    self.labels = labels
  }

  /// The layer and label that a foreign type means, or nil if the schema has none such.
  func meaning(of type: String) -> (layer: Layer, label: String)? {
    let name = labels[type] ?? type
    if let rules = schema[layer], rules.labels.contains(name) { return (layer, name) }
    if let known = try? schema.layer(ofLabel: name) { return known }
    for rules in schema.layers {
      for label in rules.labels {
        let storable = BratTypes.storable(label)
        if name == storable || name == "\(BratTypes.storable(rules.layer.rawValue))-\(storable)" {
          return (rules.layer, label)
        }
      }
    }
    return nil
  }
}
