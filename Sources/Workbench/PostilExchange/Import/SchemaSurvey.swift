import PostilKit
import PostilSchema

/// What annotations have that a schema lacks, with counts, and the schema that has it.
package struct SchemaSurvey: Sendable {
  /// Something that the schema lacks.
  package struct Item: Hashable, Sendable {
    /// The kind of what is missing.
    package enum Kind: String, Sendable { case label, attribute, role }

    /// The layer.
    package let layer: Layer
    /// What it is.
    package let kind: Kind
    /// Its name.
    package let name: String
    /// How often it occurs.
    package internal(set) var count: Int
  }

  /// The schema with what it lacked.
  package private(set) var schema: Schema
  /// Whether the annotations have a label that the schema has.
  package private(set) var meetsKnown = false
  private let old: Schema
  private var counts: [Layer: [Item.Kind: [String: Int]]] = [:]
  private var types: [Layer: [String: ValueType]] = [:]

  init(_ schema: Schema) {
    old = schema
    self.schema = schema
  }

  /// What the schema lacked: by layer and kind, the most frequent first.
  package var items: [Item] {
    var items: [Item] = []
    for (layer, kinds) in counts.sorted(by: { $0.key < $1.key }) {
      for kind in [Item.Kind.label, .attribute, .role] {
        items += (kinds[kind] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { Item(layer: layer, kind: kind, name: $0.key, count: $0.value) }
      }
    }
    return items
  }

  /// Counts what the annotations of an article have.
  mutating func add(_ annotations: [Annotation]) {
    for one in annotations {
      let rules = old[one.layer]
      if rules.map({ !$0.labels.isEmpty && !$0.labels.contains(one.label) }) ?? true {
        count(.label, one.label, one.layer)
      } else {
        meetsKnown = true
      }
      for (name, value) in one.attributes where rules?.attributes[name] == nil {
        count(.attribute, name, one.layer)
        let type = Self.type(of: value)
        let known = types[one.layer]?[name] ?? type
        types[one.layer, default: [:]][name] = known == type ? type : .any
      }
      for name in one.roles.keys where rules?.roles.contains(name) != true {
        count(.role, name, one.layer)
      }
    }
    extend()
  }

  private mutating func count(_ kind: Item.Kind, _ name: String, _ layer: Layer) {
    counts[layer, default: [:]][kind, default: [:]][name, default: 0] += 1
  }

  private static func type(of value: JSONValue) -> ValueType {
    switch value {
    case .string: .text
    case .bool: .truth
    case .number: value.int == nil ? .number : .integer
    default: .any
    }
  }

  /// Adds to the schema what was counted.
  private mutating func extend() {
    for layer in counts.keys.sorted() {
      let index =
        schema.layers.firstIndex { $0.layer == layer }
        ?? {
          schema.layers.append(Schema.LayerRules(layer))
          return schema.layers.count - 1
        }()
      let kinds = counts[layer] ?? [:]
      func new(_ kind: Item.Kind, besides known: [String]) -> [String] {
        (kinds[kind] ?? [:]).keys.filter { !known.contains($0) }.sorted()
      }
      schema.layers[index].labels += new(.label, besides: schema.layers[index].labels)
      schema.layers[index].roles += new(.role, besides: schema.layers[index].roles)
      for name in (kinds[.attribute] ?? [:]).keys {
        schema.layers[index].attributes[name] = types[layer]?[name] ?? .any
      }
    }
  }
}
