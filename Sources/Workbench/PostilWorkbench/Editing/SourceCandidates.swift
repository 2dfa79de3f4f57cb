import PostilKit
import PostilStore

/// Candidates for the source of a quote.
package enum SourceCandidates {
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
