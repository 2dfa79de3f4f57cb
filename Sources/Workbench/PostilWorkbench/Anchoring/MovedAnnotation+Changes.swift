import PostilKit
import PostilStore

/// What a person can decide about an annotation whose place is not certain.
extension MovedAnnotation {
  /// The change that puts it at a place.
  package func kept(at spans: [Span]) -> Change {
    var annotation = annotation
    annotation.spans = spans
    annotation.text = ""
    return .put(annotation)
  }

  /// The changes that give it up, and remove links to it.
  package func lost(in store: AnnotationStore) -> [Change] {
    let linked = store.annotations.compactMap { stored -> Change? in
      var annotation = stored.annotation
      return annotation.unlink { $0 == id } > 0 ? .put(annotation) : nil
    }
    return [.remove(id: id)] + linked
  }
}
