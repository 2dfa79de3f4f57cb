import PostilExchange
import PostilKit
import PostilSchema

/// The names that brat's files use, and the `annotation.conf` that declares them.
struct BratTypes {
  private var labels: [Layer: Set<String>]
  /// Labels, as brat stores them, that need their layer before them: those of two layers, and those that
  /// would be taken for the words of a role or for an event.
  private let shared: Set<String>
  /// The attributes of each layer that brat could not tell from another one.
  private let alike: [Layer: Set<String>]
  private var events: [Layer: Set<String>] = [:]
  private var relations: Set<String> = []
  private var words: Set<String> = []
  /// The two arguments of each relation that is an annotation without words, with its layer.
  private var pairs: [String: (layer: Layer, roles: [String])] = [:]
  /// The layers whose annotations have no words.
  private let wordless: Set<Layer>
  /// Says what roles link to.
  let schema: Schema
  /// The values of each attribute that occur.
  private var values: [String: Set<String>] = [:]

  init(_ options: ExportOptions) {
    let labels = options.labels
    self.labels = labels.mapValues(Set.init)
    var seen = Set(options.roles.values.joined().map(Self.role))
    seen.formUnion(options.roles.filter { $0.value.contains(Role.cue) }.keys.map(Self.event))
    var shared: Set<String> = []
    for labels in labels.values {
      let names = Set(labels.map(StorableName.of))
      shared.formUnion(names.intersection(seen))
      seen.formUnion(names)
    }
    self.shared = shared
    schema = options.schema
    wordless = Set(schema.layers.filter { $0.hasWords == false }.map(\.layer))
    alike = options.attributes.mapValues(Self.alike)
    for (layer, roles) in options.roles where !wordless.contains(layer) {
      declare(roles, of: layer, asEvent: roles.contains(Role.cue))
    }
    for layer in wordless where options.roles[layer]?.count ?? 0 >= 2 {
      for label in labels[layer] ?? [] {
        pairs[type(layer, label)] = (layer, options.roles[layer] ?? [])
      }
    }
    for (attribute, words) in options.values.values.joined() {
      for word in words { declare(attribute, .string(word)) }
    }
  }

  /// Declares a value of an attribute, if brat can list it.
  private mutating func declare(_ attribute: String, _ value: JSONValue) {
    if case .word(let word) = BratValue(attribute, value) {
      values[Self.role(attribute), default: []].insert(word)
    }
  }

  private mutating func declare(_ roles: [String], of layer: Layer, asEvent isEvent: Bool) {
    if isEvent { events[layer, default: []].formUnion(roles) }
    // An annotation without a cue has relations, even on a layer of events.
    relations.formUnion(roles.filter { $0 != Role.cue })
    words.formUnion(roles.map(Self.role))
  }

  /// The type of an annotation: its label, prefixed with the layer if two layers share the label.
  func type(_ annotation: Annotation) -> String { type(annotation.layer, annotation.label) }

  private func type(_ layer: Layer, _ label: String) -> String {
    let label = StorableName.of(label)
    return shared.contains(label) ? "\(StorableName.of(layer.rawValue))-\(label)" : label
  }

  /// What a role of a layer may link to, as an argument's type: `PER|ORG`.
  private func targets(_ role: String, _ layers: [Layer]) -> String {
    var types: Set<String> = []
    for layer in layers {
      let rules = schema.rules(ofRole: role, on: layer)
      if rules.targets.isEmpty { return "<ANY>" }
      for other in schema.layers {
        for label in other.labels
        where rules.admits(Annotation(layer: other.layer, label: label, spans: [])) {
          types.insert(type(other.layer, label))
        }
      }
    }
    return types.isEmpty ? "<ANY>" : types.sorted().joined(separator: "|")
  }

  /// The type of the lines that hold an attribute which is no single word.
  static let attributeNote = "Attribute"

  /// Whether an attribute of an annotation has a name in brat that no other attribute has.
  func isDistinct(_ attribute: String, of annotation: Annotation) -> Bool {
    let own = Self.alike(Array(annotation.attributes.keys))
    return Self.role(attribute) != "State" && !own.contains(attribute)
      && alike[annotation.layer]?.contains(attribute) != true
  }

  /// The names that are the same in brat.
  private static func alike(_ names: [String]) -> Set<String> {
    let groups = Dictionary(grouping: Set(names), by: role)
    return Set(groups.values.filter { $0.count > 1 }.joined())
  }

  /// The type of an event: the layer's name, capitalized.
  static func event(_ layer: Layer) -> String { capitalized(layer.rawValue) }

  /// The type of a role's words and the name of an argument: the role's name, capitalized.
  static func role(_ name: String) -> String { capitalized(name) }

  private static func capitalized(_ name: String) -> String {
    let name = StorableName.of(name)
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// Declares what an annotation uses.
  mutating func add(_ annotation: Annotation) {
    for (attribute, value) in annotation.attributes { declare(attribute, value) }
    if annotation.spans.isEmpty {
      if let (first, second) = annotation.pair(in: schema) {
        pairs[type(annotation)] = (annotation.layer, [first.role, second.role])
      }
      return
    }
    labels[annotation.layer, default: []].insert(annotation.label)
    declare(Array(annotation.roles.keys), of: annotation.layer, asEvent: annotation.hasCue)
  }

  /// The lines of `annotation.conf`. Overlaps are allowed, since layers usually overlap.
  var configuration: [String] {
    ["# Written by postil export brat.", "", "[entities]"] + entities
      + ["", "[relations]", "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"]
      + ["RefersTo\tFrom:<ANY>, To:<ANY>"]
      + relations.sorted().map {
        "\(StorableName.of($0))\tContent:<ANY>, \(BratTypes.partner($0)):\(partners($0))"
      }
      + pairs.sorted { $0.key < $1.key }.map { name, pair in
        "\(name)\t"
          + pair.roles.prefix(2).map { "\(StorableName.of($0)):\(targets($0, [pair.layer]))" }
          .joined(separator: ", ")
      }
      + ["", "[events]"] + events.keys.sorted().map(event)
      + ["", "[attributes]", "State\tArg:<ANY>, Value:suggested|rejected"]
      + values.sorted { $0.key < $1.key }.map {
        "\($0.key)\tArg:<ANY>, Value:\($0.value.sorted().joined(separator: "|"))"
      }
  }

  /// The name of the second argument of a role's relation; it must differ from the first, `Content`.
  static func partner(_ role: String) -> String {
    Self.role(role) == "Content" ? "Target" : Self.role(role)
  }

  /// What a role links to on the layers that have it; its words, too, have a type of their own.
  private func partners(_ role: String) -> String {
    let having = schema.layers.filter { $0.roles.contains(role) && !wordless.contains($0.layer) }
    return having.isEmpty ? "<ANY>" : targets(role, having.map(\.layer))
  }

  private var entities: [String] {
    var types: Set<String> = words
    for (layer, labels) in labels where !wordless.contains(layer) {
      for label in labels { types.insert(type(layer, label)) }
    }
    return types.subtracting(events.keys.map(Self.event)).sorted()
  }

  private func event(_ layer: Layer) -> String {
    let roles = (events[layer] ?? []).subtracting(["content"])
      .map { ($0, Self.role($0)) }.sorted { $0.1 < $1.1 }
    return "\(Self.event(layer))\tContent:<ANY>"
      + roles.map { role, name in ", \(name)*:\(targets(role, [layer]))" }.joined()
  }
}

extension Annotation {
  /// Whether it has a cue with words, so that it becomes an event in brat.
  var hasCue: Bool { roles[Role.cue]?.contains { !$0.spans.isEmpty } == true }
}
