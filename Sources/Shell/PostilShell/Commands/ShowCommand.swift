import PostilKit
import PostilStore
import PostilSystem

/// `show`: the text with its annotations.
struct ShowCommand: Command {
  let name = "show"
  let aliases = ["s"]
  let group = CommandGroup.articles
  let summary = "Show the text with its annotations."
  let usage = "[LINES | SPAN | all] [--plain]"
  let details = """
    Lines are numbered in the margin, with the first word of each row behind the point: 2.14. Solid
    lines are accepted, dotted ones with ? suggested. Menus, forms and a title that is repeated are dim
    and named; nothing is suggested there. --plain lists the annotations below each line
    instead of drawing them; `set view list` does so always.
    """
  let examples: [Example] = [
    ("show", "the whole article"), ("show 3-5", "lines 3 to 5"),
    ("show e7", "around an annotation"),
  ]
  let flags = [Flag("plain", nil, "annotations in words, nothing drawn")]
  let completion: [Completion] = [.annotations, .words(["all"])]

  func run(_ arguments: Arguments, in session: Session) throws {
    let article = try session.article()
    let range = try lines(arguments, session, article)
    if arguments.has("json") { return try printJSON(range, article, session) }
    session.lastLine = range.lowerBound == range.upperBound ? range.lowerBound : session.lastLine
    try session.page { print in
      try session.view(range, isList: arguments.has("plain") ? true : nil, print)
    }
    try session.noteEmpty(article)
  }

  private func lines(
    _ arguments: Arguments, _ session: Session, _ article: OpenArticle
  ) throws -> ClosedRange<Int> {
    let count = article.grid.lineCount
    guard let word = arguments.words.first, word.text != "all" else { return 1...count }
    guard arguments.words.count == 1 else {
      throw PostilError.usage(reason: "show takes one place", next: "say show \(usage)")
    }
    if let bare = word.bare, let range = try Self.numbers(bare, count) { return range }
    let spans = try session.resolver().targets(word).flatMap(\.spans)
    let text = article.store.article.text
    let first = spans.map(\.start).min() ?? 0
    let last = spans.map(\.end).max() ?? 0
    let start = article.grid.place(ofByte: text.byte(ofCodePoint: first)).line
    let end = article.grid.place(ofByte: text.byte(ofCodePoint: max(first, last - 1))).line
    return start...max(start, end)
  }

  /// An object a line of the article, with the annotations that begin in it.
  private func printJSON(
    _ range: ClosedRange<Int>, _ article: OpenArticle, _ session: Session
  ) throws {
    let sorted = article.store.annotations.filter { !$0.annotation.spans.isEmpty }
      .sorted { ($0.annotation.extent, $0.number) < ($1.annotation.extent, $1.number) }
    var rest = sorted[...]
    for number in range {
      let bytes = article.grid.line(number)
      let span = article.store.article.text.span(bytes: bytes)
      rest = rest.drop { $0.annotation.extent.start < span.start }
      let here = rest.prefix { $0.annotation.extent.start < span.end }
      rest = rest.dropFirst(here.count)
      try session.output.print(json: [
        "article": .string(article.name), "line": .int(number),
        "text": .string(article.store.article.text[bytes: bytes]), "span": span.json,
        "section": .string(article.sections.kind(atByte: bytes.lowerBound).rawValue),
        "annotations": .array(try here.map { try session.json($0) }),
      ])
    }
  }

  /// `3` or `3-5`: lines of the article.
  private static func numbers(_ word: String, _ count: Int) throws -> ClosedRange<Int>? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1]
    else { return nil }
    guard first >= 1, first <= count else { throw PostilError.noLine(line: first, count: count) }
    guard last >= first else {
      throw PostilError.badSpan(span: word, reason: "it ends before it begins")
    }
    return first...min(last, count)
  }
}

extension Session {
  /// Says of an article without a text that it is one.
  func noteEmpty(_ article: OpenArticle) throws {
    if article.store.article.text.count == 0 {
      try errors.print("note: \(article.name) is empty")
    }
  }

  /// Lines of the open article with their annotations, drawn or listed.
  func view(_ range: ClosedRange<Int>, isList: Bool? = nil) throws -> [StyledLine] {
    var lines: [StyledLine] = []
    try view(range, isList: isList) { lines += $0 }
    return lines
  }

  /// The same a row at a time, so that the first screen need not wait for the last.
  func view(
    _ range: ClosedRange<Int>, isList: Bool? = nil, _ body: ([StyledLine]) throws -> Void
  ) throws {
    let article = try article()
    let marks = MarkList(article.store.annotations) { [store = article.store] in
      Self.mark($0, in: store)
    }
    if isList ?? display.isList {
      return try ListView(grid: article.grid, marks: marks, sections: article.sections)
        .forEachRow(range, body)
    }
    try ArticleView(
      grid: article.grid, marks: marks, width: display.columns, drawing: display.drawing,
      hasRuler: display.hasRuler, ambiguous: display.ambiguous, sections: article.sections
    ).forEachRow(range, body)
  }

  /// Prints lines, through a pager if a person reads and the screen is too small for them.
  func page(_ lines: [StyledLine]) throws { try page { print in try print(lines) } }

  /// Prints what `body` gives, through a pager as soon as it is too much for the screen.
  func page(_ body: (([StyledLine]) throws -> Void) throws -> Void) throws {
    guard mode != .script, output.isTerminal, Terminal.isInteractive, !Terminal.isDumb else {
      return try body { try output.print($0) }
    }
    let paging = Paging(output: output, command: preferences.pager, rows: Terminal.size.rows)
    do { try body(paging.take) } catch is Paging.Left {}
    try paging.finish()
  }
}

/// Lines on their way to the screen: held back until it is known whether they fit.
private final class Paging {
  /// The person has left the pager.
  struct Left: Error {}

  private let output: Output
  private let command: String
  private let rows: Int
  private var held: [StyledLine] = []
  private var pager: Pager?

  init(output: Output, command: String, rows: Int) {
    self.output = output
    self.command = command
    self.rows = rows
  }

  func take(_ lines: [StyledLine]) throws {
    if let pager { return try send(lines, to: pager) }
    held += lines
    guard held.count >= rows else { return }
    try output.flush()
    guard let pager = Pager(command) else { return }
    self.pager = pager
    try send(held, to: pager)
  }

  private func send(_ lines: [StyledLine], to pager: Pager) throws {
    pager.write(lines.map { output.rendered($0) + "\n" }.joined())
    if !pager.isOpen { throw Left() }
  }

  /// Waits for the pager; prints everything where there is none.
  func finish() throws {
    if let pager, pager.finish() { return }
    try output.print(held)
  }
}
