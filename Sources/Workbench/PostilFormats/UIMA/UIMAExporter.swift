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
  package var cannotSay: String { "scores, rules, roles that are only words" }

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let pieces = SpanPieces(annotations, in: article.text, .utf16)
    var types: [String: Set<String>] = [:]
    var references: [String: Set<String>] = [:]
    var structures: [JSONValue] = [
      [
        "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
        "mimeType": "text/plain", "sofaString": .string(article.text.string),
      ]
    ]
    let relations = Dictionary(grouping: pieces.relations, by: \.from)
    var losses = pieces.losses
    for piece in pieces.all {
      let annotation = piece.annotation
      let type = UIMATypes.name(of: annotation.layer)
      var features = Self.features(annotation)
      types[type, default: []].formUnion(features.members.map(\.name))
      for (role, links) in Dictionary(grouping: relations[piece.number] ?? [], by: \.role)
        .sorted(by: { $0.key < $1.key })
      {
        let name = UIMATypes.feature(role: role)
        references[type, default: []].insert(name)
        features["@\(name)"] = .int(links[0].to + 1)
        if links.count > 1 {
          losses.append(
            ExportLoss(id: annotation.id, .other("role \(role): only its first annotation written"))
          )
        }
      }
      var structure = JSONObject()
      structure["%ID"] = .int(piece.number + 1)
      structure["%TYPE"] = .string(type)
      structure["@sofa"] = 1
      structure["begin"] = .int(piece.span.start)
      structure["end"] = .int(piece.span.end)
      for member in features.members { structure[member.name] = member.value }
      structures.append(.object(structure))
    }
    for annotation in annotations {
      losses += annotation.methodLosses.map { ExportLoss(id: annotation.id, $0) }
    }
    let document: JSONValue = [
      "%TYPES": .object(Self.types(types, references)), "%FEATURE_STRUCTURES": .array(structures),
      "%VIEWS": [
        "_InitialView": [
          "%SOFA": 1, "%MEMBERS": .array(pieces.all.map { .int($0.number + 1) }),
        ]
      ],
    ]
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".cas.json", bytes: JSONWriter.bytes(document) + [0x0A])
      ],
      losses: losses)
  }

  private static func features(_ annotation: Annotation) -> JSONObject {
    var features = JSONObject()
    features["value"] = .string(annotation.label)
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      features[UIMATypes.feature(name, of: annotation.layer)] = .string(value.plain)
    }
    features["postil_id"] = .string(annotation.id)
    if annotation.state != .accepted {
      features["postil_state"] = .string(annotation.state.rawValue)
    }
    if !annotation.annotator.isEmpty {
      features["postil_annotator"] = .string(annotation.annotator)
    }
    return features
  }

  /// The declarations of types with their features.
  private static func types(
    _ types: [String: Set<String>], _ references: [String: Set<String>]
  ) -> JSONObject {
    var all = JSONObject()
    for (type, features) in types.sorted(by: { $0.key < $1.key }) {
      var declaration = JSONObject()
      declaration["%NAME"] = .string(type)
      declaration["%SUPER_TYPE"] = "uima.tcas.Annotation"
      for name in features.sorted() {
        declaration[name] = ["%NAME": .string(name), "%RANGE": "uima.cas.String"]
      }
      for name in (references[type] ?? []).sorted() {
        declaration[name] = ["%NAME": .string(name), "%RANGE": "uima.tcas.Annotation"]
      }
      all[type] = .object(declaration)
    }
    return all
  }
}
