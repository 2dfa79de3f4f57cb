import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// Filters as typed: `PER`, `quote`, `suggested`, `flagged`, `score<0.5`, `text~bank`,
/// `speaker="Ana Duarte"`.
/// `speaker="Ana Duarte"`.
package struct AnnotationFilter {
  private var tests: [(StoredAnnotation) -> Bool] = []
  /// An annotation passes if it has one of the labels, layers or states of each non-empty list.
  private var labels: [(layer: Layer, label: String)] = []
  private var layers: Set<Layer> = []
  private var states: Set<Annotation.State> = []

  package init() {}

  /// Whether any filter was given.
  package var isActive: Bool {
    !tests.isEmpty || !labels.isEmpty || !layers.isEmpty || !states.isEmpty
  }

  /// Whether a state is among the filters.
  package var namesStates: Bool { !states.isEmpty }

  /// Whether an annotation passes all filters.
  package func admits(_ stored: StoredAnnotation) -> Bool {
    let one = stored.annotation
    if !labels.isEmpty || !layers.isEmpty {
      let isNamed = labels.contains { $0.label == one.label && $0.layer == one.layer }
      guard isNamed || layers.contains(one.layer) else { return false }
    }
    guard states.isEmpty || states.contains(one.state) else { return false }
    return tests.allSatisfy { $0(stored) }
  }

  /// Whether an annotation of a layer and label, in a state, could pass: false only if none can.
  package func mayAdmit(_ layer: Layer, _ label: String, _ state: Annotation.State) -> Bool {
    let isNamed =
      labels.isEmpty && layers.isEmpty || layers.contains(layer)
      || labels.contains { $0.label == label && $0.layer == layer }
    return isNamed && (states.isEmpty || states.contains(state))
  }

  // MARK: Words

  /// Adds a word's filter; false if the word is not a filter.
  package mutating func take(_ word: String, _ schema: Schema) throws -> Bool {
    if word == "all" {
      tests.append { _ in true }
    } else if word == "flagged" {
      tests.append { $0.annotation.isFlagged }
    } else if let state = Self.state(word) {
      states.insert(state)
    } else if try takeComparison(word, schema) {
      return true
    } else if schema[Layer(rawValue: word)] != nil,
      !schema.layers.contains(where: { $0.labels.contains(word) })
    {
      // `event` is the layer, and EVENT the label.
      layers.insert(Layer(rawValue: word))
    } else if let known = try? schema.layer(ofLabel: word) {
      labels.append(known)
    } else if schema[Layer(rawValue: word)] != nil {
      layers.insert(Layer(rawValue: word))
    } else {
      return false
    }
    return true
  }

  private static func state(_ word: String) -> Annotation.State? {
    Annotation.State.allCases.first { $0.rawValue == word.lowercased() }
  }

  /// Parses `score<0.5`, `score>0.9`, `text~bank`, `speaker~duarte`.
  private mutating func takeComparison(_ word: String, _ schema: Schema) throws -> Bool {
    guard let place = word.firstIndex(where: { "~<>".contains($0) }) else { return false }
    let (name, value) = (String(word[..<place]), String(word[word.index(after: place)...]))
    if word[place] == "~" {
      guard name == "text" || Self.attributes(schema).contains(name) else {
        throw Self.unknown(name + "~", schema)
      }
      let wanted = value.lowercased()
      tests.append { stored in
        let value = name == "text" ? stored.annotation.text : stored.annotation.value(name)
        return value?.lowercased().contains(wanted) ?? false
      }
      return true
    }
    guard name == "score" else { return false }
    guard let bound = Double(value) else {
      throw PostilError.value(.invalid(name: "score", value: value, form: "score<0.5"))
    }
    let isBelow = word[place] == "<"
    tests.append { stored in
      stored.annotation.score.map { isBelow ? $0 < bound : $0 > bound } ?? false
    }
    return true
  }

  // MARK: Pairs

  /// Adds the filter `name=value`.
  package mutating func take(_ name: String, _ value: String, _ schema: Schema) throws {
    guard !value.isEmpty || Self.attributes(schema).contains(name) || !Self.names.contains(name)
    else {
      throw PostilError.pointing(.emptyFilter(name: name))
    }
    switch name {
    case "label": labels.append(try schema.layer(ofLabel: value))
    case "layer": layers.insert(try Self.layer(value, schema))
    case "state":
      guard let state = Self.state(value) else {
        throw PostilError.value(
          .notOne(name: "state", value: value, of: ["suggested", "accepted", "rejected"]))
      }
      states.insert(state)
    case "by", "annotator":
      tests.append { $0.annotation.annotator.hasPrefix(value) || $0.by.hasPrefix(value) }
    case "text":
      let wanted = Snippet.flat(value)
      tests.append { Snippet.flat($0.annotation.text) == wanted }
    case "rule": tests.append { $0.annotation.rule == value }
    default:
      guard Self.attributes(schema).contains(name) else { throw Self.unknown(name + "=", schema) }
      // Of several speakers, each is found.
      tests.append {
        ($0.annotation.value(name) ?? "") == value || $0.annotation.names(in: name).contains(value)
      }
    }
  }

  private static func layer(_ name: String, _ schema: Schema) throws -> Layer {
    let known = schema.layers.map(\.layer.rawValue)
    guard known.contains(name) else {
      throw PostilError.pointing(.unknownLayer(name: name, known: known))
    }
    return Layer(rawValue: name)
  }

  /// Names that filter besides the attributes of the schema.
  package static let names = ["label", "layer", "state", "by", "text", "rule"]

  private static func attributes(_ schema: Schema) -> Set<String> {
    Set(schema.layers.flatMap(\.attributes.keys))
  }

  private static func unknown(_ name: String, _ schema: Schema) -> PostilError {
    let comparison = String(name.suffix(1))
    let known = (names + attributes(schema).sorted()).map { $0 + comparison }
    return .pointing(.unknownFilter(name: name, known: known))
  }
}

extension Annotation {
  /// The value of an attribute as plain text.
  package func value(_ attribute: String) -> String? { attributes[attribute]?.plain }
}
