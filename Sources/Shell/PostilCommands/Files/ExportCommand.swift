import PostilFormats
import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `export`: for other tools.
struct ExportCommand: SimpleCommand {
  let name = "export"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let writes = true
  let scope = ScopeRule.named(default: .all)
  let summary = "Write annotations in a format that other tools read."
  let usage = "FORMAT PATH [--done] [--all-articles] [--with=STATES] [--layer=LAYER] [--force]"
  let details = """
    Accepted annotations of all articles are written. What the format cannot hold is counted by kind;
    --json lists it for each annotation. --with=suggested adds suggestions, --with=suggested,rejected
    adds rejected ones too. Programs learn from conll and jsonl, so these formats leave out articles
    that are not done and in which nothing was decided, unless --all-articles is given. Flags that are
    not given are taken from with, layer and done of [export.FORMAT] in postil.toml.
    """
  let examples: [Example] = [
    ("export brat out", "a folder for brat"),
    ("export conll gold.conll --done", "only what is done"),
  ]
  let flags = [
    Flag("done", nil, "only articles that are done"),
    Flag("no-done", nil, "articles that are not done too, whatever postil.toml says"),
    Flag("all-articles", nil, "articles too in which nothing was decided"),
    Flag(
      "with", "STATES", "annotations in these states too: suggested, rejected",
      [.words(["suggested", "rejected"])]),
    Flag("layer", "LAYER", "the layer, for a format that holds one", [.layers]),
    Flag("force", nil, "replace files whose content differs"),
  ]
  let wordsBeforeNames = 2
  let skipsUnreadable = true

  func completion(after words: [Word]) -> [Completion] {
    [[.exportFormats], [.paths], []][min(words.count, 2)]
  }

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let format = try arguments.take("a format", for: self).text
    let settings = try ExportSettings(of: format, in: session.focus.workspace)
    let exporter = try exporter(format, settings, arguments, session)
    let path = try arguments.take("a path", for: self).text
    let all = try session.focus.workspace.articles()
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    var runner = ExportRunner(
      exporter, to: path, with: try states(arguments) ?? settings.states,
      takesUndecided: arguments.has("all-articles"), force: arguments.has("force"),
      protecting: all.flatMap { [$0.textPath, $0.sidecarPath] },
      workspace: session.focus.workspace.root)
    let isDoneOnly = arguments.has("done") || settings.isDoneOnly && !arguments.has("no-done")
    let left = try add(files, to: &runner, isDoneOnly: isDoneOnly, session)
    let report = try runner.finish(isDryRun: request.isDryRun)
    if arguments.has("json") {
      return try session.console.out.print(json: Self.json(report, left))
    }
    try session.console.out.print(report.summary(isDryRun: request.isDryRun))
    for line in Self.lines(left, report, asked: arguments.has("done")) + report.lossSummary {
      try session.console.out.print("  \(line)")
    }
  }

  /// The exporter of a format, for the layer asked for.
  private func exporter(
    _ format: String, _ settings: ExportSettings, _ arguments: Arguments, _ session: Session
  ) throws -> any Exporter {
    let options = ExportOptions(
      layer: try arguments.layer(in: session.focus.schema) ?? settings.layer ?? .entity,
      schema: session.focus.schema)
    let exporter = try Formats.exporter(named: format, options)
    if arguments.has("layer"), !exporter.takesLayer {
      throw PostilError.usage(.layerWithoutEffect(format: format))
    }
    if arguments.has("done"), arguments.has("no-done") {
      throw PostilError.usage(.flagsExclude("done", "no-done"))
    }
    return exporter
  }

  /// What was left out before the exporter saw it.
  private struct LeftOut {
    /// Number of articles that are not done.
    var notDone = 0
    /// Number of lines of sidecars that cannot be read.
    var unread = 0
  }

  /// Gives the articles to the exporter.
  private func add(
    _ files: [ArticleFile], to runner: inout ExportRunner, isDoneOnly: Bool, _ session: Session
  ) throws -> LeftOut {
    var left = LeftOut()
    for file in files {
      try session.focus.checkInterrupt()
      guard
        let store = try files.count == 1
          ? session.focus.article(of: file).store : session.focus.readable(file)?.store
      else { continue }
      if isDoneOnly, store.status != .done {
        left.notDone += 1
        continue
      }
      left.unread += store.findings.count { $0.code == "bad-line" }
      runner.add(
        store.article, store.annotations.map(\.annotation), isDone: store.status == .done)
    }
    return left
  }

  /// What was left out, and the way to write it.
  private static func lines(_ left: LeftOut, _ report: ExportReport, asked: Bool) -> [String] {
    var lines: [String] = []
    if left.notDone > 0 {
      let way = asked ? "" : "; postil.toml has done = true, --no-done writes them too"
      lines.append("left out as not done: \(counted(left.notDone, "article"))\(way)")
    }
    if report.undecided > 0 {
      lines.append(
        "left out as undecided: \(counted(report.undecided, "article")); "
          + "--all-articles writes them too")
    }
    if left.unread > 0 {
      lines.append(
        "left out as unreadable: \(counted(left.unread, "line")) of sidecars; `check` lists them")
    }
    return lines
  }

  private static func json(_ report: ExportReport, _ left: LeftOut) -> JSONValue {
    let states = Annotation.State.allCases.map { state in
      JSONObject.Member(name: state.rawValue, value: .int(report.written[state] ?? 0))
    }
    return [
      "format": .string(report.format), "files": .array(report.files.map { .string($0) }),
      "unchanged": .array(report.unchanged.map { .string($0) }),
      "written": .object(JSONObject(states)),
      "notDone": .int(left.notDone), "undecided": .int(report.undecided),
      "unread": .int(left.unread),
      "losses": .array(
        report.losses.map {
          [
            "article": .string($0.article), "id": .string($0.loss.id),
            "what": .string($0.loss.what),
          ]
        }),
    ]
  }

  /// The states that --with lists; nil without the flag.
  private func states(_ arguments: Arguments) throws -> Set<Annotation.State>? {
    guard let value = arguments.value("with") else { return nil }
    let names = value.split(separator: ",").map(String.init)
    if let states = Set(stateNames: names) { return states }
    throw PostilError.value(
      .notOne(
        name: "state", value: names.first { Set(stateNames: [$0]) == nil } ?? value,
        of: ["suggested", "rejected"]))
  }
}
