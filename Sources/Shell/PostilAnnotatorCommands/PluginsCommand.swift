import PostilKit
import PostilPlugins
import PostilPointing
import PostilSettings
import PostilShell
import PostilStore
import PostilTerminal

/// `plugins`: lists the installed plugins.
struct PluginsCommand: Command {
  let name = "plugins"
  let takesArticle = false
  let group = CommandGroup.annotators
  let printsJSON = true
  let summary = "List the installed annotators."
  let usage = "[--verbose] | check FOLDER"
  let details = """
    Plugins are searched for in the folders of POSTIL_PLUGINS, in your own data folder, beside Postil,
    and in plugins/ of the workspace; those of the workspace run only after `trust NAME`.

    `plugins check FOLDER` runs the plugin of a folder on texts that made others fail, and says which rules of
    the messages it breaks: exit status 1. Its author runs it; it need not be trusted.
    """
  let examples: [Example] = [
    ("plugins", "names, versions, kinds, origins, layers"),
    ("plugins check plugins/llm", "whether a plugin keeps the rules"),
  ]

  let flags = [Flag("verbose", nil, "what each may do, and where it is", short: "v")]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var rest = arguments
    if rest.words.first?.text == "check" {
      _ = try rest.take("check", for: self)
      try request.refuseInScript("plugins check")
      let folder = try rest.take("the folder of a plugin", for: self).text
      try rest.end(self)
      return try PluginCheck(isJSON: arguments.has("json")).run(on: folder, in: session)
    }
    try list(arguments, in: session)
    return .done
  }

  private func list(_ arguments: Arguments, in session: Session) throws {
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
      if arguments.has("verbose") {
        for line in Self.rights(manifest, session) { try session.console.out.print("  \(line)") }
      }
    }
    for problem in catalog.problems {
      try session.console.err.print("note: \(ErrorReport.of(problem))")
    }
    if catalog.manifests.isEmpty, catalog.problems.isEmpty, !arguments.has("json") {
      try session.console.out.print(
        "no plugin is installed; set POSTIL_PLUGINS to a folder of plugins")
    }
  }

  /// What a plugin may do, and where it is.
  private static func rights(_ manifest: Manifest, _ session: Session) -> [String] {
    let settings = session.focus.workspace.settings.plugins[manifest.name]
    let isConfined = settings?[PluginSettings.sandbox] == .bool(true)
    let variables = manifest.environment.joined(separator: ", ")
    return [
      manifest.folder,
      isConfined
        ? "confined: writes only to its cache folder, "
          + (manifest.network ? "uses the network" : "no network")
        : manifest.start.kind == "native"
          ? "runs in Postil's process; --sandbox confines it"
          : "runs as you; --sandbox confines it",
      manifest.languages.isEmpty ? "" : "reads \(manifest.readable)",
      manifest.network ? "asks for the network" : "",
      variables.isEmpty ? "" : "gets your variables \(variables)",
    ].filter { !$0.isEmpty }
  }

  private static func json(_ manifest: Manifest) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(manifest.name)
    object["version"] = .string(manifest.version)
    object["kind"] = .string(manifest.start.kind)
    object["summary"] = .string(manifest.summary)
    object["produces"] = .array(manifest.produces.map { .string($0.rawValue) })
    object["requires"] = .array(manifest.requires.map { .string($0.rawValue) })
    object["languages"] = .array(manifest.languages.map { .string($0) })
    object["origin"] = .string(manifest.origin.rawValue)
    object["environment"] = .array(manifest.environment.map { .string($0) })
    object["network"] = .bool(manifest.network)
    object["folder"] = .string(manifest.folder)
    return .object(object)
  }
}
