import PostilKit
import PostilPlugins
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilWorkbench

/// `postil annotate`: runs annotators on files, folders or a stream.
struct AnnotateCommand: Command {
  let name = "annotate"
  let group = CommandGroup.annotators
  let insteadInShell: String? = "use run"
  let needsWorkspace = false
  let printsJSON = true
  let summary = "Run annotators on files and folders, or on a stream of JSON Lines."
  let usage = "[PATH…] | --stream"
  let details = """
    Without a path, all articles of the workspace are annotated. Suggestions are written to the sidecars
    of the articles, or below FOLDER with --sidecars FOLDER.
    Articles that the same plugins have already processed are skipped; one that fails does not stop the
    others and is listed at the end.

    With --stream each line of standard input is an object
    {"id":…,"text":…,"published":…}, and each line of standard output is the answer to one:
    {"id":…,"seq":…,"annotations":[…]}, or "error":{…} instead of annotations. If some plugins
    failed, "failed":[…] says which. A plugin that crashes or is too slow three times in a row is
    switched off, and the stream ends with exit status 69; --resume goes on from there.
    """
  let examples: [Example] = [
    ("annotate", "all articles of the workspace"), ("annotate news", "a folder"),
    ("annotate wire.txt --only entity-tagger", "one article, one plugin"),
    ("annotate --stream < in.jsonl > out.jsonl", "a stream"),
    ("annotate --stream --out out.jsonl --resume < in.jsonl", "go on after a kill"),
  ]
  let flags =
    [
      Flag("only", "PLUGINS", "only these plugins, separated by commas", [.plugins]),
      Flag("published", "YYYY-MM-DD", "the day of publication for articles that have none"),
      Flag("isolate", nil, "run native plugins in separate processes"),
      .language, .sandbox, .jobs, .verbose,
      Flag(
        "shard", "K/N",
        "only the K-th of N parts, the same on every machine: of articles by name, after which you run `unify`, of records by id"
      ),
    ] + filesOnly + [Flag("stream", nil, "JSON Lines from standard input to standard output")]
    + streamOnly
  let completion: [Completion] = [.paths]
  let isCommandLineOnly = true
  let writes = true
  let scope = ScopeRule.instead(default: .all)
  let takesArticle = false

  private static let filesOnly = [
    Flag("force", nil, "reprocess articles that are already processed")
  ]
  private static let streamOnly = [
    Flag("text-field", "NAME", "the member with the text; default text"),
    Flag("id-field", "NAME", "the member with the id; default id"),
    Flag("published-field", "NAME", "the member with the day of publication; default published"),
    Flag("pass", nil, "copy the other members into the answers"),
    Flag("max-record-bytes", "N", "answer longer lines with an error; default 67108864"),
    Flag("fail-on-error", nil, "exit status 1 at the end if a record had an error"),
    Flag("max-errors", "N|P%", "exit status 1 at the end if more records had an error"),
    Flag("keep-going", nil, "answer with an error what needs a plugin that is switched off"),
    Flag("strict", nil, "stop at the first record with an error, exit status 65"),
    Flag(
      "typed", nil,
      "answers that readers with one schema take: all members, roles and attributes as lists"),
    Flag(
      "no-seq", nil, "leave out the numbers of the records, which differ between parts of a stream"),
    Flag("unordered", nil, "write answers as soon as they are ready, in any order"),
    Flag("line-buffered", nil, "write each answer at once"),
    Flag(
      "offsets", "UNIT", "the unit of spans: code-points, utf8 or utf16",
      [.words(["code-points", "utf8", "utf16"])]),
    Flag("out", "FILE", "write answers to FILE, and FILE.done when all is answered", [.paths]),
    Flag("resume", nil, "continue where FILE ends, with the same input, or a longer one"),
    Flag("retry-errors", nil, "answer the records of FILE again that have a retryable error"),
    Flag(
      "log", "json", "events on standard error, the last one with the counts", [.words(["json"])]),
  ]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let isStream = arguments.has("stream")
    let misplaced = isStream ? Self.filesOnly + [.dryRun] : Self.streamOnly
    if let flag = misplaced.first(where: { arguments.has($0.name) }) {
      throw PostilError.usage(.misplacedFlag(flag: flag.name, isStream: isStream))
    }
    let annotators = try Annotators(arguments)
    if isStream {
      try arguments.end(self)
      if arguments.chosenScope != nil { throw PostilError.usage(.streamAndScope) }
      return Outcome(status: try StreamRun(arguments, annotators).run(in: session))
    }
    let found = try paths(arguments, session)
    return Outcome(status: try BatchRun(arguments, annotators, request).run(on: found, in: session))
  }

  /// A path; that of an article's text, if the word is no path but an article's name.
  private func path(_ word: String, _ workspace: Workspace) -> String {
    guard !Folders.exists(word), let file = try? workspace.article(named: word), file.name == word
    else { return word }
    return file.textPath
  }

  /// The articles of the scope or of the paths; without either, all of the workspace.
  private func paths(_ arguments: Arguments, _ session: Session) throws -> BatchPaths {
    let workspace = session.focus.workspace
    guard arguments.chosenScope != nil else {
      let paths =
        arguments.words.isEmpty
        ? [workspace.root] : arguments.words.map { path($0.text, workspace) }
      return BatchPaths(paths, sidecars: workspace.sidecars)
    }
    guard arguments.words.isEmpty else { throw PostilError.usage(.pathsAndScope) }
    return BatchPaths(try arguments.scope.files(in: &session.focus), in: workspace)
  }
}
