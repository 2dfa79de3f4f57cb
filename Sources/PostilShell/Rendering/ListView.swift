import PostilKit

/// An article without any drawing: each line of text, then its annotations, one a line. For screen
/// readers, and for text whose width terminals disagree about.
struct ListView {
  let grid: WordGrid
  let marks: [Mark]

  init(grid: WordGrid, marks: [Mark]) {
    self.grid = grid
    self.marks = marks.filter { $0.state != .rejected && !$0.spans.isEmpty }
      .sorted { ($0.extent, $0.number) < ($1.extent, $1.number) }
  }

  /// The lines of the screen for some lines of the article.
  func lines(_ range: ClosedRange<Int>) -> [StyledLine] {
    range.flatMap { number -> [StyledLine] in
      let bytes = grid.line(number)
      let span = grid.text.span(bytes: bytes)
      let text = StyledLine("\(number)  \(grid.text[bytes: bytes])")
      return [text] + marks.filter { span.contains($0.extent.start) }.map(line)
    }
  }

  private func line(_ mark: Mark) -> StyledLine {
    var line = StyledLine("   \(mark.state.letter)\(mark.number) ", .strong)
    line.append(mark.label, .label(mark.label))
    line.append(" \(Context.quoted(grid.text[mark.spans], to: 60)) ")
    line.append(grid.name(mark.spans), .dim)
    if !mark.roles.isEmpty { line.append(" " + mark.roles) }
    return line
  }
}
