import PostilIndex
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `echo`: finds the other places of the words of an annotation.
struct EchoCommand: SimpleCommand {
  let name = "echo"
  let group = CommandGroup.deciding
  let printsJSON = true
  let scope = ScopeRule.articles(default: .all)
  let summary = "Offer every other place with the words that you have just marked or decided."
  let usage = "[ID] [--inflected]"
  let details = """
    Without ID it is about the last annotation that you have touched. The places are whole words in all articles
    where nothing is decided yet, as hits: `accept echo` marks all of them in one step, `accept echo #2-4` some,
    and `review #*` goes through them. The number is the share of the label in all that was decided about these
    words. With --inflected the last word may have another English ending.
    """
  let examples: [Example] = [
    ("echo", "where else are these words?"), ("echo e7 --inflected", "also treaties for treaty"),
  ]
  let flags = [Flag("inflected", nil, "the last word may have another English ending")]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let annotation = try annotation(&arguments, session)
    try arguments.end(self)
    let stream = ArticleStream(session.focus)
    let files = try stream.files(of: arguments.scope) ?? arguments.scope.files(in: &session.focus)
    var echo = Echo(of: annotation, isInflected: arguments.has("inflected"))
    try stream.forEach(files) { result in
      if let article = try session.focus.admitted(result) {
        echo.learn(article.store.annotations.lazy.map(\.annotation))
      }
    }
    var (hits, lines): ([Hit], [Concordance]) = ([], [])
    try stream.forEach(files) { result in
      guard let article = try session.focus.admitted(result) else { return }
      for hit in echo.hits(in: article) {
        hits.append(hit)
        lines.append(
          Concordance(hit, number: hits.count, article, showsName: files.count > 1))
      }
    }
    session.focus.hits = HitList(hits)
    try print(lines, echo, annotation, arguments.has("json"), session)
  }

  private func annotation(_ arguments: inout Arguments, _ session: Session) throws -> Annotation {
    let article = try session.focus.article()
    let word =
      arguments.words.isEmpty ? Word(bare: ".") : try arguments.take("an annotation", for: self)
    let target = try session.focus.resolver(in: article).target(word)
    let stored = target.id.flatMap { article.store[id: $0] }
    guard let annotation = stored?.annotation, !annotation.spans.isEmpty else {
      throw PostilError.value(
        .invalid(name: "annotation", value: word.text, form: "echo e7"))
    }
    return annotation
  }

  private func print(
    _ lines: [Concordance], _ echo: Echo, _ annotation: Annotation, _ isJSON: Bool,
    _ session: Session
  ) throws {
    if isJSON {
      for line in lines { try session.console.out.print(json: line.json) }
      return
    }
    let width = session.preferences.display.columns
    for line in Concordance.lines(lines, width: width) { try session.console.out.print(line) }
    let words = "\(annotation.label) \(Snippet.quoted(annotation.text, to: 40))"
    try session.console.out.print(
      lines.isEmpty
        ? "no other place of \(words)"
        : "\(counted(lines.count, "other place")) of \(words), \(Decimals.score(echo.score)) of the decisions; `accept echo` marks them"
    )
  }
}
