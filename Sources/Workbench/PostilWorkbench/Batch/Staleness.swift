import PostilKit
import PostilPlugins
import PostilSettings
import PostilStore

/// What is out of date: runs of plugins whose version, settings, model or input is not what it was.
package struct Staleness: Sendable {
  /// Why a run of a plugin is stale.
  package enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// Another version has run.
    case version(String)
    /// Its settings, or a file that they name, have changed.
    case settings
    /// The annotations that it is given have changed.
    case input
    /// It knew another day of publication.
    case day

    package var description: String {
      switch self {
      case .version(let old): "version \(old) has run"
      case .settings: "its settings or model have changed"
      case .input: "the annotations that it is given have changed"
      case .day: "the day of publication has changed"
      }
    }
  }

  private let plugins: [(manifest: Manifest, hash: RunHash)]

  /// The staleness of runs of the requested plugins of a pipeline.
  package init(_ pipeline: RunningPipeline) { plugins = pipeline.wantedHashes }

  /// The staleness of runs of plugins in a workspace; nothing is started.
  package init(_ manifests: [Manifest], in workspace: Workspace) {
    plugins = manifests.map { manifest in
      let settings = workspace.settings.plugins[manifest.name] ?? JSONObject()
      return (
        manifest,
        RunHash(
          manifest, settings: settings, schema: workspace.schema, workspace: workspace.root)
      )
    }
  }

  /// The plugins whose newest run on an article is stale, by name, and why. A run without a hash, as older
  /// versions wrote it, is stale only in another version, or with another day.
  package func reasons(in store: AnnotationStore) -> [(plugin: String, reason: Reason)] {
    plugins.compactMap { plugin in
      guard let last = store.lastRun(ofPlugin: plugin.manifest.name) else { return nil }
      return reason(plugin, last, store).map { (plugin.manifest.name, $0) }
    }
  }

  /// The names of the plugins that an article still needs: those that have not run, those whose run is stale, and
  /// those that are given what these make.
  func due(in store: AnnotationStore) -> Set<String> {
    var due = stale(in: store)
    for plugin in plugins where store.lastRun(ofPlugin: plugin.manifest.name) == nil {
      due.insert(plugin.manifest.name)
    }
    return completed(due)
  }

  /// The names of the plugins that `run --stale` runs on an article.
  package func redone(in store: AnnotationStore) -> Set<String> { completed(stale(in: store)) }

  private func stale(in store: AnnotationStore) -> Set<String> {
    Set(reasons(in: store).map(\.plugin))
  }

  /// The plugins with those that are given what they make, in the order in which they run.
  private func completed(_ names: Set<String>) -> Set<String> {
    var names = names
    for plugin in plugins where names.contains(plugin.manifest.name) {
      for other in plugins where !other.manifest.given.isDisjoint(with: plugin.manifest.produces) {
        names.insert(other.manifest.name)
      }
    }
    return names
  }

  private func reason(
    _ plugin: (manifest: Manifest, hash: RunHash), _ last: RanLine, _ store: AnnotationStore
  ) -> Reason? {
    if last.annotator != plugin.manifest.annotator {
      return .version(String(last.annotator.dropFirst(plugin.manifest.name.count + 1)))
    }
    if !store.hasRun(last.annotator) { return .day }
    guard let hash = last.hash else { return nil }
    if hash.prefix(plugin.hash.plugin.count) != plugin.hash.plugin { return .settings }
    return hash == plugin.hash.hash(with: store.annotations.lazy.map(\.annotation)) ? nil : .input
  }
}
