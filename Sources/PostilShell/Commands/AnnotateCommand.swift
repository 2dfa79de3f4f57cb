import PostilCore
import PostilKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `postil annotate`: annotators without a shell.
struct AnnotateCommand: Command {
  let name = "annotate"
  let group = CommandGroup.annotators
  let summary = "Let annotators suggest, for files and folders or for a stream of JSON Lines."
  let usage = "PATH… | --stream"
  let details = """
    Suggestions go to the sidecars of the articles. With --stream each line of standard input is an
    object with a text, and each line of standard output one with its annotations.
    """
  let examples: [Example] = [
    ("annotate news", "a folder"),
    ("annotate wire.txt --only=entity-tagger", "one article, one plugin"),
    ("annotate --stream < in.jsonl > out.jsonl", "a stream"),
  ]
  let flags = [
    Flag("stream", nil, "JSON Lines from standard input to standard output"),
    Flag("only", "PLUGINS", "these plugins, with commas between"),
    Flag("published", "YYYY-MM-DD", "the day of publication where the text does not say"),
    Flag("isolate", nil, "native plugins in processes of their own"),
    Flag("dry-run", nil, "say what would be suggested, write nothing"),
  ]
  let completion: [Completion] = [.paths]

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let only = arguments.value("only")?.split(separator: ",").map(String.init)
    let catalog = PluginCatalog.standard(
      workspace: arguments.has("stream") ? nil : session.workspace)
    let pipeline = try Pipeline(catalog: catalog, only: only)
    guard !pipeline.steps.isEmpty else {
      throw PostilError.usage(
        reason: "no plugin is installed", next: "`postil plugins` says where they are looked for")
    }
    var options = Pipeline.Options()
    options.isolate = arguments.has("isolate")
    options.settings = session.workspace.settings.plugins
    let running = try pipeline.startNow(options)
    defer { running.stopNow() }
    if arguments.has("stream") { return try stream(running, session) }
    try files(arguments, running, session)
  }

  private func stream(_ running: RunningPipeline, _ session: Session) throws {
    let summary = try StreamAnnotator(running).run(input: STDIN_FILENO, output: STDOUT_FILENO)
    session.status = summary.status
  }

  private func files(
    _ arguments: Arguments, _ running: RunningPipeline, _ session: Session
  ) throws {
    let published = try day(arguments)
    let files =
      try arguments.words.isEmpty
      ? session.workspace.articles() : arguments.words.flatMap { try articles($0.text, session) }
    let runner = PluginRunner(
      running: running, session: session, isDry: arguments.has("dry-run"),
      isJSON: arguments.has("json"))
    for file in files {
      do {
        let loaded = try LoadedArticle.read(file, published: published)
        try runner.run(try AnnotationStore.open(loaded), isOnly: false)
      } catch let error as PostilError {
        if case .brokenPipe = error { throw error }
        if case .interrupted = error { throw error }
        // One bad article costs none of the others.
        try session.errors.print(lines: "error: \(error)")
        if session.status == .success { session.status = error.status }
      }
    }
  }

  private func day(_ arguments: Arguments) throws -> CalendarDate? {
    guard let text = arguments.value("published") else { return nil }
    guard let date = CalendarDate(text), text.count == 10 else {
      throw PostilError.badValue(name: "day", value: text, expected: "say --published=2023-03-13")
    }
    return date
  }

  private func articles(_ path: String, _ session: Session) throws -> [ArticleFile] {
    if Folders.kind(path) == .folder {
      return try Workspace(root: path, sidecars: session.sidecars).articles()
    }
    return [try Workspace.article(path: path, sidecars: session.sidecars).1]
  }
}
