import PostilKit
import PostilStore
import PostilSystem

/// The annotations that a designator can refer to.
package struct AnnotationIndex {
  /// All annotations of the article, sorted by number.
  package let annotations: [StoredAnnotation]
  /// The ids of recently touched annotations, newest first.
  package let recent: [String]

  package init(_ annotations: [StoredAnnotation] = [], recent: [String] = []) {
    self.annotations = annotations
    self.recent = recent
  }

  /// The annotation with a number; nil if there is none.
  package subscript(number number: Int) -> StoredAnnotation? {
    annotations.first { $0.number == number }
  }

  /// The annotation with an id; nil if there is none.
  package subscript(id id: String) -> StoredAnnotation? {
    annotations.first { $0.annotation.id == id }
  }

  package func target(number: Int, source: String) throws(PostilError) -> Target {
    guard let found = self[number: number] else { throw missing(source) }
    return Target(found)
  }

  package func target(id: String) throws(PostilError) -> Target {
    guard let found = self[id: id] else { throw missing(id) }
    return Target(found)
  }

  package func target(recent back: Int, source: String) throws(PostilError) -> Target {
    let alive = recent.lazy.compactMap { self[id: $0] }
    guard let found = alive.dropFirst(back).first else {
      throw .pointing(.badSpan(span: source, .noneTouched))
    }
    return Target(found)
  }

  private func missing(_ name: String) -> PostilError {
    .pointing(.nothingNamed(name: name, count: annotations.count))
  }
}

extension Target {
  package init(_ stored: StoredAnnotation) {
    self.init(spans: stored.annotation.spans, id: stored.annotation.id)
  }
}
