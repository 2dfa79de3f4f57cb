import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilTerminal

/// `plugins`: lists the installed plugins.
struct PluginsCommand: SimpleCommand {
  let name = "plugins"
  let takesArticle = false
  let group = CommandGroup.annotators
  let printsJSON = true
  let summary = "List the installed annotators."
  let usage = ""
  let details = """
    Plugins are searched for in the folders of POSTIL_PLUGINS, in your own data folder, beside Postil,
    and in plugins/ of the workspace; those of the workspace run only after `trust NAME`.
    """
  let examples: [Example] = [("plugins", "names, versions, kinds, origins, layers")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let width = catalog.manifests.map(\.annotator.columns).max() ?? 0
    for manifest in catalog.manifests {
      if arguments.has("json") {
        try session.console.out.print(json: Self.json(manifest))
        continue
      }
      var line = StyledLine(manifest.annotator.padded(width) + "  ", .strong)
      line.append("\(manifest.start.kind), \(manifest.origin.rawValue)  ".padded(18))
      line.append(manifest.produces.map(\.rawValue).joined(separator: ", "))
      if session.plugins.names.contains(manifest.name) { line.append("  running", .good) }
      line.append("  \(manifest.summary)", .dim)
      try session.console.out.print(line)
    }
    for problem in catalog.problems {
      try session.console.err.print("note: \(ErrorReport.of(problem))")
    }
    if catalog.manifests.isEmpty, catalog.problems.isEmpty, !arguments.has("json") {
      try session.console.out.print(
        "no plugin is installed; set POSTIL_PLUGINS to a folder of plugins")
    }
  }

  private static func json(_ manifest: Manifest) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(manifest.name)
    object["version"] = .string(manifest.version)
    object["kind"] = .string(manifest.start.kind)
    object["summary"] = .string(manifest.summary)
    object["produces"] = .array(manifest.produces.map { .string($0.rawValue) })
    object["requires"] = .array(manifest.requires.map { .string($0.rawValue) })
    object["origin"] = .string(manifest.origin.rawValue)
    object["environment"] = .array(manifest.environment.map { .string($0) })
    object["folder"] = .string(manifest.folder)
    return .object(object)
  }
}
