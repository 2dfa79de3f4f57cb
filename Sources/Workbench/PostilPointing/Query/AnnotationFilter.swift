import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// Filters as typed: `PER`, `quote`, `suggested`, `flagged`, `score<0.5`, `text~bank`, `in quote`,
/// `speaker="Ana Duarte"`, `source.entity~duarte`, `not near PER/10`.
package struct AnnotationFilter {
  private var tests: [(StoredAnnotation, QueryArticle) -> Bool] = []
  /// Tests of a place or an article, which words that were found can pass, too.
  private var placeTests: [(QueryPlace) -> Bool] = []
  /// An annotation passes if it has one of the labels, layers or states of each non-empty list.
  private var labels: [(layer: Layer, label: String)] = []
  private var layers: Set<Layer> = []
  private var states: Set<Annotation.State> = []

  package init() {}

  /// Whether any filter was given.
  package var isActive: Bool { isAboutAnnotations || !placeTests.isEmpty }

  /// Whether a filter was given that only annotations can pass.
  package var isAboutAnnotations: Bool {
    !tests.isEmpty || !labels.isEmpty || !layers.isEmpty || !states.isEmpty
  }

  /// Whether a state is among the filters.
  package var namesStates: Bool { !states.isEmpty }

  /// Whether an annotation passes all filters.
  package func admits(_ stored: StoredAnnotation, in article: QueryArticle) -> Bool {
    admitsAnnotation(stored, in: article)
      && (placeTests.isEmpty || admits(QueryPlace(stored, in: article)))
  }

  /// Whether an annotation passes all filters but those about places and articles.
  package func admitsAnnotation(_ stored: StoredAnnotation, in article: QueryArticle) -> Bool {
    let one = stored.annotation
    if !labels.isEmpty || !layers.isEmpty {
      let isNamed = labels.contains { $0.label == one.label && $0.layer == one.layer }
      guard isNamed || layers.contains(one.layer) else { return false }
    }
    guard states.isEmpty || states.contains(one.state) else { return false }
    return tests.allSatisfy { $0(stored, article) }
  }

  /// Whether a place passes the filters about places and articles.
  package func admits(_ place: QueryPlace) -> Bool { placeTests.allSatisfy { $0(place) } }

  /// Whether an annotation of a layer and label, in a state, could pass: false only if none can.
  package func mayAdmit(_ layer: Layer, _ label: String, _ state: Annotation.State) -> Bool {
    let isNamed =
      labels.isEmpty && layers.isEmpty || layers.contains(layer)
      || labels.contains { $0.label == label && $0.layer == layer }
    return isNamed && (states.isEmpty || states.contains(state))
  }

  // MARK: Adding

  /// Adds a test of annotations.
  mutating func require(_ test: @escaping (StoredAnnotation, QueryArticle) -> Bool) {
    tests.append(test)
  }

  /// Leaves out the tests of places.
  mutating func ignorePlaces() { placeTests = [] }

  /// Adds a test of places.
  mutating func require(place test: @escaping (QueryPlace) -> Bool) { placeTests.append(test) }

  /// Excludes what passes another filter.
  mutating func exclude(_ other: AnnotationFilter) {
    if other.isAboutAnnotations {
      tests.append { !other.admits($0, in: $1) }
    } else {
      placeTests.append { !other.admits($0) }
    }
  }

  /// Takes the filter that begins with the first of some words.
  ///
  /// - Returns: Number of words taken, 0 if they begin with none.
  /// - Throws: What is wrong with the filter.
  package mutating func take(_ words: ArraySlice<Word>, _ schema: Schema) throws -> Int {
    var parser = QueryParser(words, schema)
    return try parser.take(into: &self)
  }

  /// Adds the filter of a single word; false if the word is not one.
  package mutating func take(_ word: String, _ schema: Schema) throws -> Bool {
    try takeOne(Word(bare: word), word, schema)
  }

  mutating func takeOne(_ whole: Word, _ word: String, _ schema: Schema) throws -> Bool {
    if word == "all" {
      tests.append { _, _ in true }
    } else if word == "flagged" {
      tests.append { stored, _ in stored.annotation.isFlagged }
    } else if let state = Self.state(word) {
      states.insert(state)
    } else if let pair = whole.assignment {
      try take(pair.name, pair.value.text, schema)
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

  /// Parses `score<0.5`, `text~bank`, `published>=2023-03`.
  private mutating func takeComparison(_ word: String, _ schema: Schema) throws -> Bool {
    guard let comparison = QueryComparison(word), comparison.sign != .equals else { return false }
    try compare(comparison, schema)
    return true
  }

  private mutating func compare(_ comparison: QueryComparison, _ schema: Schema) throws {
    guard let values = QueryValues(comparison.name, schema) else {
      throw Self.unknown(comparison.name + comparison.sign.rawValue, schema)
    }
    switch comparison.name {
    case "score" where Double(comparison.value) == nil:
      throw PostilError.value(
        .invalid(name: "score", value: comparison.value, form: "score<0.5"))
    case "published": try QueryDay.check(prefix: comparison.value, of: "published")
    default: break
    }
    switch values {
    case .annotation(let values): tests.append { comparison.holds(values($0, $1)) }
    case .place(let values): placeTests.append { comparison.holds(values($0)) }
    }
  }

  // MARK: Pairs

  /// Adds the filter `name=value`.
  package mutating func take(_ name: String, _ value: String, _ schema: Schema) throws {
    let isAttribute = Self.attributes(schema).contains(name)
    guard !value.isEmpty || isAttribute || !QueryValues.names.contains(name) else {
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
      tests.append { stored, _ in
        stored.annotation.annotator.hasPrefix(value) || stored.by.hasPrefix(value)
      }
    case "text":
      let wanted = Snippet.flat(value)
      tests.append { stored, _ in Snippet.flat(stored.annotation.text) == wanted }
    case _ where isAttribute && value.isEmpty:
      tests.append { stored, _ in (stored.annotation.value(name) ?? "").isEmpty }
    case "status" where !isAttribute && !["open", "done"].contains(value):
      throw PostilError.value(.notOne(name: "status", value: value, of: ["open", "done"]))
    case "section" where !isAttribute && !Self.sections.contains(value):
      throw PostilError.value(.notOne(name: "section", value: value, of: Self.sections))
    case "since" where !isAttribute:
      let first = "\(try QueryDay.parse(value, of: name))"
      tests.append { stored, _ in stored.at >= first }
    case "until" where !isAttribute:
      let last = "\(try QueryDay.parse(value, of: name))"
      tests.append { stored, _ in stored.at.prefix(10) <= last }
    case "published" where !isAttribute:
      try QueryDay.check(prefix: value, of: name)
      placeTests.append {
        $0.article.article.store.article.published.map { "\($0)".hasPrefix(value) } ?? false
      }
    default: try compare(QueryComparison(name, .equals, value), schema)
    }
  }

  /// The kinds of sections.
  package static let sections =
    [
      Section.Kind.title, .repeatedTitle, .byline, .dateline, .subheading, .listItem, .post,
      .boilerplate, .body,
    ].map(\.rawValue)

  private static func layer(_ name: String, _ schema: Schema) throws -> Layer {
    let known = schema.layers.map(\.layer.rawValue)
    guard known.contains(name) else {
      throw PostilError.pointing(.unknownLayer(name: name, known: known))
    }
    return Layer(rawValue: name)
  }

  /// Names in `name=value` that select annotations where other pairs are set: `set PER by=anna ref=…`.
  package static let names = ["label", "layer", "state", "by", "text", "rule"]

  /// The attributes of all layers.
  static func attributes(_ schema: Schema) -> Set<String> {
    Set(schema.layers.flatMap(\.attributes.keys))
  }

  /// The roles of all layers.
  static func roles(_ schema: Schema) -> Set<String> { Set(schema.layers.flatMap(\.roles)) }

  private static func unknown(_ name: String, _ schema: Schema) -> PostilError {
    let sign = String(name.drop { !"~<>=".contains($0) })
    let known = QueryValues.names + attributes(schema).sorted() + roles(schema).sorted()
    return .pointing(.unknownFilter(name: name, known: known.map { $0 + sign }))
  }
}

extension Annotation {
  /// The value of an attribute as plain text.
  package func value(_ attribute: String) -> String? { attributes[attribute]?.plain }
}
