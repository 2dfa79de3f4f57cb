import PostilKit
import PostilSchema
import PostilStore

/// Annotations that are removed from an article, and what becomes of those that link to them.
package struct Removal {
  /// What is removed, sorted by number: the annotations that were chosen, and relations without words of their
  /// own that lack an end without them.
  package let gone: [StoredAnnotation]
  /// All changes of the article.
  package let changes: [Change]

  /// Plans a removal.
  ///
  /// - Parameter ids: The ids of the annotations that were chosen.
  package init(of ids: Set<String>, from store: AnnotationStore, _ schema: Schema) {
    var gone = ids
    var changes: [Change] = []
    for stored in store.annotations where !ids.contains(stored.id) {
      var annotation = stored.annotation
      guard annotation.unlink(ids.contains) > 0 else { continue }
      for (role, links) in annotation.roles {
        let held = schema.admitted(links, of: role, on: annotation.layer) {
          store[id: $0]?.annotation
        }
        annotation.roles[role] = held.links.isEmpty ? nil : held.links
      }
      let lacks = schema.missing(annotation) != schema.missing(stored.annotation)
      if annotation.spans.isEmpty, lacks || annotation.roles.isEmpty {
        gone.insert(stored.id)
      } else {
        changes.append(.put(annotation))
      }
    }
    self.gone = store.annotations.filter { gone.contains($0.id) }
    self.changes = gone.sorted().map { .remove(id: $0) } + changes
  }
}
