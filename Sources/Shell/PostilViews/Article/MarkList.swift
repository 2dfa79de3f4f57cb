import PostilKit
import PostilStore

/// Annotations in reading order, each made into a mark when it is drawn: of an article of a hundred
/// thousand annotations a screen shows a hundred.
package struct MarkList {
  /// Where an annotation stands.
  package struct Place {
    /// From its first code point to its last.
    package let extent: Span
    fileprivate let number: Int
    fileprivate let index: Int
  }

  /// The annotations that are shown, in reading order: rejected ones and those without words are not.
  package let places: [Place]
  private let make: (Int) -> Mark

  /// A list of marks that are made already.
  package init(_ marks: [Mark]) {
    places = Self.sorted(
      marks.enumerated().lazy.filter { $1.state != .rejected && !$1.spans.isEmpty }
        .map { Place(extent: $1.extent, number: $1.number, index: $0) })
    make = { marks[$0] }
  }

  /// A list of annotations.
  package init(_ annotations: [StoredAnnotation], make: @escaping (StoredAnnotation) -> Mark) {
    var places: [Place] = []
    places.reserveCapacity(annotations.count)
    for index in annotations.indices where annotations[index].annotation.state != .rejected {
      guard let first = annotations[index].annotation.spans.first,
        let last = annotations[index].annotation.spans.last
      else { continue }
      places.append(
        Place(
          extent: Span(first.start, last.end), number: annotations[index].number, index: index))
    }
    self.places = Self.sorted(places)
    self.make = { make(annotations[$0]) }
  }

  private static func sorted(_ places: some Sequence<Place>) -> [Place] {
    places.sorted { ($0.extent, $0.number) < ($1.extent, $1.number) }
  }

  /// The mark of a place.
  package subscript(place: Place) -> Mark { make(place.index) }
}
