import PostilKit

/// An article on the screen: its text in rows, with the annotations in lanes below each row, so that
/// the text never moves.
struct ArticleView {
  let grid: WordGrid
  /// What is shown, rejected suggestions left out.
  let marks: [Mark]
  /// Columns of the terminal.
  let width: Int
  let drawing: Drawing

  init(grid: WordGrid, marks: [Mark], width: Int, drawing: Drawing) {
    self.grid = grid
    self.marks = marks.filter { $0.state != .rejected && !$0.spans.isEmpty }
      .sorted { ($0.extent, $0.number) < ($1.extent, $1.number) }
    self.width = max(width, 24)
    self.drawing = drawing
  }

  /// The lines of the screen for some lines of the article.
  func lines(_ range: ClosedRange<Int>) -> [StyledLine] {
    let margin = Margin(range, grid: grid, drawing: drawing)
    let rows = range.flatMap {
      TextRow.rows(line: $0, grid: grid, width: width - margin.width)
    }
    var result: [StyledLine] = []
    var next = 0
    var active: [Mark] = []
    for row in rows {
      active.removeAll { $0.extent.end <= row.span.start }
      while next < marks.count, marks[next].extent.start < row.span.end {
        if marks[next].extent.end > row.span.start { active.append(marks[next]) }
        next += 1
      }
      result += lines(row, active, margin)
    }
    return result
  }

  private func lines(_ row: TextRow, _ marks: [Mark], _ margin: Margin) -> [StyledLine] {
    var text = margin.line(row.place, isEmpty: row.cells.isEmpty)
    text.append(trimmedEnd(row.text), row.isRightToLeft ? .isolated : .plain)
    let shown = marks.filter { mark in mark.spans.contains { $0.overlaps(row.span) } }
    guard !shown.isEmpty else { return [text] }
    let below = row.isDoubtful ? list(shown, row) : lanes(shown, row, margin)
    return [text]
      + (below + roles(shown, row)).map { line in
        var full = margin.blank
        for piece in line.pieces { full.append(piece.text, piece.style) }
        return full
      }
  }

  private func lanes(_ marks: [Mark], _ row: TextRow, _ margin: Margin) -> [StyledLine] {
    let lanes = Lanes(marks, row: row, width: width - margin.width, drawing: drawing)
    guard !lanes.left.isEmpty else { return lanes.lines }
    let names = lanes.left.map { $0.state.letter + String($0.number) }.joined(separator: " ")
    return lanes.lines + [StyledLine("+\(lanes.left.count) more: \(names)", .dim)]
  }

  /// A row whose drawing might be off has its annotations in words.
  private func list(_ marks: [Mark], _ row: TextRow) -> [StyledLine] {
    marks.filter { row.span.contains($0.extent.start) }.map { mark in
      var line = StyledLine("\(grid.name(mark.spans)) ", .dim)
      line.append(mark.caption, .label(mark.label))
      line.append(" \(Context.quoted(grid.text[mark.spans], to: 40))")
      return line
    }
  }

  private func roles(_ marks: [Mark], _ row: TextRow) -> [StyledLine] {
    marks.filter { !$0.roles.isEmpty && row.span.contains($0.extent.start) }.map {
      StyledLine("\($0.state.letter)\($0.number) \($0.roles)", .dim)
    }
  }

  private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

/// What stands left of the text: the line and the first word of the row.
private struct Margin {
  let lineDigits: Int
  let labelWidth: Int
  let drawing: Drawing

  init(_ range: ClosedRange<Int>, grid: WordGrid, drawing: Drawing) {
    lineDigits = String(range.upperBound).count
    let words = range.map { grid.wordCount(line: $0) }.max() ?? 1
    labelWidth = max(5, 1 + lineDigits + 1 + String(max(1, words)).count)
    self.drawing = drawing
  }

  /// The columns it takes.
  var width: Int { labelWidth + 2 }

  var blank: StyledLine {
    StyledLine(String(repeating: " ", count: labelWidth) + drawing.margin + " ", .dim)
  }

  func line(_ place: (line: Int, word: Int), isEmpty: Bool) -> StyledLine {
    let number = String(place.line)
    let pad = String(repeating: " ", count: 1 + max(0, lineDigits - number.count))
    let label = isEmpty ? pad + number : "\(pad)\(number).\(place.word)"
    return StyledLine(label.padded(labelWidth) + drawing.margin + (isEmpty ? "" : " "), .dim)
  }
}
