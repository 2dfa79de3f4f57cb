import PostilCore
import PostilKit

/// What a review shows: the suggestion in its surroundings and a line of keys, drawn over itself on a
/// terminal, one below the other in a script.
final class ReviewScreen {
  private let session: Session
  private let article: OpenArticle
  /// Whether a person looks at a terminal.
  let isLive: Bool
  /// Lines drawn that the next drawing replaces.
  private var drawn = 0
  /// The columns it was drawn for.
  private var width = 0

  init(session: Session, article: OpenArticle, isLive: Bool) {
    self.session = session
    self.article = article
    self.isLive = isLive
  }

  /// Shows one suggestion.
  func show(_ stored: StoredAnnotation, place: Int, of count: Int, message: String) throws {
    try clear()
    var lines = surroundings(stored)
    var what = StyledLine("      ")
    what.append(try session.mark(stored).caption, .label(stored.annotation.label))
    for (name, value) in stored.annotation.attributes.sorted(by: { $0.key < $1.key }) {
      what.append(" \(name)=\(Session.quoted(value.plain))")
    }
    let roles = try session.rolesText(stored.annotation)
    if !roles.isEmpty { what.append("  \(roles)") }
    if stored.annotation.isFlagged { what.append("  flagged", .strong) }
    if let score = stored.annotation.score { what.append("  \(Session.score(score))", .dim) }
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

  /// Shows the key that was pressed, where nothing is drawn over.
  func echo(_ sign: Character) throws {
    if !isLive { try session.output.print(" key: \(sign == " " ? "space" : String(sign))") }
  }

  /// Asks below the suggestion; the next drawing takes the question away.
  func ask(_ question: String) throws {
    guard isLive else { return try session.output.print("      \(question)") }
    try session.output.write(raw: "\r\u{1B}[K")
    try session.output.write(raw: session.output.rendered(cut(StyledLine(" \(question)", .strong))))
    try session.output.flush()
  }

  /// Lists whom the digits mean.
  func choices(_ candidates: [StoredAnnotation]) throws {
    try clear()
    try draw(
      try [StyledLine("      speaker?")]
        + candidates.enumerated().map { try session.line($1, before: "      \($0 + 1)") })
  }

  /// Shows the line of the text with all annotations, and keeps it on the screen.
  func context(_ stored: StoredAnnotation) throws {
    try clear()
    let byte = article.store.article.text.byte(ofCodePoint: stored.annotation.extent.start)
    let line = article.grid.place(ofByte: byte).line
    try session.output.print(try session.view(line...line))
  }

  /// Explains the keys.
  func keys(labels: [String]) throws {
    try clear()
    let decisions = "a y accept   x n reject   space skip   A X all with the same words and label"
    let others = "j k next, previous   / jump   f flag   e a command   o show the line"
    for line in [
      decisions, "] } right edge out, in   [ { left edge out, in   s speaker",
      others, "z backspace undo   d article done   q leave",
    ] { try session.output.print("  " + line) }
    let names = labels.enumerated().map { "\($0 + 1) \($1)" }
    try session.output.print("  accept as " + names.prefix(5).joined(separator: "  "))
    if names.count > 5 {
      try session.output.print("            " + names.dropFirst(5).joined(separator: "  "))
    }
  }

  /// Leaves the last drawing where it is: somebody else writes to the terminal next.
  func release() throws {
    try session.output.write(raw: "\n")
    try session.output.flush()
    drawn = 0
  }

  /// Takes the last drawing away.
  func end() throws {
    try clear()
    try session.output.flush()
  }

  // MARK: Drawing

  private func draw(_ lines: [StyledLine]) throws {
    for line in lines.dropLast() { try session.output.print(line) }
    if let last = lines.last {
      try session.output.write(raw: session.output.rendered(last) + (isLive ? "" : "\n"))
    }
    drawn = lines.count
    width = session.display.columns
    try session.output.flush()
  }

  private func clear() throws {
    guard isLive, drawn > 0 else { return }
    // After a resize nobody knows where the lines are: everything goes.
    let isResized = width != session.display.columns
    let up = isResized ? "\u{1B}[H" : drawn > 1 ? "\u{1B}[\(drawn - 1)A" : ""
    try session.output.write(raw: "\r\(up)\u{1B}[J")
    drawn = 0
  }

  /// Up to three rows around the suggestion, with its words in ‹…›.
  private func surroundings(_ stored: StoredAnnotation) -> [StyledLine] {
    let text = article.store.article.text
    let spans = stored.annotation.spans
    guard let first = spans.first else { return [StyledLine("      (the whole article)")] }
    let width = max(24, session.display.columns - 8)
    let byte = text.byte(ofCodePoint: first.start)
    let line = article.grid.place(ofByte: byte).line
    let rows = TextRow.rows(
      line: line, grid: article.grid, width: width - 2, ambiguous: session.display.ambiguous)
    let hit = rows.firstIndex { $0.span.end > first.start } ?? 0
    let last = rows.firstIndex { $0.span.end >= first.end } ?? hit
    let shown = max(0, hit - 1)...min(rows.count - 1, max(last, min(hit + 1, rows.count - 1)))
    let chosen = Array(rows[shown].prefix(6))
    return chosen.map { row in
      var styled = StyledLine("\(row.place.line).\(row.place.word)".padded(6), .dim)
      let end = (row.cells.lastIndex { $0.shown != " " } ?? -1) + 1
      for cell in row.cells[..<end] {
        let starts = spans.contains { $0.start == cell.span.start }
        let ends = spans.contains { $0.end > cell.span.start && $0.end <= cell.span.end }
        let inside = spans.contains { $0.overlaps(cell.span) }
        styled.append(
          (starts ? "‹" : "") + cell.shown + (ends ? "›" : ""), inside ? .strong : .plain)
      }
      return styled
    }
  }

  /// A line that fits the terminal, so that drawing over it counts right.
  private func cut(_ line: StyledLine) -> StyledLine {
    var left = max(10, session.display.columns - 1)
    var result = StyledLine()
    for piece in line.pieces {
      let text = String(piece.text.prefix(left))
      result.append(text, piece.style)
      left -= text.count
    }
    return result
  }

  private func wrapped(_ line: StyledLine) -> [StyledLine] {
    isLive
      ? line.wrapped(to: max(20, session.display.columns - 1), indent: 8).map(cut) : [line]
  }
}
