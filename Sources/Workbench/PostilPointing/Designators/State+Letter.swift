import PostilKit

extension Annotation.State {
  /// The letter before a number on the screen.
  package var letter: String {
    switch self {
    case .suggested: "?"
    case .accepted: "e"
    case .rejected: "x"
    }
  }
}
