import PostilSystem
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilTerminal
import PostilViews

/// The few lines that a loop of single keys shows: redrawn in place on a terminal, printed one drawing
/// after another in a script.
final class LiveScreen {
  let session: Session
  let article: OpenArticle
  /// Whether the drawings replace one another on a terminal.
  let isLive: Bool
  /// The number of lines drawn, which the next drawing replaces.
  private var drawn = 0
  /// The columns for which they were drawn.
  private var width = 0

  init(session: Session, article: OpenArticle, isLive: Bool) {
    self.session = session
    self.article = article
    self.isLive = isLive
  }

  /// Prints the key that was pressed, unless on a terminal.
  func echo(_ key: Character) throws {
    if !isLive { try session.console.out.print(" key: \(key == " " ? "space" : String(key))") }
  }

  /// Asks on the last line; the next drawing replaces the question.
  func ask(_ question: String) throws {
    guard isLive else { return try session.console.out.print("      \(question)") }
    try session.console.out.write(raw: "\r\u{1B}[K")
    try session.console.out.write(
      raw: session.console.out.rendered(cut(StyledLine(" \(question)", .strong))))
    try session.console.out.flush()
  }

  /// Reads what is typed after a question, until Enter or the character `end`, which scripts use; nil if
  /// another key ended it.
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
      case .character(let character): typed.append(character)
      case .pasted(let text): typed += text
      case .resized: break
      default: break reading
      }
      if isLive { try ask(question + typed) }
    }
    keys.amend(String(before.dropLast()))
    return nil
  }

  /// Prints the line of the text at a code point with all its annotations; it stays on the screen.
  func context(_ codePoint: Int) throws {
    try clear()
    let byte = article.store.article.text.byte(ofCodePoint: codePoint)
    let line = article.grid.place(ofByte: byte).line
    try session.console.out.print(try session.view(line...line))
  }

  /// Prints the keys of a table and of labels; they stay on the screen.
  ///
  /// - Parameter labels: The keys of labels, `1 PER`, and what each label means.
  func explain<Target>(
    _ table: KeyTable<Target>, labels: [(key: String, about: String?)]
  ) throws {
    try clear()
    let width = max(24, session.preferences.display.columns)
    let short = labels.filter { $0.about == nil }.map(\.key)
    try session.console.out.print(table.lines(labels: short, width: width))
    for label in labels {
      guard let about = label.about else { continue }
      try session.console.out.print(
        StyledLine.row(StyledLine("  \(label.key)"), about, at: 16, width: width))
    }
  }

  /// Keeps the last drawing on the screen, before something else writes to the terminal.
  func release() throws {
    try session.console.out.write(raw: "\n")
    try session.console.out.flush()
    drawn = 0
  }

  /// Removes the last drawing at the end of the loop.
  func end() throws {
    try clear()
    try session.console.out.flush()
  }

  // MARK: Drawing

  /// Draws lines; the last one is left without a line feed on a terminal.
  func draw(_ lines: [StyledLine]) throws {
    for line in lines.dropLast() { try session.console.out.print(line) }
    if let last = lines.last {
      try session.console.out.write(raw: session.console.out.rendered(last) + (isLive ? "" : "\n"))
    }
    drawn = lines.count
    width = session.preferences.display.columns
    try session.console.out.flush()
  }

  /// Removes the last drawing.
  func clear() throws {
    guard isLive, drawn > 0 else { return }
    // After a resize the position of the lines is unknown: the whole screen is cleared.
    let isResized = width != session.preferences.display.columns
    let up = isResized ? "\u{1B}[H" : drawn > 1 ? "\u{1B}[\(drawn - 1)A" : ""
    try session.console.out.write(raw: "\r\(up)\u{1B}[J")
    drawn = 0
  }

  /// Up to six rows around spans, with ‹…› around each.
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

  /// A line cut to the width of the terminal, so that the number of lines drawn is right.
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

  /// As many hints of keys as fit after a prompt of `used` columns.
  func fitting(_ hints: [String], after used: Int) -> String {
    var shown = ""
    for hint in hints {
      let more = (shown.isEmpty ? "" : "  ") + hint
      if used + shown.columns + more.columns >= session.preferences.display.columns { break }
      shown += more
    }
    return shown
  }

  /// A line in as many lines as its words need.
  func wrapped(_ line: StyledLine) -> [StyledLine] {
    isLive
      ? line.wrapped(to: max(20, session.preferences.display.columns - 1), indent: 8).map(cut)
      : [line]
  }
}
