import PostilKit

extension Annotation.State {
  /// The letter displayed before an annotation's number.
  package var letter: String {
    switch self {
    case .suggested: "?"
    case .accepted: "e"
    case .rejected: "x"
    }
  }
}
