import PostilKit
import PostilSchema
import PostilStore

/// Candidates for the source of a quote, and for any other role.
package enum SourceCandidates {
  /// The annotations nearest to another one that a role of it may link to, at most nine.
  package static func near(
    _ annotation: Annotation, role: String, in store: AnnotationStore, schema: Schema
  ) -> [StoredAnnotation] {
    let rules = schema.rules(ofRole: role, on: annotation.layer)
    if rules.targets.isEmpty { return near(annotation, in: store) }
    func distance(_ one: StoredAnnotation) -> Int {
      let extent = one.annotation.extent
      return annotation.spans.map { max(0, $0.start - extent.end, extent.start - $0.end) }.min()
        ?? extent.start
    }
    return Array(
      store.annotations.filter {
        $0.annotation.state != .rejected && $0.annotation.id != annotation.id
          && rules.admits($0.annotation)
      }
      .sorted { (distance($0), $0.number) < (distance($1), $1.number) }.prefix(9))
  }

  /// The mentions nearest to a quote, at most nine: people, organizations and countries.
  package static func near(_ quote: Annotation, in store: AnnotationStore) -> [StoredAnnotation] {
    let inside = quote.spans
    func distance(_ one: StoredAnnotation) -> Int {
      let mention = one.annotation.extent
      let gap = inside.map { max(0, $0.start - mention.end, mention.start - $0.end) }.min() ?? 0
      // Countries rarely speak: a person a little farther away is more likely.
      return gap + (one.annotation.label == "PER" ? 0 : one.annotation.label == "ORG" ? 30 : 100)
    }
    return Array(
      store.annotations.filter { one in
        one.annotation.layer == .entity && one.annotation.state != .rejected
          && ["PER", "ORG", "GPE"].contains(one.annotation.label)
          && !inside.contains { $0.contains(one.annotation.extent) }
      }
      .sorted { (distance($0), $0.number) < (distance($1), $1.number) }.prefix(9))
  }
}
