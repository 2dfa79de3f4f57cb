import PostilKit

/// The lanes of annotations below one row: longest first, each in the first lane that has room.
struct Lanes {
  private let row: TextRow
  private let width: Int
  private let drawing: Drawing
  private var lanes: [[Cell]] = []
  /// The annotations for which there was no lane.
  private(set) var left: [Mark] = []

  private static let maximum = 6

  private struct Cell {
    var sign: Character = " "
    var style: StyledLine.Style = .plain
    var isTaken = false
  }

  /// A drawn piece and the column it begins at.
  private struct Piece {
    let column: Int
    let signs: [Character]
  }

  init(_ marks: [Mark], row: TextRow, width: Int, drawing: Drawing) {
    self.row = row
    self.width = width
    self.drawing = drawing
    let measured = marks.map { mark in
      (
        mark,
        mark.spans.compactMap { row.columns($0)?.clamped(to: 0..<width) }.reduce(0) {
          $0 + $1.count
        }
      )
    }
    let ordered = measured.sorted {
      ($1.1, $0.0.extent.start, $0.0.number) < ($0.1, $1.0.extent.start, $1.0.number)
    }
    for (mark, columns) in ordered where columns > 0 { place(mark) }
  }

  /// The lanes as lines, without the margin.
  var lines: [StyledLine] {
    lanes.map { lane in
      var line = StyledLine()
      let end = (lane.lastIndex { $0.sign != " " } ?? -1) + 1
      for cell in lane[..<end] { line.append(String(cell.sign), cell.style) }
      return line
    }
  }

  private mutating func place(_ mark: Mark) {
    let pieces = mark.spans.enumerated().compactMap { piece(mark, $1, isFirst: $0 == 0) }
    let style = StyledLine.Style.label(mark.label)
    for lane in 0..<Self.maximum {
      if lane == lanes.count { lanes.append([Cell](repeating: Cell(), count: width)) }
      guard pieces.allSatisfy({ isFree($0, lane) }) else { continue }
      for piece in pieces { draw(piece, lane, style) }
      return
    }
    left.append(mark)
  }

  private func isFree(_ piece: Piece, _ lane: Int) -> Bool {
    let range = piece.column..<min(width, piece.column + piece.signs.count)
    return !lanes[lane][range].contains(where: \.isTaken)
  }

  private mutating func draw(_ piece: Piece, _ lane: Int, _ style: StyledLine.Style) {
    for (offset, sign) in piece.signs.enumerated() where piece.column + offset < width {
      lanes[lane][piece.column + offset] = Cell(sign: sign, style: style, isTaken: true)
    }
    // A blank after it keeps captions apart; another bracket may still begin there.
    let after = piece.column + piece.signs.count
    if after < width, piece.signs.last != drawing.close { lanes[lane][after].isTaken = true }
  }

  private func piece(_ mark: Mark, _ span: Span, isFirst: Bool) -> Piece? {
    // The blank at which a row was broken may stand beyond its edge.
    guard let columns = row.columns(span)?.clamped(to: 0..<width) else { return nil }
    let caption = Array(
      isFirst ? mark.caption : "+\(mark.state == .suggested ? "?" : "")\(mark.number)")
    guard columns.count >= caption.count + 2 else { return point(columns.lowerBound, caption) }
    let line = mark.state == .suggested ? drawing.dotted : drawing.solid
    let fill = [Character](repeating: line, count: columns.count - caption.count - 2)
    let first = span.start < row.span.start ? drawing.continues : drawing.open
    let last = continues(span) ? drawing.continues : drawing.close
    return Piece(column: columns.lowerBound, signs: [first] + caption + fill + [last])
  }

  /// Whether a span goes on behind the row with more than white space.
  private func continues(_ span: Span) -> Bool { span.end > row.span.end }

  /// Too narrow for its caption: the caption stands at the first column, or ends there at the edge.
  private func point(_ column: Int, _ caption: [Character]) -> Piece {
    let signs = [drawing.point] + caption
    if column + signs.count <= width { return Piece(column: column, signs: signs) }
    let start = max(0, column - caption.count)
    return Piece(column: start, signs: caption + [drawing.point])
  }
}
