import PostilKit

/// A part of a line of the article that fits the terminal's width.
struct TextRow {
  /// One character with its place.
  struct Cell {
    /// What is shown.
    let shown: String
    /// The code points it stands for.
    let span: Span
    /// The first column, from 0.
    let column: Int
    /// How many columns it takes.
    let width: Int
  }

  /// The characters in order.
  let cells: [Cell]
  /// The code points of the row.
  let span: Span
  /// The line and the row's first word.
  let place: (line: Int, word: Int)
  /// Whether terminals disagree about the width of something in it.
  let isDoubtful: Bool

  /// Whether something in it is written from right to left.
  var isRightToLeft: Bool {
    cells.contains { cell in cell.shown.unicodeScalars.contains(where: GraphemeWidth.isRightToLeft)
    }
  }

  /// The row as shown.
  var text: String { cells.map(\.shown).joined() }

  /// The columns that the row takes.
  var width: Int { cells.last.map { $0.column + $0.width } ?? 0 }

  /// The columns that a span covers in this row, nil if it does not reach into it.
  func columns(_ span: Span) -> Range<Int>? {
    guard span.overlaps(self.span) else { return nil }
    guard let first = cells.first(where: { $0.span.end > span.start && $0.width > 0 }),
      let last = cells.last(where: { $0.span.start < span.end && $0.width > 0 }),
      first.column <= last.column
    else { return nil }
    return first.column..<(last.column + last.width)
  }

  /// Breaks a line into rows of at most `width` columns, between words where that is possible.
  static func rows(line: Int, grid: WordGrid, width: Int) -> [TextRow] {
    let bytes = grid.line(line)
    var rows: [TextRow] = []
    var builder = Builder(line: line, start: grid.text.codePoint(atByte: bytes.lowerBound))
    for character in grid.text[bytes: bytes] {
      if let row = builder.add(character, width: max(8, width)) { rows.append(row) }
    }
    rows.append(builder.finish())
    return rows
  }

  private struct Builder {
    let line: Int
    var word = 1
    var at: Int
    var cells: [(character: Character, shown: String, width: Int, doubtful: Bool)] = []
    var total = 0
    /// The number of cells through the last blank.
    var breakable = 0
    /// The words that begin behind `breakable`.
    var wordsAtBreak = 0
    var words = 0
    var inWord = false

    init(line: Int, start: Int) {
      self.line = line
      at = start
    }

    mutating func add(_ character: Character, width: Int) -> TextRow? {
      let shown = Escaping.shown(String(character))
      let measured = GraphemeWidth.of(character)
      let columns = shown == String(character) ? measured.columns : shown.columns
      let isBlank = character.isWhitespace
      var row: TextRow?
      // Blanks may hang over the edge: they are not seen.
      if total + columns > width, !isBlank, !cells.isEmpty {
        row = cut(breakable > 0 ? breakable : cells.count)
      }
      if !isBlank, !inWord { words += 1 }
      inWord = !isBlank
      cells.append((character, shown, columns, measured.isDoubtful))
      total += columns
      if isBlank {
        breakable = cells.count
        wordsAtBreak = words
      }
      return row
    }

    mutating func cut(_ count: Int) -> TextRow {
      let row = row(cells.prefix(count))
      let wordsBefore = count == breakable ? wordsAtBreak : words
      cells.removeFirst(count)
      at = row.span.end
      word += wordsBefore
      words -= wordsBefore
      total = cells.reduce(0) { $0 + $1.width }
      breakable = 0
      return row
    }

    mutating func finish() -> TextRow { row(cells[...]) }

    private func row(
      _ cells: ArraySlice<(character: Character, shown: String, width: Int, doubtful: Bool)>
    ) -> TextRow {
      var result: [Cell] = []
      var column = 0
      var position = at
      for cell in cells {
        let end = position + cell.character.unicodeScalars.count
        result.append(
          Cell(shown: cell.shown, span: Span(position, end), column: column, width: cell.width))
        column += cell.width
        position = end
      }
      return TextRow(
        cells: result, span: Span(at, position), place: (line, word),
        isDoubtful: cells.contains { $0.doubtful })
    }
  }
}
