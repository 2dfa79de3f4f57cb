import PostilKit
import PostilSchema
import PostilSettings
import PostilStore
import PostilSystem

/// Plugins in the order in which they run.
package struct Pipeline: Sendable {
  /// One plugin of a pipeline.
  package struct Step: Sendable {
    /// The plugin.
    package let manifest: Manifest
    /// Whether it was requested; otherwise it runs only because another plugin requires it.
    package let isWanted: Bool
  }

  /// The plugins, in the order in which they run.
  package let steps: [Step]
  /// The names of all plugins that there are.
  private let known: [String]

  /// Selects plugins and orders them: a plugin that produces a layer runs before those that require
  /// or use it.
  ///
  /// - Parameters:
  ///   - catalog: The available plugins.
  ///   - names: The requested plugins, by name or unambiguous prefix; nil for all. The plugins that
  ///     they require are added.
  /// - Throws: `unknown`, `notTrusted`, `missingLayer`, `badManifest` for plugins that require
  ///   each other in a cycle.
  package init(catalog: PluginCatalog, only names: [String]? = nil) throws(PostilError) {
    var wanted: [Manifest] = []
    for name in names ?? catalog.manifests.map(\.name) {
      let manifest = try catalog.manifest(named: name)
      if !wanted.contains(where: { $0.name == manifest.name }) { wanted.append(manifest) }
    }
    let all = try Self.completed(wanted, from: catalog)
    let isWanted = Set(wanted.map(\.name))
    known = catalog.manifests.map(\.name)
    steps = try Self.ordered(all).map {
      Step(manifest: $0, isWanted: isWanted.contains($0.name))
    }
  }

  /// Adds plugins until every required layer is produced.
  private static func completed(
    _ wanted: [Manifest], from catalog: PluginCatalog
  ) throws(PostilError) -> [Manifest] {
    var all = wanted
    var next = 0
    while next < all.count {
      let plugin = all[next]
      for layer in plugin.requires {
        let makes = { (other: Manifest) in
          other.name != plugin.name && other.produces.contains(layer)
        }
        if all.contains(where: makes) { continue }
        let makers = catalog.manifests.filter(makes)
        guard !makers.isEmpty else {
          throw .plugin(.missingLayer(plugin: plugin.name, layer: layer))
        }
        all += makers
      }
      next += 1
    }
    return all.sorted { $0.name < $1.name }
  }

  private static func ordered(_ all: [Manifest]) throws(PostilError) -> [Manifest] {
    var left = all
    var ordered: [Manifest] = []
    func isFree(_ plugin: Manifest, _ layers: [Layer]) -> Bool {
      !left.contains { other in
        other.name != plugin.name && other.produces.contains { layers.contains($0) }
      }
    }
    while !left.isEmpty {
      // Layers that are only used, not required, may form a cycle; then the first plugin by name
      // goes first.
      guard
        let index = left.firstIndex(where: { isFree($0, $0.requires + $0.uses) })
          ?? left.firstIndex(where: { isFree($0, $0.requires) })
      else {
        let names = left.map(\.name).joined(separator: ", ")
        throw .plugin(
          .badManifest(
            path: left[0].path,
            reason: "the plugins \(names) require each other's layers in a cycle"
          ))
      }
      ordered.append(left.remove(at: index))
    }
    return ordered
  }

  /// How plugins are hosted.
  package struct Options: Sendable {
    /// Whether native plugins run in separate processes.
    package var isolate = false
    /// Whether all plugins are processes that are confined.
    package var sandbox = false
    /// The command that hosts a native plugin in a process, without its last argument, the plugin's
    /// folder: the `worker` command of this executable.
    package var worker = [Platform.executablePath() ?? "postil", "worker"]
    /// The settings that the user changed, by plugin.
    package var settings: [String: JSONObject] = [:]
    /// The workspace's settings, which know the places of those keys; nil if there are none.
    private var file: WorkspaceSettings?
    /// The folder of the articles, to which file names in settings are relative; nil if there is
    /// none.
    package var workspace: String?
    /// The schema whose labels are taken; nil to take all labels.
    package var schema: Schema?
    /// The language that all texts are taken to be in; nil to guess it.
    package var language: String?
    /// The pool that keeps process plugins running; nil if each pipeline starts its own.
    package var pool: PluginPool?
    /// The largest number of threads that compute at once, and of processes of a plugin.
    package var jobs = Platform.jobs
    /// Called before each plugin is started, with its name.
    package var starting: @Sendable (String) -> Void = { _ in }
    /// Gets what plugins that are processes tell.
    package var listener: PluginNewsDesk.Listener?

    /// The default options: native plugins in this process, default settings.
    package init() {}

    /// The options with the settings of a workspace.
    package init(_ workspace: Workspace) {
      settings = workspace.settings.plugins
      self.workspace = workspace.root
      schema = workspace.schema
      file = workspace.settings
    }

    /// Refuses settings of a plugin that does not exist, if its name is nearly that of one that does: a
    /// plugin that is not installed here may have settings for where it is.
    ///
    /// - Throws: `unknownSetting`.
    fileprivate func check(names known: [String]) throws(PostilError) {
      guard let file else { return }
      for name in file.plugins.keys.sorted()
      where !known.contains(name) && !Spelling.nearest(name, in: known).isEmpty {
        throw file.error(.unknown(key: ["plugins", name], known: known))
      }
    }

    /// Refuses a setting in the workspace's settings that neither a plugin's manifest nor the host knows, or
    /// whose value the host cannot use.
    ///
    /// - Throws: `unknownSetting`, `badSettings`.
    fileprivate func check(_ manifest: Manifest) throws(PostilError) {
      guard let file else { return }
      let known = manifest.settings.members.map(\.name) + PluginSettings.hostKeys
      for member in file.plugins[manifest.name]?.members ?? [] {
        let key = ["plugins", manifest.name, member.name]
        guard known.contains(member.name) else {
          throw file.error(.unknown(key: key, known: known))
        }
        if let reason = PluginSettings.objection(to: member, of: manifest) {
          throw file.error(.bad(key: key, reason))
        }
      }
    }
  }

  /// Starts all plugins and waits until they are ready.
  ///
  /// - Throws: `refused`, `unknownSetting`, `badSettings`, `badLimits`; the plugins already started are ended then.
  package func start(_ options: Options = Options()) throws(PostilError) -> RunningPipeline {
    try options.check(names: known)
    for step in steps { try options.check(step.manifest) }
    var hosts: [any HostedAnnotator] = []
    var changed: [(step: Step, settings: JSONObject)] = []
    for step in steps {
      let settings = try PluginSettings(
        step.manifest, options.settings[step.manifest.name] ?? JSONObject())
      var manifest = settings.manifest
      manifest.isSandboxed = manifest.isSandboxed || options.sandbox
      changed.append((Step(manifest: manifest, isWanted: step.isWanted), settings.own))
    }
    for (step, settings) in changed {
      do throws(PostilError) {
        options.starting(step.manifest.name)
        hosts.append(try Self.host(step.manifest, settings, options))
      } catch {
        for host in hosts { host.stop() }
        throw error
      }
    }
    return RunningPipeline(steps: changed.map(\.step), hosts: hosts, options: options)
  }

  private static func host(
    _ manifest: Manifest, _ settings: JSONObject, _ options: Options
  ) throws(PostilError) -> any HostedAnnotator {
    if case .library = manifest.start, !options.isolate, !manifest.isSandboxed {
      return try NativeHost(manifest, settings: settings, workspace: options.workspace)
    }
    if case .command = manifest.start, let pool = options.pool {
      return try pool.plugin(
        manifest, settings: settings, workspace: options.workspace, listener: options.listener)
    }
    return try ProcessHost(
      manifest, settings: settings, workspace: options.workspace, worker: options.worker,
      jobs: options.jobs, listener: options.listener)
  }
}
