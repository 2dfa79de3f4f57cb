import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `show`: shows the text with its annotations.
struct ShowCommand: SimpleCommand {
  let name = "show"
  let aliases = ["s"]
  let group = CommandGroup.articles
  let printsJSON = true
  let summary = "Show the text with its annotations."
  let usage = "[LINES | SPAN | all] [--plain]"
  let details = """
    The margin shows the number of the line and of the row's first word: 2.14. Solid lines mean accepted
    annotations, dotted ones with ? suggestions. Menus, forms and a repeated title are dimmed and named;
    nothing is suggested there. --plain lists the annotations below each line instead of drawing them;
    `set view list` makes that the default. Labels of the article, and relations without words, are above
    the text.
    """
  let examples: [Example] = [
    ("show", "the whole article"), ("show 3-5", "lines 3 to 5"),
    ("show e7", "around an annotation"),
  ]
  let flags = [Flag("plain", nil, "list annotations as text instead of drawing them")]
  let completion: [Completion] = [.annotations, .words(["all"])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let article = try session.focus.article()
    let range = try lines(arguments, session, article)
    if arguments.has("json") { return try printJSON(range, article, session) }
    session.focus.lastLine =
      range.lowerBound == range.upperBound ? range.lowerBound : session.focus.lastLine
    try session.console.page { print in
      if range.lowerBound == 1 { try print(Self.wordless(article, session)) }
      try session.view(range, isList: arguments.has("plain") ? true : nil, print)
    }
    try session.noteEmpty(article)
  }

  /// The labels of the article and the relations without words, which are above the text.
  private static func wordless(_ article: OpenArticle, _ session: Session) -> [StyledLine] {
    article.store.annotations
      .filter { $0.annotation.spans.isEmpty && $0.annotation.state != .rejected }
      .map { session.lines(of: article).full($0) }
  }

  private func lines(
    _ arguments: Arguments, _ session: Session, _ article: OpenArticle
  ) throws -> ClosedRange<Int> {
    let count = article.grid.lineCount
    guard let word = arguments.words.first, word.text != "all" else { return 1...count }
    guard arguments.words.count == 1 else {
      throw PostilError.usage(.takesOnly("one place", Synopsis(self)))
    }
    if let bare = word.bare, let range = try Self.numbers(bare, count) { return range }
    let spans = try session.focus.resolver().targetsHere(word).flatMap(\.spans)
    let text = article.store.article.text
    let first = spans.map(\.start).min() ?? 0
    let last = spans.map(\.end).max() ?? 0
    let start = article.grid.place(ofByte: text.byte(ofCodePoint: first)).line
    let end = article.grid.place(ofByte: text.byte(ofCodePoint: max(first, last - 1))).line
    return start...max(start, end)
  }

  /// Prints one object per line of the article, with the annotations that start in it.
  private func printJSON(
    _ range: ClosedRange<Int>, _ article: OpenArticle, _ session: Session
  ) throws {
    let sorted = article.store.annotations.filter { !$0.annotation.spans.isEmpty }
      .sorted { ($0.annotation.extent, $0.number) < ($1.annotation.extent, $1.number) }
    var rest = sorted[...]
    let wordless = article.store.annotations.filter { $0.annotation.spans.isEmpty }
    if range.lowerBound == 1, !wordless.isEmpty {
      try session.console.out.print(json: [
        "article": .string(article.name),
        "annotations": .array(wordless.map { session.lines(of: article).json($0) }),
      ])
    }
    for number in range {
      let bytes = article.grid.line(number)
      let span = article.store.article.text.span(bytes: bytes)
      rest = rest.drop { $0.annotation.extent.start < span.start }
      let here = rest.prefix { $0.annotation.extent.start < span.end }
      rest = rest.dropFirst(here.count)
      try session.console.out.print(json: [
        "article": .string(article.name), "line": .int(number),
        "text": .string(article.store.article.text[bytes: bytes]), "span": span.json,
        "section": .string(article.sections.kind(atByte: bytes.lowerBound).rawValue),
        "annotations": .array(here.map { session.lines(of: article).json($0) }),
      ])
    }
  }

  /// Parses a range of lines: `3` or `3-5`.
  private static func numbers(_ word: String, _ count: Int) throws -> ClosedRange<Int>? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1]
    else { return nil }
    guard first >= 1, first <= count else {
      throw PostilError.pointing(.noLine(line: first, count: count))
    }
    guard last >= first else {
      throw PostilError.pointing(.badSpan(span: word, .linesBackwards))
    }
    return first...min(last, count)
  }
}
