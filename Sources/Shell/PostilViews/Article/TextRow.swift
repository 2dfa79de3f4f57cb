import PostilKit
import PostilPointing
import PostilSystem
import PostilTerminal

/// A segment of an article's line that fits the terminal's width.
package struct TextRow {
  /// One character with its position.
  package struct Cell {
    /// The character as shown, escaped.
    package let shown: String
    /// The code points of the character.
    package let span: Span
    /// Its first column, counted from 0.
    let column: Int
    /// Its width in columns.
    let width: Int
  }

  /// The row as shown, escaped.
  let text: String
  /// The code points of the row.
  package let span: Span
  /// The numbers of the line and of the row's first word, counted from 1.
  package let place: (line: Int, word: Int)
  /// Whether terminals disagree about the width of one of its characters.
  let isDoubtful: Bool
  /// Whether the row contains right-to-left text.
  let isRightToLeft: Bool
  /// The characters with their positions; empty for a row in which every code point takes one column.
  private let measured: [Cell]

  /// The characters in order.
  package var cells: [Cell] {
    guard measured.isEmpty else { return measured }
    return text.enumerated().map { index, character in
      Cell(
        shown: String(character), span: Span(span.start + index, span.start + index + 1),
        column: index, width: 1)
    }
  }

  /// The columns that a span covers in this row; nil if it does not overlap the row.
  func columns(_ span: Span) -> Range<Int>? {
    guard span.overlaps(self.span) else { return nil }
    if measured.isEmpty {
      return
        (max(span.start, self.span.start) - self.span.start)..<(min(span.end, self.span.end)
        - self.span.start)
    }
    guard let first = measured.first(where: { $0.span.end > span.start && $0.width > 0 }),
      let last = measured.last(where: { $0.span.start < span.end && $0.width > 0 }),
      first.column <= last.column
    else { return nil }
    return first.column..<(last.column + last.width)
  }

  /// Wraps a line into rows of at most `width` columns, between words if possible.
  ///
  /// - Parameter ambiguous: The columns of an East Asian Ambiguous character: 1 or 2.
  package static func rows(line: Int, grid: WordGrid, width: Int, ambiguous: Int = 1) -> [TextRow] {
    let bytes = grid.line(line)
    let start = grid.text.codePoint(atByte: bytes.lowerBound)
    if grid.text.utf8[bytes].allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x09 }) {
      return plainRows(line, grid, bytes, start: start, width: max(8, width))
    }
    var rows: [TextRow] = []
    var builder = Builder(line: line, start: start)
    for character in grid.text[bytes: bytes] {
      if let row = builder.add(character, width: max(8, width), ambiguous) { rows.append(row) }
    }
    rows.append(builder.finish())
    return rows
  }

  /// The same for printable ASCII, where bytes, code points and columns coincide.
  private static func plainRows(
    _ line: Int, _ grid: WordGrid, _ bytes: Range<Int>, start: Int, width: Int
  ) -> [TextRow] {
    var rows: [TextRow] = []
    var from = bytes.lowerBound
    var (word, wordAtBreak, lastBreak, inWord) = (1, 1, from, false)
    var next = 1
    func cut(_ end: Int) {
      let text = String(
        decoding: grid.text.utf8[from..<end].map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
      let offset = start - bytes.lowerBound
      rows.append(
        TextRow(
          text: text, span: Span(from + offset, end + offset), place: (line, word),
          isDoubtful: false, isRightToLeft: false, measured: []))
    }
    for index in bytes {
      let isBlank = grid.text.utf8[index] == 0x20 || grid.text.utf8[index] == 0x09
      // Spaces may exceed the right edge: they are invisible.
      if index - from >= width, !isBlank {
        let isBetweenWords = lastBreak > from
        cut(isBetweenWords ? lastBreak : index)
        from = isBetweenWords ? lastBreak : index
        word = isBetweenWords ? wordAtBreak : next
      }
      if !isBlank, !inWord { next += 1 }
      inWord = !isBlank
      if isBlank { (lastBreak, wordAtBreak) = (index + 1, next) }
    }
    cut(bytes.upperBound)
    return rows
  }

  private struct Builder {
    let line: Int
    var word = 1
    var at: Int
    var cells: [(character: Character, shown: String, width: Int, doubtful: Bool)] = []
    var total = 0
    /// The number of cells up to and including the last white space.
    var breakable = 0
    /// The number of words that start before `breakable`.
    var wordsAtBreak = 0
    var words = 0
    var inWord = false

    init(line: Int, start: Int) {
      self.line = line
      at = start
    }

    mutating func add(_ character: Character, width: Int, _ ambiguous: Int) -> TextRow? {
      let shown = Escaping.shown(String(character))
      let measured = GraphemeWidth.of(character, ambiguous: ambiguous)
      let columns = shown == String(character) ? measured.columns : shown.columns
      let isBlank = character.isWhitespace
      var row: TextRow?
      // Spaces may exceed the right edge: they are invisible.
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
      var measured: [Cell] = []
      var column = 0
      var position = at
      for cell in cells {
        let end = position + cell.character.unicodeScalars.count
        measured.append(
          Cell(shown: cell.shown, span: Span(position, end), column: column, width: cell.width))
        column += cell.width
        position = end
      }
      let text = cells.map(\.shown).joined()
      return TextRow(
        text: text, span: Span(at, position), place: (line, word),
        isDoubtful: cells.contains { $0.doubtful },
        isRightToLeft: text.unicodeScalars.contains(where: GraphemeWidth.isRightToLeft),
        measured: measured)
    }
  }
}
