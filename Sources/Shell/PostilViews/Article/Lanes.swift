import PostilKit
import PostilTerminal

/// The lanes of annotations below one row: the longest annotation first, each in the first free lane.
package struct Lanes {
  private let row: TextRow
  private let width: Int
  private let drawing: Drawing
  private var lanes: [[Piece]] = []
  /// The annotations for which no lane was free.
  package private(set) var left: [Mark] = []

  private static let maximum = 6

  /// The drawing of one span of an annotation.
  private struct Piece {
    package let column: Int
    package let text: String
    package let style: StyledLine.Style
    /// The columns reserved for this piece.
    package let taken: Range<Int>
  }

  package init(_ marks: [Mark], row: TextRow, width: Int, drawing: Drawing) {
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

  /// The drawn lanes, one line each, without the margin.
  package var lines: [StyledLine] {
    lanes.map { lane in
      var line = StyledLine()
      var column = 0
      for piece in lane.sorted(by: { $0.column < $1.column }) {
        line.append(String(repeating: " ", count: max(0, piece.column - column)))
        line.append(piece.text, piece.style)
        column = piece.column + piece.text.count
      }
      return line
    }
  }

  private mutating func place(_ mark: Mark) {
    let pieces = mark.spans.enumerated().compactMap { piece(mark, $1, isFirst: $0 == 0) }
    for lane in 0..<Self.maximum {
      if lane == lanes.count { lanes.append([]) }
      let isFree = pieces.allSatisfy { piece in
        let columns = piece.column..<(piece.column + piece.text.count)
        return !lanes[lane].contains { $0.taken.overlaps(columns) }
      }
      guard isFree else { continue }
      lanes[lane] += pieces
      return
    }
    left.append(mark)
  }

  private func piece(_ mark: Mark, _ span: Span, isFirst: Bool) -> Piece? {
    // The space at which a row was wrapped may lie beyond its right edge.
    guard let columns = row.columns(span)?.clamped(to: 0..<width) else { return nil }
    let caption = isFirst ? mark.caption : "+\(mark.state == .suggested ? "?" : "")\(mark.number)"
    let count = caption.count
    guard columns.count >= count + 2 else {
      return point(columns.lowerBound, caption, count, mark.label)
    }
    let line = mark.state == .suggested ? drawing.dotted : drawing.solid
    var text = String(span.start < row.span.start ? drawing.continues : drawing.open) + caption
    text += String(repeating: line, count: columns.count - count - 2)
    let isWhole = span.end <= row.span.end
    text.append(isWhole ? drawing.close : drawing.continues)
    // A bracket may directly follow another; a caption needs a column of distance.
    return Piece(
      column: columns.lowerBound, text: text, style: .label(mark.label),
      taken: columns.lowerBound..<(columns.upperBound + (isWhole ? 0 : 1)))
  }

  /// The piece of a span that is too narrow for its caption: a pointer at the first column with the
  /// caption after it, or before it at the right edge.
  private func point(_ column: Int, _ caption: String, _ count: Int, _ label: String) -> Piece {
    let isAtEdge = column + count + 1 > width
    let start = isAtEdge ? max(0, column - count) : column
    let text = isAtEdge ? caption + String(drawing.point) : String(drawing.point) + caption
    return Piece(
      column: start, text: String(text.prefix(max(0, width - start))), style: .label(label),
      taken: start..<(start + count + 2))
  }
}
