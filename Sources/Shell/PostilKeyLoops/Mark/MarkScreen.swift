import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// The drawing of `mark`.
extension LiveScreen {
  /// Shows the words chosen in their surroundings, the annotations on them, a message, and the prompt.
  ///
  /// - Parameter hints: The keys for the prompt, the important ones first; those that fit are shown.
  func show(
    _ cursor: MarkCursor, here: [StoredAnnotation], hints: [String], message: String
  ) throws {
    try clear()
    var lines = surroundings([cursor.span])
    let view = session.lines(of: try session.focus.article())
    for stored in here.prefix(4) {
      var line = StyledLine("      ")
      for piece in view.short(stored).pieces { line.append(piece.text, piece.style) }
      lines += wrapped(line)
    }
    if !message.isEmpty { lines += wrapped(StyledLine("      \(message)", .strong)) }
    if isLive { lines.append(StyledLine(" \(fitting(hints, after: 1))", .dim)) }
    try draw(lines)
  }
}
