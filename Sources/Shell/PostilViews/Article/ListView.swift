import PostilKit
import PostilPointing
import PostilTerminal

/// An article as plain lines: each line of text, then its annotations, one per line. For screen
/// readers, and for text whose width terminals disagree about.
package struct ListView {
  package let grid: WordGrid
  package let marks: MarkList
  /// The sections of the article.
  package var sections: Sections?

  package init(grid: WordGrid, marks: MarkList, sections: Sections? = nil) {
    self.grid = grid
    self.marks = marks
    self.sections = sections
  }

  /// Formats a range of the article's lines, calling `body` with the screen lines of each.
  package func forEachRow(
    _ range: ClosedRange<Int>, _ body: ([StyledLine]) throws -> Void
  ) rethrows {
    var next = 0
    for number in range {
      let bytes = grid.line(number)
      let span = grid.text.span(bytes: bytes)
      var lines = [StyledLine("\(number)  \(name(bytes))\(grid.text[bytes: bytes])")]
      while next < marks.places.count, marks.places[next].extent.start < span.end {
        if marks.places[next].extent.start >= span.start {
          lines.append(line(marks[marks.places[next]]))
        }
        next += 1
      }
      try body(lines)
    }
  }

  /// `(boilerplate) ` or the like for a line of boilerplate or a repeated title, else an empty string.
  private func name(_ bytes: Range<Int>) -> String {
    guard let kind = sections?.kind(atByte: bytes.lowerBound), kind.isRepetition, !bytes.isEmpty
    else { return "" }
    return "(\(kind.rawValue)) "
  }

  private func line(_ mark: Mark) -> StyledLine {
    var line = StyledLine("   \(mark.state.letter)\(mark.number) ", .strong)
    line.append(mark.label, .label(mark.label))
    line.append(" \(Snippet.quoted(grid.text[mark.spans], to: 60)) ")
    line.append(grid.name(mark.spans), .dim)
    if !mark.roles.isEmpty { line.append(" " + mark.roles.joined(separator: ", ")) }
    return line
  }
}
