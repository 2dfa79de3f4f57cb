import PostilKit
import PostilStore
import PostilSystem

/// The formats that `export` knows.
package enum Exporters {
  /// All of them, in the order in which help lists them. A new one is one line here.
  package static func all(_ options: ExportOptions = ExportOptions()) -> [any Exporter] {
    [
      BratExporter(options),
      CoNLLExporter(options),
      JSONLinesExporter(),
      HTMLExporter(options),
    ]
  }

  /// The one of that name.
  ///
  /// - Throws: `badValue` that lists the names.
  package static func named(
    _ name: String, _ options: ExportOptions = ExportOptions()
  ) throws(PostilError) -> any Exporter {
    let all = all(options)
    if let exporter = all.first(where: { $0.name == name }) { return exporter }
    throw .badValue(
      name: "export format", value: name,
      expected: "it is one of " + all.map(\.name).joined(separator: ", "))
  }
}

/// What a person may choose, and what the workspace says.
package struct ExportOptions: Sendable {
  /// The layer to write where a format holds only one.
  package var layer: Layer
  /// The labels that the workspace's schema allows, by layer.
  package var labels: [Layer: [String]]
  /// The roles that it allows, by layer.
  package var roles: [Layer: [String]]

  /// Makes options; without labels and roles, a format lists those that occur.
  package init(
    layer: Layer = .entity, labels: [Layer: [String]] = [:], roles: [Layer: [String]] = [:]
  ) {
    self.layer = layer
    self.labels = labels
    self.roles = roles
  }

  /// Makes options of a schema.
  package init(layer: Layer = .entity, schema: Schema) {
    let rules = schema.layers
    self.init(
      layer: layer,
      labels: Dictionary(rules.map { ($0.layer, $0.labels) }, uniquingKeysWith: { $1 }),
      roles: Dictionary(rules.map { ($0.layer, $0.roles) }, uniquingKeysWith: { $1 }))
  }
}
