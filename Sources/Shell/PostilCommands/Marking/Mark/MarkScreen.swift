import PostilKit
import PostilSystem
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews

/// What marking shows: the words chosen in their surroundings, what stands on them, and the keys.
extension LiveScreen {
  func show(
    _ cursor: MarkCursor, labels: LabelKeys, here: [StoredAnnotation], message: String
  ) throws {
    try clear()
    var lines = surroundings([cursor.span])
    for stored in here.prefix(4) {
      var line = StyledLine("      ")
      for piece in session.lines(of: try session.focus.article()).short(stored).pieces {
        line.append(piece.text, piece.style)
      }
      lines += wrapped(line)
    }
    if !message.isEmpty { lines += wrapped(StyledLine("      \(message)", .strong)) }
    if isLive {
      let names = labels.all.prefix(9).map { "\($0.key) \($0.label)" }.joined(separator: "  ")
      lines.append(cut(StyledLine(" ? keys  q leave  space next name  \(names)", .dim)))
    }
    try draw(lines)
  }

  /// Explains the keys of marking.
  func markKeys(_ labels: LabelKeys) throws {
    try explain([
      "h l word before, behind   k j line before, behind   (or the arrows)",
      "space n next name that is not marked   N the one before   \" next quotation",
      "] } right edge out, in   [ { left edge out, in   / find   : words by number or text",
      "s speaker of the quote   z backspace undo   e a command   o show the line   q leave",
      labels.all.map { "\($0.key) \($0.label)" }.joined(separator: "  "),
    ])
  }
}
