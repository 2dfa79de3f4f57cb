import PostilKit
import PostilSystem
import Synchronization

/// Plugins kept running from one command to the next, so that slow ones start only once.
///
/// Only plugins that are processes are kept: native ones start in milliseconds and read their files
/// anew each time. A plugin whose files or settings have changed is restarted.
package final class PluginPool: Sendable {
  private struct Running: Sendable {
    let host: ProcessHost
    let settings: JSONObject
    let files: [String: Files.Stamp]
  }

  private let running = Mutex<[String: Running]>([:])

  /// Creates an empty pool.
  package init() {}

  /// The names of the running plugins, sorted.
  package var names: [String] { running.withLock { $0.keys.sorted() } }

  /// Ends a plugin and waits until it has ended; false if it does not run.
  @discardableResult package func stop(_ name: String) -> Bool {
    let gone = running.withLock { $0.removeValue(forKey: name) }
    gone?.host.stop()
    return gone != nil
  }

  /// Ends all plugins and waits until they have ended.
  package func stopAll() { for name in names { stop(name) } }

  /// The running plugin; started if it does not run or has changed. The caller must not end it.
  ///
  /// - Parameter listener: Gets what the plugin tells until the caller is done with it.
  /// - Throws: `refused`.
  func plugin(
    _ manifest: Manifest, settings: JSONObject, workspace: String?,
    listener: PluginNewsDesk.Listener? = nil
  ) throws(PostilError) -> any HostedAnnotator {
    let files = PluginFiles.stamps(manifest.folder)
    if let old = running.withLock({ $0[manifest.name] }), old.host.manifest == manifest,
      old.settings == settings, old.files == files, !old.host.isDisabled
    {
      old.host.news.listen(listener)
      return BorrowedHost(host: old.host)
    }
    stop(manifest.name)
    let host = try ProcessHost(
      manifest, settings: settings, workspace: workspace, listener: listener)
    running.withLock { $0[manifest.name] = Running(host: host, settings: settings, files: files) }
    return BorrowedHost(host: host)
  }
}

/// A plugin owned by a pool, which ending does not end.
struct BorrowedHost: HostedAnnotator {
  let host: ProcessHost

  var manifest: Manifest { host.manifest }

  func annotate(
    _ request: AnnotateRequest, cancellation: Cancellation
  ) throws(PluginFailure) -> HostedResult {
    try host.annotate(request, cancellation: cancellation)
  }

  func stop() { host.news.listen(nil) }
}
