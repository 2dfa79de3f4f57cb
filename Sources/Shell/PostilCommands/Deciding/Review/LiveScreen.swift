import PostilSystem
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews

/// A few lines drawn over themselves while single keys are read: on a terminal in place, in a script one
/// below the other.
final class LiveScreen {
  let session: Session
  let article: OpenArticle
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

  /// Shows the key that was pressed, where nothing is drawn over.
  func echo(_ sign: Character) throws {
    if !isLive { try session.console.out.print(" key: \(sign == " " ? "space" : String(sign))") }
  }

  /// Asks below the suggestion; the next drawing takes the question away.
  func ask(_ question: String) throws {
    guard isLive else { return try session.console.out.print("      \(question)") }
    try session.console.out.write(raw: "\r\u{1B}[K")
    try session.console.out.write(
      raw: session.console.out.rendered(cut(StyledLine(" \(question)", .strong))))
    try session.console.out.flush()
  }

  /// Reads what is typed behind a question until Enter or, as scripts have it, a sign; nil if it was left
  /// with another key.
  func line(
    _ question: String, until end: Character, _ keys: any KeySource
  ) throws -> String? {
    try ask(question)
    let before = keys.pressed
    var typed = ""
    reading: while let key = keys.next() {
      switch key {
      case .character("\r"), .character("\n"), .character(end):
        keys.amend(before + typed + String(end))
        return typed
      case .character("\u{8}"): _ = typed.popLast()
      case .character(let sign): typed.append(sign)
      default: break reading
      }
      if isLive { try ask(question + typed) }
    }
    keys.amend(String(before.dropLast()))
    return nil
  }

  /// Lists whom a role may point at and reads a digit; nil for none.
  func choose(_ candidates: [StoredAnnotation], _ keys: any KeySource) throws -> StoredAnnotation? {
    try clear()
    try draw(
      try [StyledLine("      speaker?")]
        + candidates.enumerated().map {
          session.lines(of: try session.focus.article()).short($1, before: "      \($0 + 1)")
        })
    guard case .character(let sign)? = keys.next(), let digit = sign.wholeNumberValue,
      (1...candidates.count).contains(digit)
    else { return nil }
    try echo(sign)
    return candidates[digit - 1]
  }

  /// Shows the line of the text at a code point with all annotations, and keeps it on the screen.
  func context(_ codePoint: Int) throws {
    try clear()
    let byte = article.store.article.text.byte(ofCodePoint: codePoint)
    let line = article.grid.place(ofByte: byte).line
    try session.console.out.print(try session.view(line...line))
  }

  /// Prints lines that stay, as broad as the terminal.
  func explain(_ lines: [String]) throws {
    try clear()
    let width = max(24, session.preferences.display.columns)
    for line in lines {
      try session.console.out.print(StyledLine("  " + line).wrapped(to: width, indent: 4))
    }
  }

  /// Leaves the last drawing where it is: somebody else writes to the terminal next.
  func release() throws {
    try session.console.out.write(raw: "\n")
    try session.console.out.flush()
    drawn = 0
  }

  /// Takes the last drawing away.
  func end() throws {
    try clear()
    try session.console.out.flush()
  }

  // MARK: Drawing

  /// Draws lines over those drawn before.
  func draw(_ lines: [StyledLine]) throws {
    for line in lines.dropLast() { try session.console.out.print(line) }
    if let last = lines.last {
      try session.console.out.write(raw: session.console.out.rendered(last) + (isLive ? "" : "\n"))
    }
    drawn = lines.count
    width = session.preferences.display.columns
    try session.console.out.flush()
  }

  /// Takes what was drawn away, to print what stays.
  func clear() throws {
    guard isLive, drawn > 0 else { return }
    // After a resize nobody knows where the lines are: everything goes.
    let isResized = width != session.preferences.display.columns
    let up = isResized ? "\u{1B}[H" : drawn > 1 ? "\u{1B}[\(drawn - 1)A" : ""
    try session.console.out.write(raw: "\r\(up)\u{1B}[J")
    drawn = 0
  }

  /// Up to three rows around words, which stand in ‹…›.
  func surroundings(_ spans: [Span]) -> [StyledLine] {
    let text = article.store.article.text
    guard let first = spans.first else { return [StyledLine("      (the whole article)")] }
    let width = max(24, session.preferences.display.columns - 8)
    let byte = text.byte(ofCodePoint: first.start)
    let line = article.grid.place(ofByte: byte).line
    let rows = TextRow.rows(
      line: line, grid: article.grid, width: width - 2,
      ambiguous: session.preferences.display.ambiguous)
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
  func cut(_ line: StyledLine) -> StyledLine {
    var left = max(10, session.preferences.display.columns - 1)
    var result = StyledLine()
    for piece in line.pieces {
      let text = String(piece.text.prefix(left))
      result.append(text, piece.style)
      left -= text.count
    }
    return result
  }

  /// The same over several lines, nothing left out.
  func wrapped(_ line: StyledLine) -> [StyledLine] {
    isLive
      ? line.wrapped(to: max(20, session.preferences.display.columns - 1), indent: 8).map(cut)
      : [line]
  }
}
