import PostilExchange
import PostilFormats
import PostilKit
import PostilPointing
import PostilPublication
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `export`: for other tools.
struct ExportCommand: Command {
  let name = "export"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let writes = true
  let scope = ScopeRule.named(default: .all)
  let summary = "Write annotations in a format that other tools read."
  let usage =
    "FORMAT PATH [--done] [--with=STATES] [--layer=LAYERS] [--where=FILTERS] [--split=80/10/10] [--force]"
  let details = """
    Accepted annotations of all articles are written. What the format cannot hold is counted by kind;
    --json lists it for each annotation. --with=suggested adds suggestions, --with=suggested,rejected
    adds rejected ones too. --where leaves out what does not pass filters (`help query`). --self-check reads the files back and compares. Formats from which programs learn leave out articles that are not done and
    in which nothing was decided, unless --all-articles is given. Flags that are not given are taken
    from with, layer and done of [export.FORMAT] in postil.toml.

    The formats are:


    """ + FormatHelp.exports
  let examples: [Example] = [
    ("export brat out", "a folder for brat"),
    ("export conll gold.conll --done", "only what is done"),
    ("export csv quotes.csv --where=\"quote source.label=PER\"", "what people are quoted with"),
    ("export spacy sets --split=80/10/10", "three files to train with"),
  ]
  let flags = ExportChoices.flags
  let wordsBeforeNames = 2
  let skipsUnreadable = true

  func completion(after words: [Word]) -> [Completion] {
    [[.exportFormats], [.paths], []][min(words.count, 2)]
  }

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let format = try arguments.take("a format", for: self).text
    let choices = try ExportChoices(of: format, arguments, in: session.focus)
    let path = try arguments.take("a path", for: self).text
    guard path != "-" else {
      throw PostilError.value(
        .invalid(name: "file to write", value: path, form: "a file or a folder"))
    }
    let all = try session.focus.workspace.articles()
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    var runner = ExportRunner(
      choices.exporter, to: path, selection: choices.selection, split: choices.split,
      takesUndecided: arguments.has("all-articles"), force: arguments.has("force"),
      protecting: all.flatMap { [$0.textPath, $0.sidecarPath] },
      workspace: session.focus.workspace.root)
    if let checker = choices.checker { runner.check(with: checker) }
    let query = try arguments.query(session.focus.schema)
    let (notDone, unread) = try add(files, where: query, to: &runner, choices, session)
    let report = try runner.finish(
      isDryRun: request.isDryRun, texts: KnownArticles(of: session.focus.workspace))
    let outcome = ExportOutcome(report, notDone: notDone, unread: unread)
    if arguments.has("json") {
      try session.console.out.print(json: outcome.json)
    } else {
      let lines = outcome.lines(isDryRun: request.isDryRun, isAsked: arguments.has("done"))
      for line in lines { try session.console.out.print(line) }
    }
    return Outcome(status: report.check?.wrong.isEmpty ?? true ? .success : .failure)
  }

  /// Whether a person has gone through an article: with filters also if something in it is decided that they
  /// leave out.
  private static func isDone(_ store: AnnotationStore, _ query: Selection?) -> Bool {
    store.status == .done
      || query != nil && store.annotations.contains { $0.annotation.state != .suggested }
  }

  /// Hands the articles to an export.
  ///
  /// - Returns: Number of articles that are left out since they are not done, and of lines of sidecars that
  ///   cannot be read.
  private func add(
    _ files: [ArticleFile], where query: Selection?, to runner: inout ExportRunner,
    _ choices: ExportChoices, _ session: Session
  ) throws -> (notDone: Int, unread: Int) {
    var (notDone, unread) = (0, 0)
    for file in files {
      try session.focus.checkInterrupt()
      guard
        let article = try files.count == 1
          ? session.focus.article(of: file) : session.focus.readable(file)
      else { continue }
      let store = article.store
      if choices.isDoneOnly, store.status != .done {
        notDone += 1
        continue
      }
      unread += store.findings.count { $0.code == "bad-line" }
      let asked = QueryArticle(article)
      let chosen = query.map { query in
        store.annotations.filter { query.admits($0, in: asked) }
      }
      let annotations = chosen ?? store.annotations
      runner.add(
        store.article, annotations.map(\.annotation), isDone: Self.isDone(store, query),
        others: store.annotations.count - annotations.count,
        isDayInText: store.published.origin.isInText,
        numbers: Dictionary(
          store.annotations.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first }))
    }
    return (notDone, unread)
  }
}
