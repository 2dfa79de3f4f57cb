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

  /// The layer and label that a foreign type means, or nil if the schema has no such label. Case counts:
  /// `Time` is not `TIME`.
  func meaning(of type: String) -> (layer: Layer, label: String)? {
    let name = labels[type] ?? type
    if let rules = schema[layer], rules.labels.contains(name) { return (layer, name) }
    if let known = try? schema.layer(ofLabel: name), Self.isSame(known, name) { return known }
    for rules in schema.layers {
      for label in rules.labels {
        let storable = StorableName.of(label)
        if name == storable || name == "\(StorableName.of(rules.layer.rawValue))-\(storable)" {
          return (rules.layer, label)
        }
      }
    }
    if let rules = schema[layer], rules.labels.isEmpty, !name.isEmpty { return (layer, name) }
    return nil
  }

  private static func isSame(_ known: (layer: Layer, label: String), _ name: String) -> Bool {
    known.label == name || "\(known.layer.rawValue):\(known.label)" == name
  }

  /// What is wrong with a type that has no meaning, as the end of a sentence after `the type` or `the
  /// label`: the schema lacks it.
  func unknown(_ type: String) -> String {
    let near = try? schema.layer(ofLabel: labels[type] ?? type)
    let pair = "\(type)=\(near?.label ?? "LABEL")"
    return "'\(type)' is not in the schema"
      + (near.map { ", '\($0.label)' is" } ?? "")
      + "; import it with --map \(pair.contains(where: \.isWhitespace) ? "'\(pair)'" : pair)"
  }
}
