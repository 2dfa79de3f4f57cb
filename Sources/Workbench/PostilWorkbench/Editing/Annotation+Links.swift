import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

extension Annotation {
  /// The annotation with a role that links to another annotation; a quote's speaker is set from its
  /// source.
  package func linked(_ role: String, to other: StoredAnnotation, schema: Schema) -> Annotation {
    var result = self
    result.roles[role] = [RoleLink(spans: other.annotation.spans, id: other.annotation.id)]
    result.follow(role, other, schema: schema)
    return result
  }

  /// Updates what depends on a role: a quote's speaker is the entity of its source.
  package mutating func follow(_ role: String, _ other: StoredAnnotation, schema: Schema) {
    let followers = ["source": "speaker", "addressee": "addressee"]
    guard let attribute = followers[role], schema.attributes(of: layer)[attribute] != nil,
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
