import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

/// `plugins`: what can run.
struct PluginsCommand: Command {
  let name = "plugins"
  let takesArticle = false
  let group = CommandGroup.annotators
  let summary = "List the annotators that are installed."
  let usage = ""
  let details = """
    They are looked for in the folders of POSTIL_PLUGINS, in your own data folder, beside Postil, and in
    plugins/ of the workspace, whose plugins run only after `trust NAME`.
    """
  let examples: [Example] = [("plugins", "names, versions, kinds, origins, layers")]

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    let width = catalog.manifests.map(\.annotator.columns).max() ?? 0
    for manifest in catalog.manifests {
      if arguments.has("json") {
        try session.output.print(json: Self.json(manifest))
        continue
      }
      var line = StyledLine(manifest.annotator.padded(width) + "  ", .strong)
      line.append("\(manifest.start.kind), \(manifest.origin.rawValue)  ".padded(18))
      line.append(manifest.produces.map(\.rawValue).joined(separator: ", "))
      if session.plugins.names.contains(manifest.name) { line.append("  running", .good) }
      line.append("  \(manifest.summary)", .dim)
      try session.output.print(line)
    }
    for problem in catalog.problems { try session.errors.print("note: \(problem)") }
    if catalog.manifests.isEmpty, catalog.problems.isEmpty, !arguments.has("json") {
      try session.output.print("no plugin is installed; set POSTIL_PLUGINS to a folder of plugins")
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
    object["folder"] = .string(manifest.folder)
    return .object(object)
  }
}

/// `trust`: lets a workspace's own plugin run.
struct TrustCommand: Command {
  let name = "trust"
  let takesArticle = false
  let group = CommandGroup.annotators
  let summary = "Let a plugin that came with the workspace run, as it is now."
  let usage = "NAME [--show | --undo]"
  let details =
    "Read its folder first: it runs with your rights. A change of its files ends the trust."
  let examples: [Example] = [
    ("trust house-style --show", "how it is started, and what there is to read"),
    ("trust house-style", "it may run from now on"),
  ]
  let flags = [
    Flag("show", nil, "what would be trusted, and whether it is"),
    Flag("undo", nil, "trust it no longer"),
  ]
  let completion: [Completion] = [.plugins]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let name = try arguments.take("the name of a plugin", for: self).text
    try arguments.end(self)
    let catalog = PluginCatalog.standard(workspace: session.workspace)
    let all = catalog.untrusted + catalog.manifests.filter { $0.origin == .workspace }
    guard let manifest = all.first(where: { $0.name == name }) else {
      throw PostilError.noPlugin(name: name, known: all.map(\.name))
    }
    guard let folder = Platform.dataFolder else {
      throw PostilError.usage(reason: "there is no home folder to keep trust in", next: "set HOME")
    }
    let trust = Trust(folder: folder)
    if arguments.has("show") {
      if arguments.has("json") {
        return try session.output.print(
          json: Self.json(manifest, isTrusted: trust.covers(manifest)))
      }
      try Self.show(manifest, session)
    } else if arguments.has("undo") {
      try trust.untrust(manifest)
    } else {
      try trust.trust(manifest)
    }
    try session.output.print(
      "\(manifest.name) is \(trust.covers(manifest) ? "trusted" : "not trusted")")
  }

  private static func json(_ manifest: Manifest, isTrusted: Bool) throws -> JSONValue {
    let content = try Trust.content(manifest)
    return [
      "name": .string(manifest.name), "folder": .string(manifest.folder),
      "files": .array(content.files.map { ["name": .string($0.name), "bytes": .int($0.bytes)] }),
      "sha256": .string(content.digest), "trusted": .bool(isTrusted),
    ]
  }

  /// What a person should read before, and what is trusted then: these files and no others.
  private static func show(_ manifest: Manifest, _ session: Session) throws {
    try session.output.print("\(manifest.annotator)  \(manifest.summary)")
    switch manifest.start {
    case .library(let name): try session.output.print("  loads the library \(name) into Postil")
    case .command(let words): try session.output.print("  starts \(words.joined(separator: " "))")
    }
    let content = try Trust.content(manifest)
    for file in content.files {
      try session.output.print("  \(manifest.folder)/\(file.name)  \(file.bytes) bytes")
    }
    try session.output.print("  sha256 of all \(content.digest)")
  }
}

/// `schema`: what may be said.
struct SchemaCommand: Command {
  let name = "schema"
  let takesArticle = false
  let group = CommandGroup.marking
  let summary = "List layers, labels, attributes and roles."
  let usage = "[LAYER]"
  let examples: [Example] = [("schema quote", "one layer")]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let layers = session.schema.layers.filter { name == nil || $0.layer.rawValue == name }
    guard !layers.isEmpty else {
      throw PostilError.badValue(
        name: "layer", value: name ?? "",
        expected: "one of \(session.schema.layers.map(\.layer.rawValue).joined(separator: ", "))")
    }
    for rules in layers {
      if arguments.has("json") {
        try session.output.print(json: Self.json(rules))
        continue
      }
      var line = StyledLine(rules.layer.rawValue.padded(8), .strong)
      line.append(rules.labels.joined(separator: " "))
      try session.output.print(line)
      if !rules.attributes.isEmpty {
        try session.output.print(
          "        attributes: \(rules.attributes.keys.sorted().joined(separator: ", "))")
      }
      if !rules.roles.isEmpty {
        try session.output.print("        roles: \(rules.roles.joined(separator: ", "))")
      }
    }
  }

  private static func json(_ rules: Schema.LayerRules) -> JSONValue {
    [
      "layer": .string(rules.layer.rawValue), "labels": .array(rules.labels.map { .string($0) }),
      "attributes": .array(rules.attributes.keys.sorted().map { .string($0) }),
      "roles": .array(rules.roles.map { .string($0) }),
    ]
  }
}
