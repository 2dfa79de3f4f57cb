import PostilKit
import PostilSchema
import PostilStore

/// What an importer needs to know besides the files: the person's choices and the workspace's schema.
package struct ImportOptions: Sendable {
  /// The workspace's schema; annotations outside it are listed as lost.
  package var schema: Schema
  /// The layer of annotations in a format that names none.
  package var layer: Layer
  /// The schema's label for a label of the file: `PER` for `Person`.
  package var labels: [String: String]

  /// Makes options.
  package init(
    schema: Schema = .news, layer: Layer = .entity, labels: [String: String] = [:]
  ) {
    self.schema = schema
    self.layer = layer
    self.labels = labels
  }

  /// The layer and label that a foreign type means, or nil if the schema has no such label.
  func meaning(of type: String) -> (layer: Layer, label: String)? {
    let name = labels[type] ?? type
    if let rules = schema[layer], rules.labels.contains(name) { return (layer, name) }
    if let known = try? schema.layer(ofLabel: name) { return known }
    for rules in schema.layers {
      for label in rules.labels {
        let storable = StorableName.of(label)
        if name == storable || name == "\(StorableName.of(rules.layer.rawValue))-\(storable)" {
          return (rules.layer, label)
        }
      }
    }
    return nil
  }
}
