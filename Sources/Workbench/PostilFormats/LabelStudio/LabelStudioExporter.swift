import PostilExchange
import PostilKit
import PostilMarkup
import PostilSchema
import PostilSystem

/// Label Studio: tasks with their annotations, suggestions as predictions, and `label_config.xml` for the
/// project. Offsets are UTF-16 units.
///
/// What Label Studio has no place for, such as layers and attributes, is kept in each result's `meta`.
package struct LabelStudioExporter: Exporter {
  /// `label-studio`.
  package var name: String { "label-studio" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "tasks for Label Studio, suggestions as predictions, and label_config.xml for the project"
  }
  package var cannotSay: String {
    "roles that are only words, rejected annotations"
  }
  /// `json`.
  package var corpusExtension: String? { "json" }
  package var frame: ExportFrame { .array }
  private var labels: Set<String>
  private var roles: Set<String>
  private let schema: Schema
  private let choices: [Schema.LayerRules]

  /// Makes an exporter; the labels and roles of the schema are declared whether or not they occur.
  package init(_ options: ExportOptions = ExportOptions()) {
    let layers = options.layers.isEmpty ? Array(options.labels.keys) : options.layers
    schema = options.schema
    let wordless = Set(schema.layers.filter { $0.hasWords == false }.map(\.layer))
    labels = Set(layers.filter { !wordless.contains($0) }.flatMap { options.labels[$0] ?? [] })
    // A relation without words is one by its label.
    roles = Set(
      layers.flatMap { layer in
        let roles = options.roles[layer] ?? []
        return wordless.contains(layer) && !roles.isEmpty ? options.labels[layer] ?? [] : roles
      })
    choices = schema.articleLayers.filter { layers.contains($0.layer) }
  }

  /// Writes one article.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation]
  ) -> ExportedArticle {
    let rejected = annotations.filter { $0.state == .rejected }
    let pieces = SpanPieces(
      annotations.filter { $0.state != .rejected }, in: article.text, .utf16,
      schema: schema)
    labels.formUnion(pieces.all.map(\.annotation.label))
    roles.formUnion(pieces.relations.map(\.role))
    let names = Dictionary(
      pieces.all.map { ($0.annotation.id, Self.maker($0.annotation)) }, uniquingKeysWith: { $1 })
    var results: [String: [JSONValue]] = [:]
    for piece in pieces.all {
      results[Self.maker(piece.annotation), default: []].append(Self.result(piece))
    }
    for (maker, labels) in Dictionary(grouping: pieces.labels, by: Self.maker) {
      results[maker, default: []] += Self.choices(labels)
    }
    var losses = pieces.losses
    losses += pieces.labels.flatMap { one in
      one.attributes.keys.sorted().map { ExportLoss(id: one.id, .member("attribute \($0)")) }
    }
    for relation in pieces.relations {
      let maker = names[relation.ids.from] ?? ""
      // A result can refer only to results of its own list.
      if maker == names[relation.ids.to] {
        results[maker, default: []].append(Self.result(relation))
      } else {
        losses.append(Self.loss(of: relation))
      }
    }
    losses += rejected.map { ExportLoss(id: $0.id, .all("it is rejected")) }
    return ExportedArticle(
      files: [
        ExportedFile(
          name: article.id + ".json", bytes: JSONWriter.bytes(Self.task(article, results)))
      ],
      losses: losses)
  }

  private static func loss(of relation: SpanPieces.Relation) -> ExportLoss {
    ExportLoss(
      id: relation.ids.from,
      .other(
        "role \(relation.role) dropped: a suggestion and an accepted annotation have no relation"))
  }

  /// The task of an article, with the results of each maker.
  private static func task(_ article: Article, _ results: [String: [JSONValue]]) -> JSONValue {
    var task = JSONObject()
    var data = JSONObject()
    data["text"] = .string(article.text.string)
    data["id"] = .string(article.id)
    if let published = article.published { data["published"] = .string(published.description) }
    task["data"] = .object(data)
    task["annotations"] = .array(results[""].map { [["result": .array($0)]] } ?? [])
    task["predictions"] = .array(
      results.filter { $0.key != "" }.sorted { $0.key < $1.key }.map { maker, list in
        ["model_version": .string(maker), "result": .array(list)]
      })
    return .object(task)
  }

  /// The model of a prediction; empty for what is accepted.
  private static func maker(_ annotation: Annotation) -> String {
    if annotation.state == .accepted { return "" }
    return annotation.annotator.isEmpty ? "postil" : annotation.annotator
  }

  private static func result(_ relation: SpanPieces.Relation) -> JSONValue {
    [
      "type": "relation", "from_id": .string(relation.ids.from),
      "to_id": .string(relation.ids.to),
      "direction": "right", "labels": [.string(relation.role)],
    ]
  }

  /// The labels of the article, one result for each layer.
  private static func choices(_ labels: [Annotation]) -> [JSONValue] {
    labels.map(\.layer).uniqued().map { layer in
      let chosen = labels.filter { $0.layer == layer }
      return [
        "id": .string(chosen[0].id), "from_name": .string(layer.rawValue), "to_name": "text",
        "type": "choices", "value": ["choices": .array(chosen.map { .string($0.label) })],
      ]
    }
  }

  private static func result(_ piece: SpanPieces.Piece) -> JSONValue {
    let annotation = piece.annotation
    var kept = JSONObject()
    kept["layer"] = .string(annotation.layer.rawValue)
    if annotation.spans.count > 1 { kept["id"] = .string(annotation.id) }
    let json = annotation.json.object
    for name in ["attributes", "annotator", "rule"] {
      if let value = json?[name] { kept[name] = value }
    }
    var result = JSONObject()
    result["id"] = .string(piece.index == 0 ? annotation.id : "\(annotation.id)-\(piece.index + 1)")
    result["from_name"] = "label"
    result["to_name"] = "text"
    result["type"] = "labels"
    result["value"] = [
      "start": .int(piece.span.start), "end": .int(piece.span.end), "text": .string(piece.text),
      "labels": [.string(annotation.label)],
    ]
    if let score = annotation.score { result["score"] = .double(score) }
    result["meta"] = ["postil": .object(kept)]
    return .object(result)
  }

  /// The configuration of the project.
  package func sharedFiles() -> [ExportedFile] {
    var lines = ["<View>", "  <Labels name=\"label\" toName=\"text\">"]
    lines += labels.sorted().map { "    <Label value=\"\(XMLText.escaped($0))\"/>" }
    lines += ["  </Labels>", "  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>"]
    for rules in choices {
      lines.append(
        "  <Choices name=\"\(XMLText.escaped(rules.layer.rawValue))\" toName=\"text\" choice=\"multiple\">"
      )
      lines += rules.labels.map { "    <Choice value=\"\(XMLText.escaped($0))\"/>" }
      lines.append("  </Choices>")
    }
    if !roles.isEmpty {
      lines.append("  <Relations>")
      lines += roles.sorted().map { "    <Relation value=\"\(XMLText.escaped($0))\"/>" }
      lines.append("  </Relations>")
    }
    return [ExportedFile(name: "label_config.xml", lines: lines + ["</View>"])]
  }
}
