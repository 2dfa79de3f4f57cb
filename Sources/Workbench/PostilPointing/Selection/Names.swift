import PostilSchema
import PostilStore
import PostilKit
import PostilSystem

/// Resolves names of labels, attributes and roles as typed: at a prompt an unambiguous prefix is
/// enough, a script must give them in full.
extension Focus {
  /// The layer and label with a name.
  ///
  /// - Throws: `unknownLabel`, `ambiguousLabel`, `ambiguous`.
  package func label(_ name: String) throws(PostilError) -> (layer: Layer, label: String) {
    try schema.layer(ofLabel: name, allowingPrefix: acceptsPrefixes)
  }

  /// The attribute or role of a layer with a name; an unknown name is returned unchanged, for the
  /// schema to refuse.
  ///
  /// - Throws: `ambiguous` for a prefix of several.
  package func key(_ name: String, on layer: Layer) throws(PostilError) -> String {
    let known = Set(schema.attributes(of: layer).keys).union(schema.roles(of: layer))
    guard acceptsPrefixes, !known.contains(name) else { return name }
    let fitting = known.filter { $0.hasPrefix(name) }.sorted()
    guard fitting.count < 2 else { throw .value(.ambiguous(prefix: name, candidates: fitting)) }
    return fitting.first ?? name
  }

  /// A role of an annotation's layer, as spelt in the schema.
  ///
  /// - Throws: `unknownRole` if the layer has no such role, `ambiguous`.
  package func role(_ name: String, of annotation: Annotation) throws(PostilError) -> String {
    let known = schema.roles(of: annotation.layer)
    let meant = try key(name.lowercased(), on: annotation.layer)
    if let role = known.first(where: { $0.lowercased() == meant }) { return role }
    throw .pointing(.unknownRole(name: name, layer: annotation.layer, known: known))
  }
}

extension Focus {
  /// The annotation of the open article that a word refers to.
  ///
  /// - Throws: `badSpan` if it refers to words or to nothing, and what resolving it throws.
  package mutating func annotation(_ word: Word) throws -> StoredAnnotation {
    guard let id = try resolver().target(word).id, let found = try article().store[id: id] else {
      throw PostilError.pointing(.badSpan(span: word.raw, .notAnAnnotation))
    }
    return found
  }

  /// The role that a link sets if none is given: `source`, or the layer's only role.
  ///
  /// - Throws: `noRoles`, `severalRoles`.
  package func defaultRole(of annotation: Annotation) throws -> String {
    let known = schema.roles(of: annotation.layer)
    if known.contains(Role.source) { return Role.source }
    guard known.count == 1 else {
      throw PostilError.pointing(
        known.isEmpty ? .noRoles(layer: annotation.layer) : .severalRoles(known))
    }
    return known[0]
  }
}
