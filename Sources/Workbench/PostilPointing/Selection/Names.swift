import PostilStore
import PostilKit
import PostilSystem

/// Names of labels, attributes and roles as they are typed: at a prompt an unambiguous prefix is enough,
/// a script gives them in full.
extension Focus {
  /// The layer and label of a name.
  ///
  /// - Throws: `unknownLabel`, `ambiguousLabel`, `ambiguousCommand`.
  package func label(_ name: String) throws(PostilError) -> (layer: Layer, label: String) {
    try schema.layer(ofLabel: name, allowingPrefix: acceptsPrefixes)
  }

  /// An attribute or a role of a layer; another name is returned as it is, for the schema to refuse.
  ///
  /// - Throws: `ambiguousCommand` for the prefix of several.
  package func key(_ name: String, on layer: Layer) throws(PostilError) -> String {
    let known = Set(schema.attributes(of: layer).keys).union(schema.roles(of: layer))
    guard acceptsPrefixes, !known.contains(name) else { return name }
    let fitting = known.filter { $0.hasPrefix(name) }.sorted()
    guard fitting.count < 2 else { throw .ambiguousCommand(name: name, candidates: fitting) }
    return fitting.first ?? name
  }

  /// A role of an annotation's layer, as the schema spells it.
  ///
  /// - Throws: `badValue` if it has none of that name, `ambiguousCommand`.
  package func role(_ name: String, of annotation: Annotation) throws(PostilError) -> String {
    let known = schema.roles(of: annotation.layer)
    let meant = try key(name.lowercased(), on: annotation.layer)
    if let role = known.first(where: { $0.lowercased() == meant }) { return role }
    throw .badValue(
      name: "role of the layer \(annotation.layer)", value: name,
      expected: known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))")
  }
}

extension Focus {
  /// The annotation of the open article that a word names.
  ///
  /// - Throws: `badSpan` if it names words or nothing, and what resolving it throws.
  package mutating func annotation(_ word: Word) throws -> StoredAnnotation {
    guard let id = try resolver().target(word).id, let found = try article().store[id: id] else {
      throw PostilError.badSpan(
        span: word.raw, reason: "an annotation is needed here, such as e7 or .")
    }
    return found
  }

  /// The role that a link sets if none is named: `source`, or the only one.
  ///
  /// - Throws: `usage` if the layer has none, or several.
  package func defaultRole(of annotation: Annotation) throws -> String {
    let known = schema.roles(of: annotation.layer)
    if known.contains("source") { return "source" }
    guard known.count == 1 else {
      throw PostilError.usage(
        reason: known.isEmpty
          ? "annotations of the layer \(annotation.layer) have no roles" : "which role is meant?",
        next: known.isEmpty ? "link from a quote" : "say one of \(known.joined(separator: ", "))")
    }
    return known[0]
  }
}
