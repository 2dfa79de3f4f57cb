import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Synchronization

/// What an importer needs to know besides the files: the person's choices and the workspace's schema.
package struct ImportOptions: Sendable {
  /// The workspace's schema; annotations outside it are listed as lost.
  package var schema: Schema
  /// The layer of annotations in a format that names none.
  package var layer: Layer
  /// The schema's label for a label of the file: `PER` for `Person`.
  package var labels: [String: String]
  /// The types that the files have, which are noted if some are renamed.
  private let met = MetTypes()
  /// The state of all annotations, whatever the file says; nil for what it says.
  package var state: Annotation.State?
  /// Who made all annotations, whatever the file says; nil for whom it names.
  package var annotator: String?
  /// Whether records and files that cannot be read are listed as lost, rather than refuse the import.
  package var skipsBad = false
  /// Whether only texts are taken.
  package var textsOnly = false
  /// What offsets count, for a format that leaves it open; nil for what the format usually counts.
  package var offsets: OffsetUnit?
  /// Whether layers, labels, attributes and roles that the schema lacks are taken, too.
  package var adopts = false
  /// The names of columns; empty for what the file shows.
  package var columns: [String] = []
  /// The largest number of sentences of an article; nil for all that a document has.
  package var sentences: Int?
  /// The names of labels that a file writes as numbers, from 0.
  package var tags: [String] = []

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
  package func meaning(of type: String) -> (layer: Layer, label: String)? {
    let name = renamed(type)
    return known(name) ?? (adopts && !name.isEmpty ? (layer, name) : nil)
  }

  private func renamed(_ type: String) -> String {
    if labels.isEmpty { return type }
    met.note(type)
    return labels[type] ?? type
  }

  /// Refuses a renaming of a type that no file has.
  ///
  /// - Throws: `unknownChoice`.
  func checkRenaming() throws(PostilError) {
    let types = met.all
    guard let unknown = Set(labels.keys).subtracting(types).min() else { return }
    throw .format(.unknownChoice(flag: "map", name: unknown, known: types.sorted()))
  }

  private func known(_ name: String) -> (layer: Layer, label: String)? {
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

  /// The layer and label of a type whose layer the file names, or nil if the schema has no such label.
  package func meaning(of type: String, on layer: String) -> (layer: Layer, label: String)? {
    let label = renamed(type)
    if adopts, !label.isEmpty { return (Layer(rawValue: layer), label) }
    return try? schema.layer(ofLabel: "\(layer):\(label)")
  }

  /// The role of a layer that a name of the file means; nil if the schema has none.
  package func role(_ name: String, of layer: Layer) -> String? {
    let roles = schema.roles(of: layer)
    if let role = roles.first(where: { $0 == name })
      ?? roles.first(where: { StorableName.of($0) == name })
    {
      return role
    }
    return adopts || isOpen(layer) ? name : nil
  }

  /// Whether a layer has no rules, so that it takes everything.
  package func isOpen(_ layer: Layer) -> Bool {
    schema[layer].map { $0.labels.isEmpty && $0.attributes.isEmpty && $0.roles.isEmpty } ?? false
  }

  /// What is wrong with an attribute of an annotation, as ends of sentences; empty if the schema has it.
  package func problems(
    of attribute: String, _ value: JSONValue, on annotation: Annotation
  ) -> [String] {
    let known = schema.attributes(of: annotation.layer)
    if adopts, known[attribute] == nil { return [] }
    var tried = annotation
    tried.attributes = [attribute: value]
    tried.roles = [:]
    if adopts, schema[annotation.layer]?.labels.contains(annotation.label) != true {
      tried.label = schema[annotation.layer]?.labels.first ?? annotation.label
    }
    return schema.validate(tried)
  }

  private static func isSame(_ known: (layer: Layer, label: String), _ name: String) -> Bool {
    known.label == name || "\(known.layer.rawValue):\(known.label)" == name
  }

  /// What is wrong with a label that has no meaning on the layer that the file names, or that names none.
  package func unknown(_ type: String, on layer: String?) -> String {
    guard let layer, schema[Layer(rawValue: layer)] == nil else {
      return "the label \(unknown(type))"
    }
    return
      "the layer '\(layer)' is not in the schema; add it with --adopt, or [layers.\(layer)] to "
      + "postil.toml"
  }

  /// What is wrong with a type that has no meaning, as the end of a sentence after `the type` or `the
  /// label`: the schema lacks it.
  package func unknown(_ type: String) -> String {
    let near = try? schema.layer(ofLabel: labels[type] ?? type)
    let pair = "\(type)=\(near?.label ?? "LABEL")"
    return "'\(type)' is not in the schema"
      + (near.map { ", '\($0.label)' is" } ?? "")
      + "; import it with --map \(pair.contains(where: \.isWhitespace) ? "'\(pair)'" : pair)"
  }
}

/// The types of annotations that importers have asked about.
private final class MetTypes: Sendable {
  private let types = Mutex<Set<String>>([])

  var all: Set<String> { types.withLock { $0 } }

  func note(_ type: String) { types.withLock { _ = $0.insert(type) } }
}
