import PostilKit
import PostilSchema
import PostilSystem

/// Writes the text of a page: a paragraph per line, the marks as nested elements that are closed and
/// opened again where they cross.
struct HTMLText {
  private let text: Text
  private let marks: [HTMLMark]
  private let annotations: [Annotation]
  private let palette: Palette
  /// The next mark to open.
  private var next = 0
  /// The marks that are open, the outermost first.
  private var open: [Int] = []
  /// The number of the line being written, from 1.
  private var line = 0

  init(
    _ text: Text, _ marks: [HTMLMark], _ annotations: [Annotation], _ palette: Palette
  ) {
    self.text = text
    self.marks = marks
    self.annotations = annotations
    self.palette = palette
  }

  /// Writes all lines.
  mutating func write(to writer: inout HTMLWriter) {
    text.utf8.withUnsafeBufferPointer { utf8 in
      var start = 0
      while start < utf8.count {
        let rest = UnsafeBufferPointer(rebasing: utf8[start...])
        let end = Bytes.newline(in: rest).map { start + $0 } ?? utf8.count
        let isBroken = end > start && end < utf8.count && utf8[end - 1] == 0x0D
        write(start..<(isBroken ? end - 1 : end), utf8, &writer)
        start = end + 1
      }
    }
  }

  private mutating func write(
    _ bytes: Range<Int>, _ utf8: UnsafeBufferPointer<UInt8>, _ writer: inout HTMLWriter
  ) {
    line += 1
    let span = text.span(bytes: bytes)
    open.removeAll { marks[$0].span.end <= span.start }
    begin(span, isEmpty: bytes.isEmpty, &writer)
    for mark in open { write(openingOf: mark, isAgain: true, showsCaption: true, &writer) }
    var at = span.start
    while true {
      openMarks(at: at, in: span, &writer)
      let stop = nextStop(after: at, in: span)
      let range = text.byte(ofCodePoint: at)..<text.byte(ofCodePoint: stop)
      writer.write(UnsafeBufferPointer(rebasing: utf8[range]))
      if stop >= span.end { break }
      at = stop
      closeMarks(at: at, &writer)
    }
    for _ in open { writer.markup("</span>") }
    writer.markup("</p>\n")
  }

  private func begin(_ span: Span, isEmpty: Bool, _ writer: inout HTMLWriter) {
    var depth = open.map { marks[$0].lane + 1 }.max() ?? 0
    var index = next
    while index < marks.count, marks[index].span.start < max(span.end, span.start + 1) {
      depth = max(depth, marks[index].lane + 1)
      index += 1
    }
    writer.markup("<p id=\"l")
    writer.write(line)
    if depth > 0 {
      writer.markup("\" class=\"n")
      writer.write(depth)
    } else if isEmpty {
      writer.markup("\" class=\"e")
    }
    writer.markup("\"><b class=\"l\" aria-hidden=\"true\">")
    writer.write(line)
    writer.markup("</b>")
  }

  /// The next code point at which a mark begins or ends, or the line ends.
  private func nextStop(after at: Int, in span: Span) -> Int {
    var stop = span.end
    if next < marks.count { stop = min(stop, max(marks[next].span.start, at)) }
    for mark in open { stop = min(stop, marks[mark].span.end) }
    return stop
  }

  private mutating func openMarks(at: Int, in span: Span, _ writer: inout HTMLWriter) {
    while next < marks.count, marks[next].span.start <= at,
      at < span.end || marks[next].span.isEmpty || span.isEmpty
    {
      write(openingOf: next, isAgain: false, showsCaption: true, &writer)
      if marks[next].span.end <= at {
        writer.markup("</span>")
      } else {
        open.append(next)
      }
      next += 1
    }
  }

  /// Closes the marks that end here; those around them stay open, those inside are opened again.
  private mutating func closeMarks(at: Int, _ writer: inout HTMLWriter) {
    guard let first = open.firstIndex(where: { marks[$0].span.end <= at }) else { return }
    for _ in open[first...] { writer.markup("</span>") }
    let again = open[first...].filter { marks[$0].span.end > at }
    open.removeSubrange(first...)
    for mark in again {
      write(openingOf: mark, isAgain: true, showsCaption: false, &writer)
      open.append(mark)
    }
  }

  // MARK: One mark

  private func write(
    openingOf index: Int, isAgain: Bool, showsCaption: Bool, _ writer: inout HTMLWriter
  ) {
    let mark = marks[index]
    let annotation = annotations[mark.owner]
    writer.markup("<span class=\"m k")
    writer.write(palette[annotation.layer, annotation.label].place)
    writer.markup(" d")
    writer.write(mark.lane)
    writer.markup(mark.role != nil ? " role" : Self.style(annotation.state))
    writer.markup("\"")
    if !isAgain, mark.role == nil, !mark.isContinuation {
      writer.markup(" id=\"m")
      writer.write(mark.number)
      writer.markup("\"")
    }
    writer.markup(">")
    if showsCaption { write(captionOf: mark, isAgain: isAgain, &writer) }
  }

  private static func style(_ state: Annotation.State) -> StaticString {
    switch state {
    case .accepted: ""
    case .suggested: " s"
    case .rejected: " x"
    }
  }

  /// Hidden from screen readers, which read the same in the tables.
  private func write(captionOf mark: HTMLMark, isAgain: Bool, _ writer: inout HTMLWriter) {
    writer.markup("<a class=\"c\" aria-hidden=\"true\" tabindex=\"-1\" href=\"#n")
    writer.write(mark.number)
    writer.markup("\">")
    if isAgain { writer.markup("…") }
    writer.write(mark.caption)
    writer.markup("</a>")
  }
}
