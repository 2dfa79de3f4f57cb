import PostilFormats
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `export`: for other tools.
struct ExportCommand: SimpleCommand {
  let name = "export"
  let takesArticle = false
  let group = CommandGroup.files
  let scope = ScopeRule.named(default: .all)
  let summary = "Write annotations in a format that other tools read."
  let usage = "FORMAT PATH [ARTICLE…] [--done] [--with=STATES] [--layer=LAYER] [--force]"
  let details = """
    Accepted annotations of all articles are written. What the format cannot hold is counted by its
    kind; --json lists it one by one. --with=suggested adds suggestions, --with=suggested,rejected
    those too.
    """
  let examples: [Example] = [
    ("export brat out", "a folder for brat"),
    ("export conll gold.conll --done", "only what is done"),
  ]
  let flags = [
    Flag("done", nil, "only articles that are done"), Flag("with", "STATES", "other states too"),
    Flag("layer", "LAYER", "for a format that holds one layer"),
    Flag("force", nil, "replace files whose content differs"),
  ]
  let completion: [Completion] = [.exportFormats, .paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let format = try arguments.take("a format", for: self).text
    let options = try options(arguments, session)
    let exporter = try Exporters.named(format, options)
    let path = try arguments.take("a path", for: self).text
    let all = try session.focus.workspace.articles()
    let files = try arguments.takeScope().files(in: &session.focus)
    var runner = ExportRunner(
      exporter, to: path, with: try states(arguments), force: arguments.has("force"),
      protecting: all.flatMap { [$0.textPath, $0.sidecarPath] })
    for file in files {
      let store = try AnnotationStore.open(file)
      if arguments.has("done"), store.status != .done { continue }
      runner.add(store.article, store.annotations.map(\.annotation))
    }
    let report = try runner.finish()
    if arguments.has("json") { return try session.console.out.print(json: Self.json(report)) }
    try session.console.out.print(report.summary)
    for loss in report.lossSummary { try session.console.out.print("  \(loss)") }
  }

  private static func json(_ report: ExportReport) -> JSONValue {
    let states = Annotation.State.allCases.map { state in
      JSONObject.Member(name: state.rawValue, value: .int(report.written[state] ?? 0))
    }
    return [
      "format": .string(report.format), "files": .array(report.files.map { .string($0) }),
      "unchanged": .array(report.unchanged.map { .string($0) }),
      "written": .object(JSONObject(states)),
      "losses": .array(
        report.losses.map {
          [
            "article": .string($0.article), "id": .string($0.loss.id),
            "what": .string($0.loss.what),
          ]
        }),
    ]
  }

  private func options(_ arguments: Arguments, _ session: Session) throws -> ExportOptions {
    let labels = Dictionary(
      session.focus.schema.layers.map { ($0.layer, $0.labels) }, uniquingKeysWith: { $1 })
    return ExportOptions(
      layer: Layer(rawValue: arguments.value("layer") ?? Layer.entity.rawValue), labels: labels)
  }

  private func states(_ arguments: Arguments) throws -> Set<Annotation.State> {
    let names = (arguments.value("with") ?? "").split(separator: ",")
    return try Set(
      names.map { name in
        guard let state = Annotation.State(rawValue: String(name)) else {
          throw PostilError.badValue(
            name: "state", value: String(name), expected: "suggested or rejected is expected")
        }
        return state
      })
  }
}
