import PostilExchange
import PostilKit

/// The types of UIMA that layers become.
enum UIMATypes {
  /// INCEpTION's own type of named entities.
  static let namedEntity = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
  /// Features of ours that say what UIMA has no place for.
  static let own = ["postil_id", "postil_state", "postil_annotator"]

  /// The type of a layer: named entities have the one that every project of INCEpTION has.
  static func name(of layer: Layer) -> String {
    if layer == .entity { return namedEntity }
    let name = StorableName.of(layer.rawValue).split(separator: "-").joined(separator: "_")
    return "webanno.custom.\(name.prefix(1).uppercased())\(name.dropFirst())"
  }

  /// The feature of an attribute; a `ref` of an entity is its identifier.
  static func feature(_ attribute: String, of layer: Layer) -> String {
    layer == .entity && attribute == "ref" ? "identifier" : identifier(attribute)
  }

  /// The feature of a role.
  static func feature(role: String) -> String { "role_\(identifier(role))" }

  private static func identifier(_ name: String) -> String {
    StorableName.of(name).split(separator: "-", omittingEmptySubsequences: false).joined(
      separator: "_")
  }

  /// Types of INCEpTION and DKPro that are no annotations in our sense: the text's own structure.
  static func isStructure(_ type: String) -> Bool {
    let last = type.split(separator: ".").last.map(String.init) ?? type
    return type.hasPrefix("uima.") || type.contains(".segmentation.type.")
      || ["DocumentMetaData", "TagDescription", "TagsetDescription", "CASMetadata"].contains(last)
  }
}
