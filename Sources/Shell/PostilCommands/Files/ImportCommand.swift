import PostilExchange
import PostilFormats
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `import`: reads annotations of other tools.
struct ImportCommand: Command {
  let name = "import"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let writes = true
  let summary =
    "Import annotations of other tools; everything is verified before anything is written."
  let usage = "FORMAT PATH [--layer=LAYER] [--map=OLD=NEW,…] [--adopt] [--skip-bad] [--accept-loss]"
  let details = """
    PATH is a file, a folder or - for the standard input; files may be compressed by gzip.
    An article of the same name in the workspace must have the same text; one that is missing is
    created. Imported annotations are accepted, unless the file or --state says otherwise, and one
    `undo` removes them all, also after an interrupted import, which keeps the articles it has done;
    new texts stay, and what --adopt added to postil.toml.
    Annotations that exist already are not duplicated: a suggestion is accepted, with the attributes
    and roles of the file, and an accepted one gets those that it lacks. What cannot be imported is
    counted by kind; --json lists all of it with its line, and the exit status is 1 unless
    --accept-loss is given. What the schema forbids, as a link of a role to another label, is not imported; what it
    requires and the file lacks is counted as incomplete. --adopt adds layers, labels, attributes and roles that the schema lacks
    to postil.toml; with --dry-run it shows them.

    The formats are:


    """ + FormatHelp.imports
  let examples: [Example] = [
    ("import brat out", "all .ann files of a folder"),
    ("import conll gold.conll --map=PERSON=PER", "rename a label"),
    ("import jsonl prodigy.jsonl --dry-run", "show what would be imported"),
  ]
  let flags = ImportChoices.flags

  func completion(after words: [Word]) -> [Completion] {
    words.isEmpty ? [.importFormats] : [.paths]
  }

  /// The maximum number of kinds of losses to print.
  private static let shown = 10

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let format = try arguments.take("a format", for: self).text
    var choices = try ImportChoices(of: format, arguments, in: session.focus)
    let path = try arguments.take("a path", for: self).text
    try arguments.end(self)
    let adopted = try choices.adopt(path, in: &session.focus, isDryRun: request.isDryRun)
    let report = try ImportRunner(
      choices.importer, into: session.focus.workspace, choices.options, input: choices.input
    ).run(
      path, by: .person(session.author), command: request.source, isDry: request.isDryRun,
      isCancelled: { Interruptible.isInterrupted })
    for item in adopted where !arguments.has("json") {
      let verb = request.isDryRun ? "would be new" : "new"
      try session.console.out.print(
        "\(verb) in the schema: \(item.kind) \(item.layer):\(item.name) (\(item.count))")
    }
    try session.focus.open?.store.refresh()
    try print(report, arguments, request, session)
    try session.tell(left: report.articles.reduce(0) { $0 + $1.left })
    if report.isCancelled {
      throw PostilError.command(
        .batchInterrupted(done: report.articles.count, of: report.expected))
    }
    for failure in report.failures {
      try session.console.err.print(
        "error: \(failure.article): \(ErrorReport.of(failure.error).text)")
    }
    let isComplete = report.losses.isEmpty || arguments.has("accept-loss")
    return Outcome(status: isComplete && report.failures.isEmpty ? .success : .failure)
  }

  private func print(
    _ report: ImportRunner.Report, _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws {
    if arguments.has("json") { return try printJSON(report, session) }
    for article in report.articles {
      var line = "\(article.name): \(counted(article.written, "annotation"))"
      if article.known > 0 { line += ", \(article.known) known" }
      if article.updated > 0 { line += ", \(article.updated) of them updated" }
      if article.isNew { line += ", a new article" }
      try session.console.out.print(line)
    }
    let kinds = report.lossSummary
    for kind in kinds.prefix(Self.shown) { try session.console.out.print("  lost: \(kind)") }
    let more = kinds.count - Self.shown
    if more > 0 { try session.console.out.print("  … and \(more) more kinds, which --json lists") }
    let missing = report.missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if !missing.isEmpty {
      let parts = missing.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      try session.console.out.print("  incomplete: \(parts); `check complete` lists them")
    }
    let written = report.articles.reduce(0) { $0 + $1.written }
    try session.console.out.print(
      "\(request.isDryRun ? "would import " : "")\(counted(written, "annotation")) in "
        + "\(counted(report.articles.count, "article")), \(report.losses.count) lost")
  }

  private func printJSON(_ report: ImportRunner.Report, _ session: Session) throws {
    for article in report.articles {
      try session.console.out.print(json: [
        "article": .string(article.name), "written": .int(article.written),
        "known": .int(article.known), "updated": .int(article.updated),
        "incomplete": .int(article.incomplete), "new": .bool(article.isNew),
      ])
    }
    for loss in report.losses {
      try session.console.out.print(json: [
        "file": .string(loss.path), "line": .int(loss.line), "lost": .string(loss.what),
        "kind": .string(loss.kind),
      ])
    }
  }
}
