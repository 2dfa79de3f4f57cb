import PostilKit
import PostilStore
import PostilSystem

/// What names mean where they are typed: at a prompt the beginning that only one has will do, a script
/// says them whole.
extension Session {
  /// The layer and label of a name.
  ///
  /// - Throws: `unknownLabel`, `ambiguousLabel`, `ambiguousCommand`.
  func label(_ name: String) throws(PostilError) -> (layer: Layer, label: String) {
    try schema.layer(ofLabel: name, allowingPrefix: mode == .shell)
  }

  /// An attribute or a role of a layer; what is none is given back for the schema to refuse.
  ///
  /// - Throws: `ambiguousCommand` for the beginning of several.
  func key(_ name: String, on layer: Layer) throws(PostilError) -> String {
    let known = Set(schema.attributes(of: layer).keys).union(schema.roles(of: layer))
    guard mode == .shell, !known.contains(name) else { return name }
    let fitting = known.filter { $0.hasPrefix(name) }.sorted()
    guard fitting.count < 2 else { throw .ambiguousCommand(name: name, candidates: fitting) }
    return fitting.first ?? name
  }

  /// A role of an annotation's layer, as the schema spells it.
  ///
  /// - Throws: `badValue` if it has none of that name, `ambiguousCommand`.
  func role(_ name: String, of annotation: Annotation) throws(PostilError) -> String {
    let known = schema.roles(of: annotation.layer)
    let meant = try key(name.lowercased(), on: annotation.layer)
    if let role = known.first(where: { $0.lowercased() == meant }) { return role }
    throw .badValue(
      name: "role of the layer \(annotation.layer)", value: name,
      expected: known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))")
  }
}
