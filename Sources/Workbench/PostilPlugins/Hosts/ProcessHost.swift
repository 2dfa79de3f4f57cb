import PostilKit
import PostilSystem

/// A plugin in child processes, with one line of JSON per message.
///
/// Calling threads share its processes, and each process answers one of them at a time. There is one
/// process until the threads have waited for it so long that another one is worth its start. A process
/// that crashes or hangs fails only the article it was processing; after three such failures in a row,
/// the plugin is disabled. An error that it answers is not such a failure.
package final class ProcessHost: HostedAnnotator {
  /// The plugin's manifest.
  package let manifest: Manifest
  private let start: ProcessStart
  private let state = Monitor(State())

  private static let allowedFailures = 3

  /// How long threads must have waited before another process is started, in milliseconds, if the first
  /// one started faster.
  private static let shortestWait = 1000.0

  private struct State {
    /// Number of processes that run or are being started.
    var processes = 0
    /// How long threads have waited for a process since one was last started, in milliseconds.
    var waited = 0.0
    /// How long the slowest start took, in milliseconds.
    var loading = 0.0
    var idle: [PluginProcess] = []
    var failures = 0
    var disabled: String?
    var isStopped = false
  }

  /// Starts the plugin and performs the handshake.
  ///
  /// - Parameters:
  ///   - manifest: The plugin to start.
  ///   - settings: The settings that the user changed.
  ///   - workspace: The folder of the articles, if the plugin may read files named in its settings.
  ///   - worker: The command that hosts a native plugin, without its last argument, the plugin's
  ///     folder; nil for a plugin that is a command.
  /// - Throws: `refused` with the reason.
  package init(
    _ manifest: Manifest, settings: JSONObject = JSONObject(), workspace: String? = nil,
    worker: [String]? = nil
  ) throws(PostilError) {
    self.manifest = manifest
    start = try ProcessStart(manifest, settings: settings, workspace: workspace, worker: worker)
    do {
      let first = try started(Cancellation())
      state.with {
        $0.idle.append(first)
        $0.processes = 1
      }
    } catch {
      throw .plugin(.refused(name: manifest.name, reason: error.reason))
    }
  }

  deinit { stop() }

  /// Whether it has failed too often and is no longer used.
  var isDisabled: Bool { state.with { $0.disabled != nil } }

  /// Processes one article.
  package func annotate(
    _ request: AnnotateRequest, cancellation: Cancellation
  ) throws(PluginFailure) -> HostedResult {
    let begin = Platform.milliseconds()
    var process = try process(cancellation)
    let answer: PluginProcess.Answer
    do {
      answer = try process.annotate(request, cancellation)
    } catch {
      // Its state is unknown after a failure, so it is not reused.
      process.kill()
      lose()
      throw countFailure(error)
    }
    state.with { $0.failures = 0 }
    giveBack(process)
    return try HostedResult(answer.json, answer.read, of: manifest.name, since: begin)
  }

  /// Ends the idle processes, after a grace period by signals.
  package func stop() {
    let idle = state.with { state in
      state.isStopped = true
      defer { state.idle = [] }
      return state.idle
    }
    for process in idle { process.shutDown() }
  }

  // MARK: Processes

  /// What a thread that needs a process does.
  private enum Turn {
    case use(PluginProcess)
    case start
    case give(up: String)
  }

  private func process(_ cancellation: Cancellation) throws(PluginFailure) -> PluginProcess {
    switch try turn(cancellation) {
    case .use(let process): return process
    case .give(let reason): throw PluginFailure(manifest.name, .disabled, reason)
    case .start:
      do {
        return try started(cancellation)
      } catch {
        lose()
        throw countFailure(error)
      }
    }
  }

  /// Waits for a process that is idle, or for the time when another one is worth its start.
  private func turn(_ cancellation: Cancellation) throws(PluginFailure) -> Turn {
    var since = Platform.milliseconds()
    while true {
      let turn = state.wait(for: 0, milliseconds: 50) { state -> Turn? in
        let now = Platform.milliseconds()
        defer { since = now }
        if let disabled = state.disabled { return .give(up: disabled) }
        if let idle = state.idle.popLast() { return .use(idle) }
        state.waited += now - since
        guard state.processes == 0 || state.waited >= max(Self.shortestWait, state.loading) else {
          return nil
        }
        state.processes += 1
        state.waited = 0
        return .start
      }
      if let turn { return turn }
      if cancellation.isCancelled {
        throw PluginFailure(manifest.name, .cancelled, "it was cancelled")
      }
    }
  }

  private func giveBack(_ process: PluginProcess) {
    let isKept = state.with(waking: [0]) { state in
      if !state.isStopped { state.idle.append(process) }
      return !state.isStopped
    }
    if !isKept { process.end() }
  }

  /// Notes that a process has ended.
  private func lose() { state.with(waking: [0], all: true) { $0.processes -= 1 } }

  /// Counts a failure of a process and returns it.
  private func countFailure(_ failure: PluginFailure) -> PluginFailure {
    guard failure.kind != .cancelled else { return failure }
    state.with { state in
      state.failures += 1
      if state.failures >= Self.allowedFailures {
        state.disabled =
          "it failed \(state.failures) times in a row and is disabled; last failure: \(failure.reason)"
      }
    }
    return failure
  }

  private func started(_ cancellation: Cancellation) throws(PluginFailure) -> PluginProcess {
    let begin = Platform.milliseconds()
    let process = try start.run(cancellation)
    let time = Platform.milliseconds() - begin
    state.with { $0.loading = max($0.loading, time) }
    return process
  }
}
