import PostilKit
import PostilSchema

/// What an exporter may need to know besides the articles: the person's choices and the workspace's schema.
package struct ExportOptions: Sendable {
  /// The layers that were chosen; empty for the format's own choice.
  package var layers: [Layer]
  /// The labels of the workspace's schema, by layer.
  package var labels: [Layer: [String]]
  /// The roles of the workspace's schema, by layer.
  package var roles: [Layer: [String]]
  /// The attributes of the workspace's schema, by layer.
  package var attributes: [Layer: [String]]
  /// The attributes of the workspace's schema that have a list of values, by layer.
  package var values: [Layer: [String: [String]]]
  /// The workspace's schema; empty if there is none, and a format declares only what occurs.
  package private(set) var schema = Schema([])
  /// Which tokens are written, for a format that can do without.
  package var tokens: ExportTokenKind?
  /// How labels of tokens are written.
  package var scheme = LabelScheme.iob2
  /// The names of columns; empty for the format's own.
  package var columns: [String] = []
  /// What offsets count, for a format that leaves it open.
  package var offsets: OffsetUnit?

  /// The colours of the labels.
  package var palette = Palette(.news)

  /// Makes options; without labels, roles and values, a format declares only those that occur.
  package init(
    layers: [Layer] = [], labels: [Layer: [String]] = [:], roles: [Layer: [String]] = [:],
    attributes: [Layer: [String]] = [:], values: [Layer: [String: [String]]] = [:]
  ) {
    self.layers = layers
    self.labels = labels
    self.roles = roles
    self.attributes = attributes
    self.values = values
  }

  /// Makes options with the labels, roles and values of a schema.
  package init(layers: [Layer] = [], schema: Schema) {
    let rules = schema.layers
    self.init(
      layers: layers,
      labels: Dictionary(rules.map { ($0.layer, $0.labels) }, uniquingKeysWith: { $1 }),
      roles: Dictionary(rules.map { ($0.layer, $0.roles) }, uniquingKeysWith: { $1 }),
      attributes: Dictionary(
        rules.map { ($0.layer, Array($0.attributes.keys)) }, uniquingKeysWith: { $1 }),
      values: Dictionary(
        rules.map { ($0.layer, $0.attributes.compactMapValues(\.listed)) },
        uniquingKeysWith: { $1 }))
    self.schema = schema
    palette = Palette(schema)
  }
}

/// The tokens of a format that can do without: none, words, or every code point.
package enum ExportTokenKind: String, CaseIterable, Sendable {
  case none, words, chars
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
