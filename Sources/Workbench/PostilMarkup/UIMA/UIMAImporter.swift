import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem

/// UIMA CAS JSON 0.4 of INCEpTION and dkpro-cassis: annotations with a `value`, or a `label`, on the layer
/// that their type is named after. Offsets are UTF-16 units.
package struct UIMAImporter: Importer {
  /// `uima`.
  package var name: String { "uima" }
  package var aliases: [String] { ["inception"] }
  /// What it reads.
  package var summary: String { "UIMA CAS JSON 0.4 of INCEpTION and dkpro-cassis" }
  /// `cas.json`, as the export names them, and `json`.
  package var fileExtensions: [String] { ["cas.json", "json"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The article of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    func bad(_ reason: String) -> PostilError {
      .file(.badRecord(path: source.path, line: 1, reason: reason))
    }
    let json: JSONValue
    do throws(JSONParser.Failure) { json = try JSONParser.parse(source.bytes) } catch {
      throw bad("it is not JSON: \(error.reason)")
    }
    let structures = json["%FEATURE_STRUCTURES"]?.array ?? []
    guard let sofa = structures.first(where: { $0["sofaString"]?.string != nil }),
      let text = sofa["sofaString"]?.string
    else { throw bad("it has no text: UIMA CAS JSON has a 'sofaString'") }
    var reader = UIMAReader(source, Text(text), options)
    return [reader.article(structures, sofa: sofa["%ID"]?.int)]
  }
}

/// Reads the feature structures of one file.
struct UIMAReader {
  private let path: String
  private let map: OffsetMap
  private let options: ImportOptions
  private var article: ImportedArticle
  /// The place of each annotation by the number of its structure, and by our own id.
  private var places: [Int: Int] = [:]
  private var byID: [String: Int] = [:]

  init(_ source: ImportSource, _ text: Text, _ options: ImportOptions) {
    path = source.path
    map = OffsetMap(text, .utf16)
    self.options = options
    article = ImportedArticle(name: source.name, text: text)
  }

  /// The article of some structures.
  ///
  /// - Parameters:
  ///   - sofa: The number of its text.
  ///   - lost: What was not read before, as ends of sentences.
  mutating func article(
    _ structures: [JSONValue], sofa: Int?, lost: [String] = []
  ) -> ImportedArticle {
    for what in lost { lose(what) }
    let relations = structures.filter { UIMARelation($0) != nil }
    for structure in structures
    where (structure["begin"] != nil || structure["end"] != nil) && UIMARelation(structure) == nil {
      if structure["@sofa"]?.int != sofa {
        lose("an annotation of another view")
        continue
      }
      take(structure)
    }
    article.identify()
    for structure in structures where UIMARelation(structure) == nil { takeRoles(structure) }
    for relation in relations.compactMap({ UIMARelation($0) }) { take(relation) }
    article.identify()
    return article
  }

  /// Takes a relation between two annotations: as a role of the first, or as an annotation without words if
  /// its label is of such a layer.
  private mutating func take(_ relation: UIMARelation) {
    guard let head = places[relation.head], let dependent = places[relation.dependent] else {
      return lose("a relation '\(relation.label)' whose ends were not imported")
    }
    let link = RoleLink(id: article.annotations[dependent].id)
    if let (layer, label) = options.meaning(of: relation.label),
      options.schema[layer]?.hasWords == false, options.schema.roles(of: layer).count >= 2
    {
      let roles = options.schema.roles(of: layer)
      let first = RoleLink(id: article.annotations[head].id)
      article.annotations.append(
        Annotation(
          layer: layer, label: label, spans: [], roles: [roles[0]: [first], roles[1]: [link]],
          state: .accepted))
    } else if let role = options.role(relation.label, of: article.annotations[head].layer) {
      article.annotations[head].roles[role, default: []].append(link)
    } else {
      lose("the schema has no role '\(relation.label)'")
    }
  }

  private mutating func lose(_ what: String, kind: String? = nil) {
    article.losses.append(ImportLoss(path: path, line: 1, what: what, kind: kind))
  }

  private mutating func take(_ structure: JSONValue) {
    let type = structure["%TYPE"]?.string ?? ""
    if UIMATypes.isStructure(type) { return }
    let begin = structure["begin"]?.int ?? 0
    guard let end = structure["end"]?.int, begin < end,
      let span = map.codePoints(Span(begin, end))
    else {
      return lose(
        "a span outside the text: \(begin) to \(structure["end"]?.plain ?? "")",
        kind: "a span outside the text, or without words")
    }
    let feature = type == UIMATypes.namedEntity || structure["label"] == nil ? "value" : "label"
    guard let value = structure[feature]?.string ?? structure["label"]?.string else {
      return lose("an annotation of the type '\(type)', which has neither a value nor a label")
    }
    guard let (layer, label) = meaning(value, type) else {
      return lose("the label \(options.unknown(value))")
    }
    if let id = structure["postil_id"]?.string, let place = byID[id],
      article.annotations[place].layer == layer, article.annotations[place].label == label
    {
      article.annotations[place].spans = (article.annotations[place].spans + [span]).sorted()
      article.annotations[place].text = article.text[article.annotations[place].spans]
      return
    }
    var annotation = Annotation(
      layer: layer, label: label, spans: [span], text: article.text[span], state: .accepted)
    fill(&annotation, structure, feature)
    let place = article.annotations.count
    if let number = structure["%ID"]?.int { places[number] = place }
    if let id = structure["postil_id"]?.string { byID[id] = place }
    article.annotations.append(annotation)
  }

  /// The layer that a type is named after has the label, else any layer.
  private func meaning(_ value: String, _ type: String) -> (layer: Layer, label: String)? {
    if type == UIMATypes.namedEntity { return options.meaning(of: value) }
    let layer = options.schema.layers.first { UIMATypes.name(of: $0.layer) == type }?.layer
    let last = type.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return layer.flatMap { options.meaning(of: value, on: $0.rawValue) }
      ?? (options.adopts ? options.meaning(of: value, on: last) : options.meaning(of: value))
  }

  private static let known: Set = ["%ID", "%TYPE", "%FLAGS", "@sofa", "begin", "end"]

  /// Takes what a structure says besides its label, which is the value of a feature.
  private mutating func fill(
    _ annotation: inout Annotation, _ structure: JSONValue, _ label: String
  ) {
    if let id = structure["postil_id"]?.string, AnnotationIDs.isWellFormed(id) {
      annotation.id = id
    }
    if let state = structure["postil_state"]?.string.flatMap({ Annotation.State(rawValue: $0) }) {
      annotation.state = state
    }
    annotation.annotator = structure["postil_annotator"]?.string ?? ""
    let attributes = options.schema.attributes(of: annotation.layer)
    for member in structure.object?.members ?? []
    where !Self.known.contains(member.name) && member.name != label
      && !UIMATypes.own.contains(member.name)
      && !member.name.hasPrefix("@") && !member.name.hasPrefix("^") && member.value != .null
    {
      let name =
        attributes.keys.sorted().first {
          UIMATypes.feature($0, of: annotation.layer) == member.name
        } ?? (member.name == "identifier" ? "ref" : member.name)
      // All features of ours are strings.
      let typed =
        (try? options.schema.value(of: name, on: annotation.layer, typed: member.value.plain))
        ?? member.value
      let problems = options.problems(of: name, typed, on: annotation)
      for problem in problems { lose(problem) }
      if problems.isEmpty { annotation.attributes[name] = typed }
    }
  }

  private mutating func takeRoles(_ structure: JSONValue) {
    guard let place = structure["%ID"]?.int.flatMap({ places[$0] }) else { return }
    let layer = article.annotations[place].layer
    for member in structure.object?.members ?? []
    where member.name.hasPrefix("@") && member.name != "@sofa" {
      let feature = String(member.name.dropFirst())
      let name = options.schema.roles(of: layer).first { UIMATypes.feature(role: $0) == feature }
      guard let role = name ?? options.role(feature, of: layer) else {
        lose("the schema has no role '\(feature)'")
        continue
      }
      guard let target = member.value.int.flatMap({ places[$0] }) else {
        lose("the role '\(role)' has no target")
        continue
      }
      article.annotations[place].roles[role, default: []].append(
        RoleLink(id: article.annotations[target].id))
    }
  }
}
