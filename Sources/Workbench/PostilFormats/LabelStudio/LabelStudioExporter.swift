import PostilExchange
import PostilKit
import PostilMarkup

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
    "roles that are only words, rejected annotations, annotations without words"
  }
  /// `json`.
  package var corpusExtension: String? { "json" }
  package var frame: ExportFrame { .array }
  private var labels: Set<String>
  private var roles: Set<String>

  /// Makes an exporter; the labels and roles of the schema are declared whether or not they occur.
  package init(_ options: ExportOptions = ExportOptions()) {
    let layers = options.layers.isEmpty ? Array(options.labels.keys) : options.layers
    labels = Set(layers.flatMap { options.labels[$0] ?? [] })
    roles = Set(layers.flatMap { options.roles[$0] ?? [] })
  }

  /// Writes one article.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation]
  ) -> ExportedArticle {
    let rejected = annotations.filter { $0.state == .rejected }
    let pieces = SpanPieces(annotations.filter { $0.state != .rejected }, in: article.text, .utf16)
    labels.formUnion(pieces.all.map(\.annotation.label))
    roles.formUnion(pieces.relations.map(\.role))
    let names = Dictionary(
      pieces.all.map { ($0.annotation.id, Self.maker($0.annotation)) }, uniquingKeysWith: { $1 })
    var results: [String: [JSONValue]] = [:]
    for piece in pieces.all {
      results[Self.maker(piece.annotation), default: []].append(Self.result(piece))
    }
    var losses = pieces.losses
    for relation in pieces.relations {
      let maker = names[relation.ids.from] ?? ""
      // A result can refer only to results of its own list.
      if maker == names[relation.ids.to] {
        results[maker, default: []].append(Self.result(relation))
      } else {
        losses.append(
          ExportLoss(
            id: relation.ids.from,
            .other(
              "role \(relation.role) dropped: a suggestion and an accepted annotation have no relation"
            )))
      }
    }
    for annotation in rejected {
      losses.append(ExportLoss(id: annotation.id, .all("it is rejected")))
    }
    return ExportedArticle(
      files: [
        ExportedFile(
          name: article.id + ".json", bytes: JSONWriter.bytes(Self.task(article, results)))
      ],
      losses: losses)
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
    if !roles.isEmpty {
      lines.append("  <Relations>")
      lines += roles.sorted().map { "    <Relation value=\"\(XMLText.escaped($0))\"/>" }
      lines.append("  </Relations>")
    }
    return [ExportedFile(name: "label_config.xml", lines: lines + ["</View>"])]
  }
}
