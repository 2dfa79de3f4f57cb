import PostilExchange
import PostilKit

/// W3C Web Annotation: a page of annotations in JSON-LD beside a copy of each text.
///
/// Each span is a target of its own, with two selectors that mean the same: offsets in code points, and
/// the words with those around them.
package struct WebAnnotationExporter: Exporter {
  /// `w3c`.
  package var name: String { "w3c" }
  /// What it writes.
  package var summary: String {
    "W3C Web Annotation (JSON-LD) with position and quotation selectors, and a copy of each text"
  }
  package var cannotSay: String {
    "the day of publication, roles, states, scores, relations without words"
  }

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let source = article.id.split(separator: "/").last.map { "\($0).txt" } ?? "text.txt"
    var losses: [ExportLoss] = []
    var items: [JSONValue] = []
    for annotation in annotations.inReadingOrder {
      guard annotation.isOfArticle || annotation.spans.contains(where: { !$0.isEmpty }) else {
        losses.append(ExportLoss(id: annotation.id, .all("it has no words")))
        continue
      }
      items.append(Self.item(annotation, article, source))
      let parts = annotation.stateLosses + annotation.roleLosses + annotation.methodLosses
      losses += parts.map { ExportLoss(id: annotation.id, $0) }
    }
    let page: JSONValue = [
      "@context": "http://www.w3.org/ns/anno.jsonld",
      "id": .string("urn:postil:\(Self.urn(article.id))"),
      "type": "AnnotationPage", "items": .array(items),
    ]
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".txt", bytes: article.text.utf8),
        ExportedFile(name: article.id + ".jsonld", bytes: JSONWriter.bytes(page) + [0x0A]),
      ], losses: losses)
  }

  private static func item(_ annotation: Annotation, _ article: Article, _ source: String)
    -> JSONValue
  {
    // A label of the article is about all of it.
    let targets =
      annotation.isOfArticle
      ? [["source": .string(source)]] : targets(annotation, article, source)
    var item = JSONObject()
    item["id"] = .string("urn:postil:\(urn(article.id)):\(urn(annotation.id))")
    item["type"] = "Annotation"
    item["body"] = .array(bodies(annotation))
    item["target"] = targets.count == 1 ? targets[0] : .array(targets)
    if !annotation.annotator.isEmpty {
      let isPlugin = annotation.annotator.contains("@")
      item["creator"] = [
        "type": isPlugin ? "Software" : "Person", "name": .string(annotation.annotator),
      ]
    }
    return .object(item)
  }

  /// What an annotation says: its label, layer and attributes.
  private static func bodies(_ annotation: Annotation) -> [JSONValue] {
    var bodies: [JSONValue] = [
      body("tagging", annotation.label), body("describing", "layer=\(annotation.layer.rawValue)"),
    ]
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      switch name {
      case "ref" where value.string != nil:
        bodies.append([
          "type": "SpecificResource", "purpose": "identifying",
          "source": .string(address(value.plain)),
        ])
      case "note": bodies.append(body("commenting", value.plain))
      default: bodies.append(body("describing", "\(name)=\(value.plain)"))
      }
    }
    return bodies
  }

  /// Where an annotation is, by the places and by the words of its spans.
  private static func targets(
    _ annotation: Annotation, _ article: Article, _ source: String
  ) -> [JSONValue] {
    annotation.spans.filter { !$0.isEmpty }.map { span in
      let before = Span(max(0, span.start - 32), span.start)
      let after = Span(span.end, min(article.text.count, span.end + 32))
      return [
        "source": .string(source),
        "selector": [
          ["type": "TextPositionSelector", "start": .int(span.start), "end": .int(span.end)],
          [
            "type": "TextQuoteSelector", "exact": .string(article.text[span]),
            "prefix": .string(article.text[before]), "suffix": .string(article.text[after]),
          ],
        ],
      ]
    }
  }

  private static func body(_ purpose: String, _ value: String) -> JSONValue {
    ["type": "TextualBody", "purpose": .string(purpose), "value": .string(value)]
  }

  /// The address that a reference stands for.
  private static func address(_ reference: String) -> String {
    if reference.hasPrefix("wikidata:") {
      return "http://www.wikidata.org/entity/\(reference.dropFirst("wikidata:".count))"
    }
    return reference.contains("://") ? reference : "urn:\(urn(reference))"
  }

  /// A name as a part of a URN: every byte that is not allowed in one is escaped.
  private static func urn(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
