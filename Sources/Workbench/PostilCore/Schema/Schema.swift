import PostilKit

/// What a workspace may be annotated with: layers, their labels, attributes and roles.
public struct Schema: Hashable, Sendable {
  /// One layer's part.
  public struct LayerRules: Hashable, Sendable {
    /// The layer.
    public var layer: Layer
    /// Its labels in the order in which menus show them; empty admits every label.
    public var labels: [String]
    /// Its attributes by name.
    public var attributes: [String: ValueType]
    /// Its roles.
    public var roles: [String]

    /// Makes the rules of a layer.
    public init(
      _ layer: Layer, labels: [String] = [], attributes: [String: ValueType] = [:],
      roles: [String] = []
    ) {
      self.layer = layer
      self.labels = labels
      self.attributes = attributes
      self.roles = roles
    }
  }

  /// The layers in order.
  public private(set) var layers: [LayerRules]
  /// Whether plugins may not bring layers of their own.
  public private(set) var isClosed: Bool

  /// Makes a schema.
  public init(_ layers: [LayerRules], isClosed: Bool = false) {
    self.layers = layers
    self.isClosed = isClosed
  }

  /// The rules of a layer, or nil if the schema does not have it.
  public subscript(layer: Layer) -> LayerRules? { layers.first { $0.layer == layer } }

  /// The labels of a layer.
  public func labels(of layer: Layer) -> [String] { self[layer]?.labels ?? [] }
  /// The roles of a layer.
  public func roles(of layer: Layer) -> [String] { self[layer]?.roles ?? [] }
  /// The attributes of a layer with their types.
  public func attributes(of layer: Layer) -> [String: ValueType] { self[layer]?.attributes ?? [:] }

  /// Admits the layers that a plugin produces, unless the schema is closed. One that the news schema
  /// knows comes with its rules, another one without any.
  public mutating func admit(_ produced: [Layer]) {
    guard !isClosed else { return }
    for layer in produced where self[layer] == nil {
      layers.append(Schema.news[layer] ?? LayerRules(layer))
    }
  }

  /// The layer and label that `PER`, `per` or `entity:PER` means.
  ///
  /// - Parameter allowingPrefix: Whether the beginning that only one label has will do: `pe`.
  /// - Throws: `unknownLabel`, `ambiguousLabel`, `ambiguousCommand` for the beginning of several.
  public func layer(
    ofLabel name: String, allowingPrefix: Bool = false
  ) throws(PostilError) -> (layer: Layer, label: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let wanted = parts.count == 2 ? String(parts[1]) : name
    let inside = parts.count == 2 ? layers.filter { $0.layer.rawValue == parts[0] } : layers
    for matches in [{ $0 == wanted }, { $0.lowercased() == wanted.lowercased() }]
      as [(String) -> Bool]
    {
      let found = inside.flatMap { rules in
        rules.labels.filter(matches).map { (layer: rules.layer, label: $0) }
      }
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        throw .ambiguousLabel(label: wanted, layers: found.map(\.layer.rawValue))
      }
    }
    if parts.count == 2, inside.first?.labels.isEmpty == true, !wanted.isEmpty {
      return (Layer(rawValue: String(parts[0])), wanted)
    }
    let beginning = allowingPrefix && !wanted.isEmpty ? Self.labels(in: inside, wanted) : []
    if beginning.count == 1 { return beginning[0] }
    if beginning.count > 1 {
      throw .ambiguousCommand(name: name, candidates: beginning.map { $0.label.lowercased() })
    }
    throw .unknownLabel(label: name, known: layers.flatMap(\.labels))
  }

  /// The labels that begin so, by layer.
  private static func labels(
    in layers: [LayerRules], _ beginning: String
  ) -> [(layer: Layer, label: String)] {
    layers.flatMap { rules in
      rules.labels.filter { $0.lowercased().hasPrefix(beginning.lowercased()) }
        .map { (layer: rules.layer, label: $0) }
    }
  }

  mutating func read(_ table: JSONObject) throws(SettingsFailure) {
    if let settings = table["schema"] {
      guard let value = (settings["closed"] ?? .bool(false)).bool else {
        throw SettingsFailure("'schema.closed' must be true or false")
      }
      isClosed = value
    }
    guard let layers = table["layers"] else { return }
    self.layers = []
    for member in layers.object?.members ?? [] { self.layers.append(try LayerRules(member)) }
    if self.layers.isEmpty { throw SettingsFailure("'layers' holds no layer") }
  }
}

extension Schema.LayerRules {
  fileprivate init(_ member: JSONObject.Member) throws(SettingsFailure) {
    let key = "layers.\(member.name)"
    guard let table = member.value.object else { throw SettingsFailure("'\(key)' must be a table") }
    for name in table.members.map(\.name) where !["labels", "roles", "attributes"].contains(name) {
      throw SettingsFailure("the key '\(key).\(name)' is unknown")
    }
    self.init(
      Layer(rawValue: member.name), labels: try Self.names(table, key, "labels"),
      roles: try Self.names(table, key, "roles"))
    for attribute in table["attributes"]?.object?.members ?? [] {
      guard let type = ValueType(setting: attribute.value) else {
        throw SettingsFailure(
          "'\(key).attributes.\(attribute.name)' must be text, true-false, number, integer, timex,"
            + " reference, date, or a list of words")
      }
      attributes[attribute.name] = type
    }
  }

  private static func names(
    _ table: JSONObject, _ key: String, _ name: String
  ) throws(SettingsFailure) -> [String] {
    guard let value = table[name] else { return [] }
    let names = value.array?.compactMap(\.string)
    guard let names, names.count == value.array?.count, names.allSatisfy(isName) else {
      throw SettingsFailure("'\(key).\(name)' must be a list of names of letters, digits, . _ -")
    }
    guard Set(names).count == names.count else {
      throw SettingsFailure("'\(key).\(name)' gives a name twice")
    }
    return names
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
          || [0x2E, 0x5F, 0x2D].contains($0)
      }
  }
}

extension Schema {
  /// The built-in schema for news.
  public static let news = Schema([
    LayerRules(
      .entity,
      labels: ["PER", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT", "MISC", "WORK"],
      attributes: ["entity": .text, "ref": .reference, "note": .text]),
    LayerRules(
      .quote, labels: ["direct", "mixed", "indirect"],
      attributes: [
        "speaker": .text, "addressee": .text, "negated": .truth, "hypothetical": .truth,
        "passive": .truth, "relayed-by": .text, "scare": .truth, "part": .integer,
        "words": .text, "note": .text,
      ], roles: ["cue", "source", "addressee", "parent"]),
    LayerRules(
      .timex, labels: ["DATE", "TIME", "DURATION", "SET"],
      attributes: [
        "value": .timex, "freq": .text, "quant": .text, "anchor": .text, "note": .text,
        "mod": .words([
          "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
          "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
        ]),
      ], roles: ["begin", "end"]),
  ])
}
