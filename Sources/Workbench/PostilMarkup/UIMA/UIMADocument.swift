import PostilExchange
import PostilKit

/// An article as feature structures of UIMA: entities are DKPro's NamedEntity, each other layer is a type of
/// its own. Offsets are UTF-16 units.
struct UIMADocument {
  /// The number of the text.
  static let sofa = 1

  /// The annotations: `%ID`, `%TYPE`, `@sofa`, `begin`, `end`, features that are strings, and `@role_…` with
  /// the number of another one.
  private(set) var structures: [JSONObject] = []
  /// The features of each type that are strings.
  private(set) var features: [String: Set<String>] = [:]
  /// The features of each type that are annotations.
  private(set) var references: [String: Set<String>] = [:]
  /// What cannot be written.
  private(set) var losses: [ExportLoss]

  init(_ article: Article, _ annotations: [Annotation]) {
    let pieces = SpanPieces(annotations, in: article.text, .utf16)
    let relations = Dictionary(grouping: pieces.relations, by: \.from)
    losses = pieces.losses
    for piece in pieces.all { add(piece, relations[piece.number] ?? []) }
    for annotation in annotations {
      losses += annotation.methodLosses.map { ExportLoss(id: annotation.id, $0) }
    }
  }

  /// The names of all types, sorted.
  var types: [String] { features.keys.sorted() }

  private mutating func add(_ piece: SpanPieces.Piece, _ relations: [SpanPieces.Relation]) {
    let type = UIMATypes.name(of: piece.annotation.layer)
    var structure = JSONObject()
    structure["%ID"] = .int(piece.number + Self.sofa)
    structure["%TYPE"] = .string(type)
    structure["@sofa"] = .int(Self.sofa)
    structure["begin"] = .int(piece.span.start)
    structure["end"] = .int(piece.span.end)
    let strings = Self.strings(piece.annotation)
    features[type, default: []].formUnion(strings.members.map(\.name))
    for member in strings.members { structure[member.name] = member.value }
    for (role, links) in Dictionary(grouping: relations, by: \.role).sorted(by: { $0.key < $1.key })
    {
      let name = UIMATypes.feature(role: role)
      references[type, default: []].insert(name)
      structure["@\(name)"] = .int(links[0].to + Self.sofa)
      if links.count > 1 {
        let part = ExportLoss.Part.other("role \(role): only its first annotation written")
        losses.append(ExportLoss(id: piece.annotation.id, part))
      }
    }
    structures.append(structure)
  }

  private static func strings(_ annotation: Annotation) -> JSONObject {
    var features = JSONObject()
    features[UIMATypes.label(of: annotation.layer)] = .string(annotation.label)
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
}
