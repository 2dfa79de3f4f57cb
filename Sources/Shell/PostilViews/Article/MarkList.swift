import PostilKit
import PostilStore

/// The annotations of an article in reading order. A ``Mark`` is made only when it is drawn: an article
/// may have a hundred thousand annotations, of which a screen shows a hundred.
package struct MarkList {
  /// The position of an annotation in the text and in the list it came from.
  package struct Place {
    /// The span from its first code point to its last.
    package let extent: Span
    fileprivate let number: Int
    fileprivate let index: Int
  }

  /// The annotations to show, in reading order: neither rejected nor without spans.
  package let places: [Place]
  private let make: (Int) -> Mark

  /// Creates a list of existing marks.
  package init(_ marks: [Mark]) {
    places = Self.sorted(
      marks.enumerated().lazy.filter { $1.state != .rejected && !$1.spans.isEmpty }
        .map { Place(extent: $1.extent, number: $1.number, index: $0) })
    make = { marks[$0] }
  }

  /// Creates a list of annotations, of which `make` makes marks.
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

  package subscript(place: Place) -> Mark { make(place.index) }
}
