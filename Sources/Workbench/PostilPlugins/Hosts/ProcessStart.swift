import CPostil
import PostilKit
import PostilSystem

/// How a process of a plugin is started, and the first message to it.
struct ProcessStart: Sendable {
  private let manifest: Manifest
  private let command: [String]
  private let initialize: [UInt8]
  private let news: PluginNewsDesk

  /// - Parameters:
  ///   - manifest: The plugin to start.
  ///   - settings: The settings that the user changed.
  ///   - workspace: The folder of the articles, if the plugin may read files named in its settings.
  ///   - worker: The command that hosts a native plugin, without its last argument, the plugin's
  ///     folder; nil for a plugin that is a command.
  ///   - jobs: How many threads Postil works with.
  ///   - news: Gets what the plugin tells.
  /// - Throws: `refused` for a library without a worker.
  init(
    _ manifest: Manifest, settings: JSONObject, workspace: String?, worker: [String]?, jobs: Int,
    news: PluginNewsDesk
  ) throws(PostilError) {
    self.manifest = manifest
    self.news = news
    switch (manifest.start, worker) {
    case (.command(let words), _): command = words
    case (.library, let worker?): command = worker + [manifest.absolute.folder]
    case (.library, nil):
      throw .plugin(.refused(name: manifest.name, reason: "it does not start a command"))
    }
    var configuration = JSONObject()
    configuration["method"] = "initialize"
    configuration["api"] = .int(Int(POSTIL_API))
    let cache =
      manifest.isSandboxed
      ? PluginCache.made(for: manifest.name) : PluginCache.folder(of: manifest.name)
    // Absolute paths, since the process is started in the plugin's folder.
    configuration["configuration"] = manifest.absolute.configuration(
      settings, workspace.map { Folders.real($0) ?? $0 }, cache: cache, jobs: jobs)
    initialize = JSONWriter.bytes(.object(configuration)) + [0x0A]
  }

  /// Starts a process and performs the handshake.
  func run(_ cancellation: Cancellation) throws(PluginFailure) -> PluginProcess {
    let begin = Platform.milliseconds()
    guard let program = Programs.find(command[0], from: manifest.folder) else {
      throw PluginFailure(manifest.name, .error, "there is no program '\(command[0])'")
    }
    let child: ChildProcess
    let words = try confined([program] + command.dropFirst())
    do {
      child = try ChildProcess(
        words[0], arguments: manifest.isSandboxed ? words : command,
        environment: Programs.environment(adding: manifest.environment),
        folder: manifest.folder, limits: manifest.limits,
        hearing: { [news, manifest] line in
          news.tell(PluginNews(plugin: manifest.name, text: line, isError: true))
        })
    } catch {
      throw PluginFailure(manifest.name, .error, "cannot start '\(program)': \(error.reason)")
    }
    let process = PluginProcess(child, of: manifest, news)
    do throws(PluginFailure) {
      try checkHandshake(process.shakeHands(initialize, since: begin, cancellation))
    } catch {
      process.kill()
      throw error
    }
    return process
  }

  /// The command line, in a sandbox if the user wants that.
  private func confined(_ command: [String]) throws(PluginFailure) -> [String] {
    guard manifest.isSandboxed else { return command }
    guard let sandbox = Sandbox.find() else {
      throw PluginFailure(
        manifest.name, .error, "it must run in a sandbox, and bubblewrap (bwrap) is not installed")
    }
    return sandbox.arguments(
      command, in: manifest.absolute.folder, cache: PluginCache.made(for: manifest.name),
      hasNetwork: manifest.network)
  }

  private func checkHandshake(_ answer: JSONValue) throws(PluginFailure) {
    let reason: String
    if let error = answer["error"] {
      reason = error["message"]?.plain ?? error.plain
    } else if answer["api"]?.int != Int(POSTIL_API) {
      reason = "it uses api \(answer["api"]?.plain ?? "?"), and this Postil uses api \(POSTIL_API)"
    } else {
      // The name in the manifest applies; if the program also gives a name, the two must agree.
      let name = answer["name"]?.plain ?? manifest.name
      let version = answer["version"]?.plain ?? manifest.version
      guard name != manifest.name || version != manifest.version else { return }
      reason = "the program's name is '\(name)@\(version)', the manifest's '\(manifest.annotator)'"
    }
    throw PluginFailure(manifest.name, .error, reason)
  }
}
