import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// What moves the cursor farther than to the next word or line.
extension MarkLoop {
  func goToName(isForward: Bool) {
    go(to: unannotated(candidates.names), isForward: isForward, "name")
  }

  func goToQuotation() {
    go(to: unannotated(candidates.quotations), isForward: true, "quotation")
  }

  /// The spans that no annotation covers; one pass over both sorted lists.
  func unannotated(_ spans: [Span]) -> [Span] {
    let all = article.store.annotations
    let taken = all.indices.lazy.filter { all[$0].annotation.state != .rejected }
      .map { all[$0].annotation.extent }.sorted()
    var next = 0
    var end = 0
    return spans.filter { span in
      while next < taken.count, taken[next].start <= span.start {
        end = max(end, taken[next].end)
        next += 1
      }
      return end < span.end
    }
  }

  /// Goes to the next or previous of some spans, starting over at the end of the text.
  private func go(to spans: [Span], isForward: Bool, _ what: String) {
    let here = cursor.span
    if let next = isForward
      ? spans.first(where: { $0.start >= here.end })
      : spans.last(where: { $0.end <= here.start })
    {
      return cursor.choose(next)
    }
    guard let first = isForward ? spans.first : spans.last, first != here else {
      return message = "no other \(what) is unmarked"
    }
    cursor.choose(first)
    message = isForward ? "continued from the start" : "continued from the end"
  }

  /// Reads words and goes to where they occur next.
  func search() throws {
    guard let typed = try screen.line("find: ", until: "/", keys), !typed.isEmpty else { return }
    let text = article.store.article.text
    let places = try TextSearch(text: text).occurrences(of: .words(typed)).map {
      text.span(bytes: $0)
    }
    let next = places.first { $0.start >= cursor.span.end } ?? places.first
    if let next { cursor.choose(next) } else { message = "\"\(typed)\" does not occur" }
  }

  /// Reads words as a command has them, by number or text, and goes there.
  func point() throws {
    guard let typed = try screen.line("words: ", until: ";", keys), !typed.isEmpty else { return }
    try attempt {
      guard let word = try CommandParser.statements("x \(typed)").first?.words.last,
        let span = try session.focus.resolver().target(word).spans.first
      else { return }
      cursor.choose(span)
    }
  }
}
