import PostilKit
import PostilStore

extension AnnotationStore {
  /// The annotations that say no more than another one, by id, each with the id of the one that stays: the
  /// accepted one, else the first.
  package var doubled: [String: String] {
    var doubled: [String: String] = [:]
    for (one, other) in twins {
      let (one, other) = (one.annotation, other.annotation)
      guard one.attributes == other.attributes, one.roles == other.roles else { continue }
      let keepsLater = one.state == .accepted && other.state != .accepted
      let (gone, kept) = keepsLater ? (other.id, one.id) : (one.id, other.id)
      if doubled[kept] == nil { doubled[gone] = kept }
    }
    return doubled
  }

  /// What removes annotations that others stand for, and lets links point at those.
  package func removing(_ doubled: [String: String]) -> [Change] {
    let linked = annotations.filter { doubled[$0.id] == nil }.compactMap { stored -> Change? in
      var annotation = stored.annotation
      annotation.roles = annotation.roles.mapValues { links in
        links.map { RoleLink(spans: $0.spans, id: $0.id.map { doubled[$0] ?? $0 }) }
      }
      return annotation == stored.annotation ? nil : .put(annotation)
    }
    return linked + doubled.keys.sorted().map { .remove(id: $0) }
  }
}
