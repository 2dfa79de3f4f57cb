import PostilStore
import PostilKit
import PostilSystem

/// Resolves names of labels, attributes and roles as typed: at a prompt an unambiguous prefix is
/// enough, a script must give them in full.
extension Focus {
  /// The layer and label with a name.
  ///
  /// - Throws: `unknownLabel`, `ambiguousLabel`, `ambiguousCommand`.
  package func label(_ name: String) throws(PostilError) -> (layer: Layer, label: String) {
    try schema.layer(ofLabel: name, allowingPrefix: acceptsPrefixes)
  }

  /// The attribute or role of a layer with a name; an unknown name is returned unchanged, for the
  /// schema to refuse.
  ///
  /// - Throws: `ambiguousCommand` for a prefix of several.
  package func key(_ name: String, on layer: Layer) throws(PostilError) -> String {
    let known = Set(schema.attributes(of: layer).keys).union(schema.roles(of: layer))
    guard acceptsPrefixes, !known.contains(name) else { return name }
    let fitting = known.filter { $0.hasPrefix(name) }.sorted()
    guard fitting.count < 2 else { throw .ambiguousCommand(name: name, candidates: fitting) }
    return fitting.first ?? name
  }

  /// A role of an annotation's layer, as spelt in the schema.
  ///
  /// - Throws: `badValue` if the layer has no such role, `ambiguousCommand`.
  package func role(_ name: String, of annotation: Annotation) throws(PostilError) -> String {
    let known = schema.roles(of: annotation.layer)
    let meant = try key(name.lowercased(), on: annotation.layer)
    if let role = known.first(where: { $0.lowercased() == meant }) { return role }
    throw .badValue(
      name: "role of the layer \(annotation.layer)", value: name,
      expected: known.isEmpty
        ? "the layer has none" : "the layer has \(known.joined(separator: ", "))")
  }
}

extension Focus {
  /// The annotation of the open article that a word refers to.
  ///
  /// - Throws: `badSpan` if it refers to words or to nothing, and what resolving it throws.
  package mutating func annotation(_ word: Word) throws -> StoredAnnotation {
    guard let id = try resolver().target(word).id, let found = try article().store[id: id] else {
      throw PostilError.badSpan(
        span: word.raw, reason: "an annotation is needed here, such as e7 or .")
    }
    return found
  }

  /// The role that a link sets if none is given: `source`, or the layer's only role.
  ///
  /// - Throws: `usage` if the layer has none, or several.
  package func defaultRole(of annotation: Annotation) throws -> String {
    let known = schema.roles(of: annotation.layer)
    if known.contains("source") { return "source" }
    guard known.count == 1 else {
      throw PostilError.usage(
        reason: known.isEmpty
          ? "annotations of the layer \(annotation.layer) have no roles" : "which role is meant?",
        next: known.isEmpty ? "link from a quote" : "use one of \(known.joined(separator: ", "))")
    }
    return known[0]
  }
}
