import PostilKit
import PostilStore
import PostilSystem

/// Plugins in the order in which they run.
package struct Pipeline: Sendable {
  /// One plugin of it.
  package struct Step: Sendable {
    /// The plugin.
    package let manifest: Manifest
    /// Whether it was asked for; else it runs only because another one requires it.
    package let isWanted: Bool
  }

  /// The plugins, in the order in which they run.
  package let steps: [Step]

  /// Chooses plugins and orders them: who makes a layer runs before who requires or uses it.
  ///
  /// - Parameters:
  ///   - catalog: The plugins there are.
  ///   - names: Those wanted, by name or unique beginning; nil for all. What they require is added.
  /// - Throws: `noPlugin`, `notTrusted`, `missingLayer`, `badManifest` for plugins that require each
  ///   other in a circle.
  package init(catalog: PluginCatalog, only names: [String]? = nil) throws(PostilError) {
    var wanted: [Manifest] = []
    for name in names ?? catalog.manifests.map(\.name) {
      let manifest = try catalog.manifest(named: name)
      if !wanted.contains(where: { $0.name == manifest.name }) { wanted.append(manifest) }
    }
    let all = try Self.completed(wanted, from: catalog)
    let isWanted = Set(wanted.map(\.name))
    steps = try Self.ordered(all).map {
      Step(manifest: $0, isWanted: isWanted.contains($0.name))
    }
  }

  /// Adds plugins until every required layer has a maker.
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
        guard !makers.isEmpty else { throw .missingLayer(plugin: plugin.name, layer: layer) }
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
      // What is merely used may wait in a circle, then the first by name goes ahead.
      guard
        let index = left.firstIndex(where: { isFree($0, $0.requires + $0.uses) })
          ?? left.firstIndex(where: { isFree($0, $0.requires) })
      else {
        let names = left.map(\.name).joined(separator: ", ")
        throw .badManifest(
          path: left[0].path, reason: "the plugins \(names) require each other's layers in a circle"
        )
      }
      ordered.append(left.remove(at: index))
    }
    return ordered
  }

  /// How plugins are carried.
  package struct Options: Sendable {
    /// Runs native plugins in processes of their own.
    package var isolate = false
    /// The command that carries a native plugin in a process, before the plugin's folder: this
    /// executable's `worker`.
    package var worker = [Platform.executablePath() ?? "postil", "worker"]
    /// The users' settings, by plugin.
    package var settings: [String: JSONObject] = [:]
    /// The folder of the articles, where files lie that settings name; nil if there is none.
    package var workspace: String?
    /// What keeps plugins that are processes running; nil if each pipeline starts its own.
    package var pool: PluginPool?

    /// The usual way: native plugins in this process, default settings.
    package init() {}

    /// With the settings of a workspace.
    package init(_ workspace: Workspace) {
      settings = workspace.settings.plugins
      self.workspace = workspace.root
    }
  }

  /// Starts all plugins.
  ///
  /// - Throws: `pluginRefused`; those started before are ended again.
  package func start(_ options: Options = Options()) async throws -> RunningPipeline {
    try await Threads.wait { _ in try startNow(options) }
  }

  /// Starts all plugins and waits for it.
  ///
  /// - Throws: `pluginRefused`; those started before are ended again.
  package func startNow(_ options: Options = Options()) throws(PostilError) -> RunningPipeline {
    var hosts: [any HostedAnnotator] = []
    for step in steps {
      do throws(PostilError) {
        hosts.append(try Self.host(step.manifest, options))
      } catch {
        for host in hosts { host.stopNow() }
        throw error
      }
    }
    let everywhere = options.settings.filter { $0.value[Settings.everywhere] == .bool(true) }
    return RunningPipeline(steps: steps, hosts: hosts, everywhere: Set(everywhere.keys))
  }

  private static func host(
    _ manifest: Manifest, _ options: Options
  ) throws(PostilError) -> any HostedAnnotator {
    let settings = options.settings[manifest.name] ?? JSONObject()
    if case .library = manifest.start, !options.isolate {
      return try NativeHost(manifest, settings: settings, workspace: options.workspace)
    }
    if case .command = manifest.start, let pool = options.pool {
      return try pool.plugin(manifest, settings: settings, workspace: options.workspace)
    }
    return try ProcessHost(
      manifest, settings: settings, workspace: options.workspace, worker: options.worker)
  }
}
