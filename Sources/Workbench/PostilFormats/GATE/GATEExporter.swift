import PostilExchange
import PostilKit

/// GATE: a bdoc document in JSON for each article, as gatenlp and GATE's Format_Bdoc plugin read it. Each
/// layer is an annotation set, the label is the type, and offsets are code points.
package struct GATEExporter: Exporter {
  /// `bdoc`.
  package var name: String { "bdoc" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "GATE's bdoc JSON, a document for each article and an annotation set for each layer"
  }
  package var cannotSay: String { "several spans, of which a feature keeps the places" }

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let annotations = annotations.inReadingOrder
    let numbers = Dictionary(
      annotations.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var losses: [ExportLoss] = []
    var sets: [Layer: [JSONValue]] = [:]
    for (number, annotation) in annotations.enumerated() {
      if annotation.spans.count != 1 {
        let what =
          annotation.spans.isEmpty
          ? "written at the beginning of the text: it has no words"
          : "written from its first word to its last; spans has its pieces"
        losses.append(ExportLoss(id: annotation.id, .other(what)))
      }
      let extent = annotation.extent
      sets[annotation.layer, default: []].append([
        "id": .int(number), "type": .string(annotation.label), "start": .int(extent.start),
        "end": .int(extent.end), "features": .object(Self.features(annotation, numbers)),
      ])
    }
    let all = sets.sorted { $0.key < $1.key }.map { layer, list in
      JSONObject.Member(
        name: layer.rawValue,
        value: [
          "name": .string(layer.rawValue), "annotations": .array(list),
          "next_annid": .int(annotations.count),
        ])
    }
    let document: JSONValue = [
      "text": .string(article.text.string), "features": article.meta, "offset_type": "p",
      "annotation_sets": .object(JSONObject(all)), "name": .string(article.id),
    ]
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".bdocjs", bytes: JSONWriter.bytes(document) + [0x0A])
      ], losses: losses)
  }

  /// All that an annotation has besides its label and its span. Roles name annotations by their numbers.
  private static func features(_ annotation: Annotation, _ numbers: [String: Int]) -> JSONObject {
    var features = JSONObject()
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      features[name] = value
    }
    let json = annotation.json.object
    for name in ["id", "state", "annotator", "score", "rule"] {
      if let value = json?[name] { features["postil.\(name)"] = value }
    }
    if annotation.spans.count > 1 { features["spans"] = annotation.spans.json }
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      features["role.\(role)"] = .array(
        links.map { link in
          var json = link.json.object ?? JSONObject()
          if let number = link.id.flatMap({ numbers[$0] }) { json["annotation"] = .int(number) }
          return .object(json)
        })
    }
    return features
  }
}
