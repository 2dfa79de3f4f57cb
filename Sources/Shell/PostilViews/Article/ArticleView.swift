import PostilKit
import PostilPointing
import PostilTerminal

/// An article drawn for the screen: its text in rows, with the annotations in lanes below each row, so
/// that annotations never shift the text.
package struct ArticleView {
  package let grid: WordGrid
  package let marks: MarkList
  /// Columns of the terminal.
  package let width: Int
  package let drawing: Drawing
  /// Whether every fifth word is numbered above the text.
  package let hasRuler: Bool
  /// The columns of an East Asian Ambiguous character: 1 or 2.
  package let ambiguous: Int
  /// The sections of the article; boilerplate and a repeated title are dimmed and named.
  package let sections: Sections?

  package init(
    grid: WordGrid, marks: MarkList, width: Int, drawing: Drawing, hasRuler: Bool = false,
    ambiguous: Int = 1, sections: Sections? = nil
  ) {
    self.grid = grid
    self.marks = marks
    self.width = max(width, 24)
    self.drawing = drawing
    self.hasRuler = hasRuler
    self.ambiguous = ambiguous
    self.sections = sections
  }

  /// Draws a range of the article's lines, calling `body` with the screen lines of each row.
  package func forEachRow(
    _ range: ClosedRange<Int>, _ body: ([StyledLine]) throws -> Void
  ) rethrows {
    let margin = Margin(range, grid: grid, drawing: drawing)
    var next = 0
    var active: [Mark] = []
    var named: Section.Kind?
    for line in range {
      let repetition = repetition(line)
      if let repetition, repetition != named {
        try body([margin.blank(StyledLine("(\(repetition.rawValue))", .dim))])
      }
      named = repetition
      let rows = TextRow.rows(
        line: line, grid: grid, width: width - margin.width, ambiguous: ambiguous)
      for row in rows {
        active.removeAll { $0.extent.end <= row.span.start }
        while next < marks.places.count, marks.places[next].extent.start < row.span.end {
          if marks.places[next].extent.end > row.span.start {
            active.append(marks[marks.places[next]])
          }
          next += 1
        }
        try body(lines(row, active, margin, isDim: repetition != nil))
      }
    }
  }

  /// The kind of a line's section if that is boilerplate or a repeated title, else nil.
  private func repetition(_ line: Int) -> Section.Kind? {
    sections.map { $0.kind(atByte: grid.line(line).lowerBound) }.flatMap {
      $0.isRepetition ? $0 : nil
    }
  }

  private func lines(
    _ row: TextRow, _ marks: [Mark], _ margin: Margin, isDim: Bool
  ) -> [StyledLine] {
    var text = margin.line(row.place, isEmpty: row.text.isEmpty)
    text.append(trimmedEnd(row.text), row.isRightToLeft ? .isolated : isDim ? .dim : .plain)
    let shown = marks.filter { mark in mark.spans.contains { $0.overlaps(row.span) } }
    var lines = [text]
    if hasRuler, !row.isDoubtful, let ruler = Ruler(row, grid: grid).line {
      lines.insert(margin.blank(ruler), at: 0)
    }
    guard !shown.isEmpty else { return lines }
    let below = row.isDoubtful ? list(shown, row) : lanes(shown, row, margin)
    return lines + (below + roles(shown, row, width: width - margin.width)).map { margin.blank($0) }
  }

  private func lanes(_ marks: [Mark], _ row: TextRow, _ margin: Margin) -> [StyledLine] {
    let lanes = Lanes(marks, row: row, width: width - margin.width, drawing: drawing)
    guard !lanes.left.isEmpty else { return lanes.lines }
    let names = lanes.left.map { $0.state.letter + String($0.number) }.joined(separator: " ")
    return lanes.lines + [StyledLine("+\(lanes.left.count) more: \(names)", .dim)]
  }

  /// The annotations of a row as text, for a row whose columns terminals disagree about.
  private func list(_ marks: [Mark], _ row: TextRow) -> [StyledLine] {
    marks.filter { row.span.contains($0.extent.start) }.map { mark in
      var line = StyledLine("\(grid.name(mark.spans)) ", .dim)
      line.append(mark.caption, .label(mark.label))
      line.append(" \(Snippet.quoted(grid.text[mark.spans], to: 40))")
      return line
    }
  }

  private func roles(_ marks: [Mark], _ row: TextRow, width: Int) -> [StyledLine] {
    marks.filter { !$0.roles.isEmpty && row.span.contains($0.extent.start) }.flatMap { mark in
      StyledLine.list(
        mark.roles, after: "\(mark.state.letter)\(mark.number)", width: width, .dim)
    }
  }

  private func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

/// The ruler of a row: the number of every fifth word above its first column.
private struct Ruler {
  private let row: TextRow
  private let grid: WordGrid

  package init(_ row: TextRow, grid: WordGrid) {
    self.row = row
    self.grid = grid
  }

  /// The ruler; nil if no word of the row is numbered.
  package var line: StyledLine? {
    var text = ""
    var number = (row.place.word + 4) / 5 * 5
    while let bytes = grid.word(row.place.line, number) {
      let start = grid.text.codePoint(atByte: bytes.lowerBound)
      if start >= row.span.end { break }
      if let columns = row.columns(Span(start, start + 1)), columns.lowerBound >= text.count {
        text += String(repeating: " ", count: columns.lowerBound - text.count) + "\(number)"
      }
      number += 5
    }
    return text.isEmpty ? nil : StyledLine(text, .dim)
  }
}

/// The left margin: the line number and the number of the row's first word.
private struct Margin {
  package let lineDigits: Int
  package let labelWidth: Int
  package let drawing: Drawing

  package init(_ range: ClosedRange<Int>, grid: WordGrid, drawing: Drawing) {
    lineDigits = String(range.upperBound).count
    let words = range.map { grid.wordCount(line: $0) }.max() ?? 1
    labelWidth = max(5, 1 + lineDigits + 1 + String(max(1, words)).count)
    self.drawing = drawing
  }

  /// The width of the margin in columns.
  package var width: Int { labelWidth + 2 }

  /// A line after an empty margin.
  package func blank(_ line: StyledLine) -> StyledLine {
    var full = StyledLine(
      String(repeating: " ", count: labelWidth) + drawing.margin + " ", .dim)
    for piece in line.pieces { full.append(piece.text, piece.style) }
    return full
  }

  package func line(_ place: (line: Int, word: Int), isEmpty: Bool) -> StyledLine {
    let number = String(place.line)
    let pad = String(repeating: " ", count: 1 + max(0, lineDigits - number.count))
    let label = isEmpty ? pad + number : "\(pad)\(number).\(place.word)"
    return StyledLine(label.padded(labelWidth) + drawing.margin + (isEmpty ? "" : " "), .dim)
  }
}
