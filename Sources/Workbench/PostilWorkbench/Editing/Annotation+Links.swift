import PostilKit
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem

extension Annotation {
  /// The annotation with a role that links to another annotation; a quote's speaker is set from its
  /// source. Words of the role that contain the other annotation's words stay: `minister Eva de Wit`.
  package func linked(_ role: String, to other: StoredAnnotation, schema: Schema) -> Annotation {
    var result = self
    let extent = other.annotation.extent
    let wider = roles[role]?.map(\.spans).first { spans in
      !other.annotation.spans.isEmpty && spans.contains { $0.contains(extent) }
    }
    result.roles[role] = [
      RoleLink(spans: wider ?? other.annotation.spans, id: other.annotation.id)
    ]
    result.follow(role, other, schema: schema)
    return result
  }

  /// The annotation with a role that links to the words or the annotations of its own article to which some
  /// words of a command refer.
  package func linked(
    _ role: String, to targets: [Target], in store: AnnotationStore, schema: Schema
  ) -> Annotation {
    if targets.count == 1, let other = targets[0].id.flatMap({ store[id: $0] }) {
      return linked(role, to: other, schema: schema)
    }
    var result = self
    result.roles[role] = targets.map { RoleLink(spans: $0.spans, id: $0.id) }
    return result
  }

  /// The annotation without a role, and a quote without its source also without its speaker; nil if it has
  /// no such role.
  package func unlinked(_ role: String) -> Annotation? {
    var result = self
    guard result.roles.removeValue(forKey: role) != nil else { return nil }
    if role == Role.source { result.attributes["speaker"] = nil }
    return result
  }

  /// Updates what depends on a role: a quote's speaker is the entity of its source.
  package mutating func follow(_ role: String, _ other: StoredAnnotation, schema: Schema) {
    guard let attribute = Role.named.first(where: { $0.role == role })?.attribute,
      schema.attributes(of: layer)[attribute] != nil,
      let entity = other.annotation.attributes["entity"]
    else { return }
    attributes[attribute] = entity
  }

  /// The annotation with another label, accepted.
  ///
  /// - Throws: `misfit` if the label's layer does not allow one of its attributes.
  package func relabelled(_ known: (layer: Layer, label: String), schema: Schema) throws
    -> Annotation
  {
    var result = self
    result.layer = known.layer
    result.label = known.label
    result.state = .accepted
    if let problem = schema.validate(result).first {
      throw PostilError.workbench(.misfit(label: known.label, problem: problem))
    }
    return result
  }
}
