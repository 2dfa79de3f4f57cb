import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// What a review shows: the suggestion in its surroundings, and a line of keys.
extension LiveScreen {
  /// Shows one suggestion.
  func show(_ stored: StoredAnnotation, place: Int, of count: Int, message: String) throws {
    try clear()
    var lines = surroundings(stored.annotation.spans)
    var what = StyledLine("      ")
    what.append(
      AnnotationLine.mark(stored, in: article.store).caption, .label(stored.annotation.label))
    for (name, value) in stored.annotation.attributes.sorted(by: { $0.key < $1.key }) {
      what.append(" \(name)=\(Word.typed(value.plain))")
    }
    let roles = session.lines(of: article).roles(stored.annotation)
    if !roles.isEmpty { what.append("  \(roles)") }
    if stored.annotation.isFlagged { what.append("  flagged", .strong) }
    if let score = stored.annotation.score { what.append("  \(Decimals.score(score))", .dim) }
    what.append("  \(stored.annotation.annotator)", .dim)
    lines += wrapped(what)
    if !message.isEmpty { lines.append(StyledLine("      \(message)", .strong)) }
    if isLive {
      var prompt = StyledLine(" [\(place)/\(count)] ", .strong)
      // What a narrow terminal cuts off, ? tells.
      prompt.append("? keys  a accept  x reject  space skip  1-9 label  ][ edge  z undo ", .dim)
      lines.append(cut(prompt))
    } else {
      lines.append(StyledLine(" [\(place)/\(count)]"))
    }
    try draw(lines)
  }

  /// Explains the keys.
  func keys(labels: [String]) throws {
    let names = labels.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: "  ")
    try explain([
      "a y accept   x n reject   space skip   A X all with the same words and label",
      "] } right edge out, in   [ { left edge out, in   s speaker",
      "j k next, previous   / jump   f flag   e a command   o show the line",
      "z backspace undo   d article done   q leave", "accept as \(names)",
    ])
  }
}
