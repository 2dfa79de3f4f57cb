import PostilKit
import PostilSystem

/// The annotations allowed in a workspace: layers with their labels, attributes and roles.
package struct Schema: Hashable, Sendable {
  package struct LayerRules: Hashable, Sendable {
    package var layer: Layer
    /// Its labels in the order of menus; empty allows every label.
    package var labels: [String]
    /// The types of its attributes, by name.
    package var attributes: [String: ValueType]
    package var roles: [String]
    /// What is said about its labels, by label.
    package var facts: [String: LabelFacts] = [:]
    /// What is said about its attributes besides their types, by name.
    package var attributeRules: [String: AttributeRules] = [:]
    /// What is said about its roles, by name.
    package var roleRules: [String: RoleRules] = [:]
    /// Whether its annotations have words. Without words they are labels of the article, or relations
    /// of its annotations; nil allows both.
    package var hasWords: Bool?
    /// Whether it was added for plugins: of labels that two layers have, the other one is meant.
    package internal(set) var isAdmitted = false

    /// Creates the rules of a layer.
    package init(
      _ layer: Layer, labels: [String] = [], attributes: [String: ValueType] = [:],
      roles: [String] = [], hasWords: Bool? = nil
    ) {
      self.hasWords = hasWords
      self.layer = layer
      self.labels = labels
      self.attributes = attributes
      self.roles = roles
    }
  }

  /// The layers in order.
  package var layers: [LayerRules]
  /// Whether plugins may not add layers.
  package var isClosed: Bool
  /// The file of the guidelines, relative to the workspace; nil if there is none.
  package var guidelines: String?

  /// Makes a schema.
  package init(_ layers: [LayerRules], isClosed: Bool = false) {
    self.layers = layers
    self.isClosed = isClosed
  }

  /// The rules of a layer; nil if the schema does not have it.
  package subscript(layer: Layer) -> LayerRules? { layers.first { $0.layer == layer } }

  package func labels(of layer: Layer) -> [String] { self[layer]?.labels ?? [] }
  package func roles(of layer: Layer) -> [String] { self[layer]?.roles ?? [] }
  /// The attributes of a layer with their types.
  package func attributes(of layer: Layer) -> [String: ValueType] { self[layer]?.attributes ?? [:] }

  /// What is said about a label.
  package func facts(of label: String, on layer: Layer) -> LabelFacts {
    self[layer]?.facts[label] ?? LabelFacts()
  }

  /// The rules of a role; those that allow everything if nothing is said about it.
  package func rules(ofRole role: String, on layer: Layer) -> RoleRules {
    self[layer]?.roleRules[role] ?? RoleRules()
  }

  /// The attributes that a person's annotation of a layer has from the start.
  package func initialAttributes(of layer: Layer) -> [String: JSONValue] {
    self[layer]?.attributeRules.compactMapValues(\.initial) ?? [:]
  }

  /// Adds the layers that a plugin produces, unless the schema is closed. A layer of the news
  /// schema is added with its rules, any other layer without rules.
  package mutating func admit(_ produced: [Layer]) {
    guard !isClosed else { return }
    for layer in produced where self[layer] == nil {
      var rules = Schema.news[layer] ?? LayerRules(layer)
      rules.isAdmitted = true
      layers.append(rules)
    }
  }

  /// The layer and label named by `PER`, `per` or `entity:PER`.
  ///
  /// - Parameter allowingPrefix: Whether an unambiguous prefix is enough, such as `pe`.
  /// - Throws: `unknownLabel`, `ambiguousLabel`, `ambiguous` for the prefix of several
  ///   labels.
  package func layer(
    ofLabel name: String, allowingPrefix: Bool = false
  ) throws(PostilError) -> (layer: Layer, label: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let wanted = parts.count == 2 ? String(parts[1]) : name
    let inside = parts.count == 2 ? layers.filter { $0.layer.rawValue == parts[0] } : layers
    for matches in [{ $0 == wanted }, { $0.lowercased() == wanted.lowercased() }]
      as [(String) -> Bool]
    {
      let all = inside.flatMap { rules in
        rules.labels.filter(matches).map { (layer: rules.layer, label: $0) }
      }
      let own = all.filter { self[$0.layer]?.isAdmitted == false }
      let found = own.count == 1 ? own : all
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        throw .schema(.ambiguousLabel(label: wanted, layers: found.map(\.layer.rawValue)))
      }
    }
    if parts.count == 2, inside.first?.labels.isEmpty == true, !wanted.isEmpty {
      return (Layer(rawValue: String(parts[0])), wanted)
    }
    let matching = allowingPrefix && !wanted.isEmpty ? Self.labels(in: inside, wanted) : []
    if matching.count == 1 { return matching[0] }
    if matching.count > 1 {
      throw .value(.ambiguous(prefix: name, candidates: matching.map { $0.label.lowercased() }))
    }
    throw .schema(.unknownLabel(label: name, known: layers.flatMap(\.labels)))
  }

  /// The labels with a prefix, by layer.
  private static func labels(
    in layers: [LayerRules], _ prefix: String
  ) -> [(layer: Layer, label: String)] {
    layers.flatMap { rules in
      rules.labels.filter { $0.lowercased().hasPrefix(prefix.lowercased()) }
        .map { (layer: rules.layer, label: $0) }
    }
  }
}
