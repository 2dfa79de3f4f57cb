import PostilKit
import PostilSystem

/// A plugin in child processes, with one line of JSON per message.
///
/// Calling threads share its processes, and each process answers as many of them at a time as its manifest
/// says. There is one process until the threads have waited for it so long that another one is worth its
/// start. A process that crashes or hangs fails only the article that it was processing; what else it was
/// asked is asked again. After three such failures in a row, the plugin is disabled. An error that it answers
/// is not such a failure.
package final class ProcessHost: HostedAnnotator {
  /// The plugin's manifest.
  package let manifest: Manifest
  /// Where it tells what it does.
  package let news: PluginNewsDesk
  private let start: ProcessStart
  /// The largest number of processes.
  private let most: Int
  private let state = Monitor(State())

  private static let allowedFailures = 3
  /// How often a question is asked again whose error may pass.
  private static let allowedRetries = 3
  /// The longest pause before that, in milliseconds.
  private static let longestPause = 120_000.0

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
    var running: [Running] = []
    var failures = 0
    var disabled: String?
    var isStopped = false
  }

  /// A process and the number of its open questions.
  private struct Running {
    let process: PluginProcess
    var open = 0
  }

  /// Starts the plugin and performs the handshake.
  ///
  /// - Parameters:
  ///   - manifest: The plugin to start.
  ///   - settings: The settings that the user changed.
  ///   - workspace: The folder of the articles, if the plugin may read files named in its settings.
  ///   - worker: The command that hosts a native plugin, without its last argument, the plugin's
  ///     folder; nil for a plugin that is a command.
  ///   - jobs: The largest number of processes, unless the manifest says fewer.
  ///   - listener: Gets what the plugin tells.
  /// - Throws: `refused` with the reason.
  package init(
    _ manifest: Manifest, settings: JSONObject = JSONObject(), workspace: String? = nil,
    worker: [String]? = nil, jobs: Int = Platform.jobs,
    listener: PluginNewsDesk.Listener? = nil
  ) throws(PostilError) {
    self.manifest = manifest
    most = max(1, min(jobs, manifest.runs.processes ?? jobs))
    news = PluginNewsDesk(listener)
    start = try ProcessStart(
      manifest, settings: settings, workspace: workspace, worker: worker, jobs: jobs, news: news)
    do {
      let first = try started(Cancellation())
      state.with {
        $0.running.append(Running(process: first))
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
    var retries = 0
    while true {
      let answer = try answer(request, cancellation)
      guard retries < Self.allowedRetries, answer.json["error"] != nil,
        answer.json["retryable"] == true
      else { return try HostedResult(answer.json, answer.read, of: manifest.name, since: begin) }
      let pause = answer.json["after"]?.double.map { $0 * 1000 } ?? 500 * Double(1 << retries)
      retries += 1
      try wait(min(max(pause, 0), Self.longestPause), cancellation)
    }
  }

  /// Ends the processes that are idle, after a grace period by signals.
  package func stop() {
    let idle = state.with { state in
      state.isStopped = true
      defer { state.running.removeAll { $0.open == 0 } }
      return state.running.filter { $0.open == 0 }
    }
    for running in idle { running.process.shutDown() }
  }

  // MARK: One question

  /// The answer of a process. If one has ended because of another question, this is asked again, and alone.
  private func answer(
    _ request: AnnotateRequest, _ cancellation: Cancellation
  ) throws(PluginFailure) -> PluginProcess.Answer {
    var isAlone = false
    while true {
      let process = try process(cancellation, alone: isAlone)
      do {
        let answer = try process.annotate(request, cancellation)
        state.with { $0.failures = 0 }
        giveBack(process, alone: isAlone)
        return answer
      } catch {
        switch error {
        case .question(let failure):
          giveBack(process, alone: isAlone)
          throw countFailure(failure)
        case .process(let failure, let isOwn):
          // Its state is unknown after a failure, so it is not used again.
          lose(process)
          if isOwn || isAlone { throw countFailure(failure) }
          isAlone = true
        }
      }
    }
  }

  private func wait(
    _ milliseconds: Double, _ cancellation: Cancellation
  ) throws(PluginFailure) {
    let end = Platform.milliseconds() + milliseconds
    while Platform.milliseconds() < end {
      if cancellation.isCancelled { throw cancelled }
      Platform.pause(milliseconds: Int(min(50, max(1, end - Platform.milliseconds()))))
    }
  }

  private var cancelled: PluginFailure {
    PluginFailure(manifest.name, .cancelled, "it was cancelled")
  }

  // MARK: Processes

  /// What a thread that needs a process does.
  private enum Turn {
    case use(PluginProcess)
    case start
    case give(up: String)
  }

  private func process(
    _ cancellation: Cancellation, alone: Bool
  ) throws(PluginFailure) -> PluginProcess {
    switch try turn(cancellation, alone: alone) {
    case .use(let process): return process
    case .give(let reason): throw PluginFailure(manifest.name, .disabled, reason)
    case .start:
      do {
        let process = try started(cancellation)
        let open = weight(alone)
        state.with(waking: [0], all: true) {
          $0.running.append(Running(process: process, open: open))
        }
        return process
      } catch {
        state.with(waking: [0], all: true) { $0.processes -= 1 }
        throw countFailure(error)
      }
    }
  }

  /// The places that a question takes in a process.
  private func weight(_ alone: Bool) -> Int { alone ? manifest.runs.inFlight : 1 }

  /// Waits for a process with room, or for the time when another one is worth its start.
  private func turn(
    _ cancellation: Cancellation, alone: Bool
  ) throws(PluginFailure) -> Turn {
    let (inFlight, weight) = (manifest.runs.inFlight, weight(alone))
    var since = Platform.milliseconds()
    while true {
      let turn = state.wait(for: 0, milliseconds: 50) { state -> Turn? in
        let now = Platform.milliseconds()
        defer { since = now }
        if let disabled = state.disabled { return .give(up: disabled) }
        let place = state.running.firstIndex { $0.open + weight <= inFlight }
        if let place {
          state.running[place].open += weight
          return .use(state.running[place].process)
        }
        state.waited += (now - since) / Double(inFlight)
        guard state.processes < most else { return nil }
        guard state.processes == 0 || state.waited >= max(Self.shortestWait, state.loading) else {
          return nil
        }
        state.processes += 1
        state.waited = 0
        return .start
      }
      if let turn { return turn }
      if cancellation.isCancelled { throw cancelled }
    }
  }

  private func giveBack(_ process: PluginProcess, alone: Bool) {
    let weight = weight(alone)
    let isOver = state.with(waking: [0], all: manifest.runs.inFlight > 1) { state -> Bool in
      guard let place = state.running.firstIndex(where: { $0.process === process }) else {
        return false
      }
      state.running[place].open -= weight
      guard state.isStopped, state.running[place].open == 0 else { return false }
      state.running.remove(at: place)
      return true
    }
    if isOver { process.end() }
  }

  /// Kills a process that is of no use; of several threads that find that out, one does it.
  private func lose(_ process: PluginProcess) {
    let isFirst = state.with { state -> Bool in
      let place = state.running.firstIndex { $0.process === process }
      if let place { state.running.remove(at: place) }
      return place != nil
    }
    guard isFirst else { return }
    process.kill()
    state.with(waking: [0], all: true) { $0.processes -= 1 }
  }

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
