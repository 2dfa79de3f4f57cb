import PostilExchange
import PostilKit

/// UIMA CAS JSON 0.4: an article a file, as INCEpTION and dkpro-cassis read it. Entities are DKPro's
/// NamedEntity; each other layer is a type of its own. Offsets are UTF-16 units.
package struct UIMAExporter: Exporter {
  /// `uima`.
  package var name: String { "uima" }
  /// What it writes.
  package var summary: String {
    "UIMA CAS JSON 0.4 for INCEpTION and dkpro-cassis, an article a file"
  }
  package var cannotSay: String {
    "the day of publication, scores, rules, roles that are only words, annotations without words"
  }

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let document = UIMADocument(article, annotations)
    let sofa: JSONValue = [
      "%ID": .int(UIMADocument.sofa), "%TYPE": "uima.cas.Sofa", "sofaNum": 1,
      "sofaID": "_InitialView", "mimeType": "text/plain",
      "sofaString": .string(article.text.string),
    ]
    let json: JSONValue = [
      "%TYPES": .object(Self.types(document)),
      "%FEATURE_STRUCTURES": .array([sofa] + document.structures.map { .object($0) }),
      "%VIEWS": [
        "_InitialView": [
          "%SOFA": .int(UIMADocument.sofa),
          "%MEMBERS": .array(document.structures.compactMap { $0["%ID"] }),
        ]
      ],
    ]
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".cas.json", bytes: JSONWriter.bytes(json) + [0x0A])
      ],
      losses: document.losses)
  }

  /// The declarations of types with their features.
  private static func types(_ document: UIMADocument) -> JSONObject {
    var all = JSONObject()
    for type in document.types {
      var declaration = JSONObject()
      declaration["%NAME"] = .string(type)
      declaration["%SUPER_TYPE"] = "uima.tcas.Annotation"
      for name in (document.features[type] ?? []).sorted() {
        declaration[name] = ["%NAME": .string(name), "%RANGE": "uima.cas.String"]
      }
      for name in (document.references[type] ?? []).sorted() {
        declaration[name] = ["%NAME": .string(name), "%RANGE": "uima.tcas.Annotation"]
      }
      all[type] = .object(declaration)
    }
    return all
  }
}
