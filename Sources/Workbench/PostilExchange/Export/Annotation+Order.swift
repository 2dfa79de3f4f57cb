import PostilKit

extension [Annotation] {
  /// By extent, the longer of two with the same start first, then by layer, label and id: an order that
  /// does not depend on a file's history.
  package var inReadingOrder: [Annotation] {
    sorted {
      $0.extent != $1.extent
        ? $0.extent < $1.extent
        : ($0.layer.rawValue, $0.label, $0.id) < ($1.layer.rawValue, $1.label, $1.id)
    }
  }
}
