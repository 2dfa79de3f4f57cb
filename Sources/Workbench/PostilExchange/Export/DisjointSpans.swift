import PostilKit

/// The annotations that a format without overlaps can hold: of overlapping ones the longest.
package struct DisjointSpans {
  /// The annotations that are written, by their place in the text.
  package private(set) var chosen: [Annotation] = []
  /// What cannot be written.
  package private(set) var losses: [ExportLoss] = []
  /// The place in ``chosen`` of the annotation at each code point, or -1.
  private var owners: [Int]

  /// Chooses among annotations.
  ///
  /// - Parameters:
  ///   - layers: The layers that the format has.
  ///   - lost: What is lost of an annotation that is written.
  package init(
    _ annotations: [Annotation], in text: Text, layers: Set<Layer>,
    _ lost: (Annotation) -> [ExportLoss.Part]
  ) {
    owners = [Int](repeating: -1, count: text.count)
    for annotation in annotations.inReadingOrder.longestFirst { take(annotation, layers, lost) }
    chosen.sort { $0.extent.start < $1.extent.start }
  }

  private mutating func take(
    _ annotation: Annotation, _ layers: Set<Layer>, _ lost: (Annotation) -> [ExportLoss.Part]
  ) {
    guard layers.contains(annotation.layer) else {
      return lose(annotation, .all("of layer \(annotation.layer)"))
    }
    guard annotation.spans.count == 1 else {
      let number = annotation.spans.isEmpty ? "no span" : "several spans"
      return lose(annotation, .all("it has \(number)"))
    }
    // One that is as long or longer and overlaps has the first or the last code point, too.
    let extent = annotation.extent
    let ends = extent.isEmpty ? [] : [owners[extent.start], owners[extent.end - 1]]
    if let other = ends.first(where: { $0 >= 0 }) {
      return lose(annotation, .overlapping(chosen[other].id))
    }
    for place in extent.start..<extent.end { owners[place] = chosen.count }
    chosen.append(annotation)
    for part in lost(annotation) { lose(annotation, part) }
  }

  private mutating func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
    losses.append(ExportLoss(id: annotation.id, part))
  }
}

extension [Annotation] {
  /// By length in code points, the longest first; of the same length, the one that starts first.
  fileprivate var longestFirst: [Annotation] {
    enumerated().sorted {
      ($1.element.extent.count, $0.offset) < ($0.element.extent.count, $1.offset)
    }.map(\.element)
  }
}
