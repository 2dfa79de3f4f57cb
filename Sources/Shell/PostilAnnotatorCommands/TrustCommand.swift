import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilSystem
import PostilTerminal

/// `trust`: allows a plugin of the workspace to run.
struct TrustCommand: SimpleCommand {
  let name = "trust"
  let takesArticle = false
  let group = CommandGroup.annotators
  let printsJSON = true
  let summary = "Allow a plugin of the workspace to run, as its files are now."
  let usage = "NAME [--show | --undo]"
  let details = """
    Read its files first: it runs with your rights. Any change to its files revokes the trust, also to
    those outside its folder that its command names. A script cannot trust a plugin.
    """
  let examples: [Example] = [
    ("trust house-style --show", "show how it is started, and the files to read"),
    ("trust house-style", "it may run from now on"),
  ]
  let flags = [
    Flag("show", nil, "show what would be trusted, and whether it is"),
    Flag("undo", nil, "revoke the trust"),
  ]
  let completion: [Completion] = [.plugins]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let name = try arguments.take("the name of a plugin", for: self).text
    try arguments.end(self)
    if !arguments.has("show") { try request.refuseInScript("trust") }
    let catalog = PluginCatalog.standard(workspace: session.focus.workspace)
    let all = catalog.untrusted + catalog.manifests.filter { $0.origin == .workspace }
    guard let manifest = all.first(where: { $0.name == name }) else {
      if catalog.manifests.contains(where: { $0.name == name }) {
        throw PostilError.plugin(.needsNoTrust(name: name))
      }
      throw PostilError.plugin(.unknown(name: name, known: all.map(\.name)))
    }
    guard let folder = Platform.dataFolder else {
      throw PostilError.command(.noHome)
    }
    let trust = Trust(folder: folder)
    if arguments.has("undo") {
      try trust.untrust(manifest)
    } else if !arguments.has("show") {
      try trust.trust(manifest)
    }
    if arguments.has("json") {
      return try session.console.out.print(
        json: Self.json(manifest, isTrusted: trust.covers(manifest)))
    }
    if arguments.has("show") { try Self.show(manifest, session) }
    try session.console.out.print(
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

  /// Prints how the plugin is started and the files to read first; exactly these files become trusted.
  private static func show(_ manifest: Manifest, _ session: Session) throws {
    try session.console.out.print("\(manifest.annotator)  \(manifest.summary)")
    switch manifest.start {
    case .library(let name):
      try session.console.out.print("  loads the library \(name) into Postil")
    case .command(let words):
      try session.console.out.print("  starts \(words.joined(separator: " "))")
    }
    if !manifest.environment.isEmpty {
      try session.console.out.print(
        "  gets your variables \(manifest.environment.joined(separator: ", "))")
    }
    if manifest.network { try session.console.out.print("  uses the network") }
    let content = try Trust.content(manifest)
    for file in content.files {
      let path = file.name.hasPrefix("/") ? file.name : "\(manifest.folder)/\(file.name)"
      try session.console.out.print("  \(path)  \(file.bytes) bytes")
    }
    try session.console.out.print("  sha256 of all \(content.digest)")
  }
}
