import PostilKit

/// What makes two annotations of an article say the same: layer, label and words; without words also what
/// their roles link to.
package struct Sameness: Hashable, Sendable {
  private let layer: Layer
  private let label: String
  private let spans: [Span]
  private let links: [String: Set<RoleLink>]

  /// What an annotation says.
  package init(_ annotation: Annotation) {
    layer = annotation.layer
    label = annotation.label
    spans = annotation.spans
    links = annotation.spans.isEmpty ? annotation.roles.mapValues { Set($0) } : [:]
  }
}

extension AnnotationStore {
  /// Annotations that say the same as one before them and are not rejected, each with that one. What one
  /// annotator has marked twice with other attributes or roles is not the same.
  package var twins: [(StoredAnnotation, of: StoredAnnotation)] {
    var first: [Sameness: StoredAnnotation] = [:]
    var twins: [(StoredAnnotation, of: StoredAnnotation)] = []
    for stored in annotations where stored.annotation.state != .rejected {
      let key = Sameness(stored.annotation)
      guard let other = first[key] else {
        first[key] = stored
        continue
      }
      let differs =
        other.annotation.attributes != stored.annotation.attributes
        || other.annotation.roles != stored.annotation.roles
      if other.annotation.annotator == stored.annotation.annotator, differs { continue }
      twins.append((stored, of: other))
    }
    return twins
  }
}
