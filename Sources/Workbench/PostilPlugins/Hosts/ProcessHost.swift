import CPostil
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
  private let command: [String]
  private let initialize: [UInt8]
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
    var idle: [Session] = []
    var failures = 0
    var disabled: String?
    var isStopped = false
  }

  /// A process after the handshake, and the number of its next request.
  private struct Session: @unchecked Sendable {
    // Passed from thread to thread through the mutex; used by one at a time.
    let process: ChildProcess
    var number = 1
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
      settings, workspace.map { Folders.real($0) ?? $0 }, cache: cache)
    initialize = JSONWriter.bytes(.object(configuration)) + [0x0A]
    do {
      let first = try start(Cancellation())
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
    var session = try session(cancellation)
    let number = session.number
    let answer: JSONValue
    var read = AnnotateResult.Reading()
    do throws(PluginFailure) {
      (answer, read) = try exchange(
        session.process, Self.message(request, number), within: manifest.limits.article,
        named: "articleSeconds", since: Platform.milliseconds(), cancellation)
      guard answer["seq"]?.int == number else {
        throw PluginFailure(
          manifest.name, .error, "its answer has another id than request \(number)")
      }
    } catch {
      // Its state is unknown after a failure, so it is not reused.
      session.process.end(grace: 0)
      lose()
      throw countFailure(error)
    }
    session.number += 1
    state.with { $0.failures = 0 }
    giveBack(session)
    return try HostedResult(answer, read, of: manifest.name, since: begin)
  }

  /// Ends the idle processes, after a grace period by signals.
  package func stop() {
    let idle = state.with { state in
      state.isStopped = true
      defer { state.idle = [] }
      return state.idle
    }
    for session in idle {
      session.process.tell(Array(#"{"method":"shutdown"}"#.utf8) + [0x0A])
      session.process.end()
    }
  }

  // MARK: Sessions

  /// What a thread that needs a process does.
  private enum Turn {
    case use(Session)
    case start
    case give(up: String)
  }

  private func session(_ cancellation: Cancellation) throws(PluginFailure) -> Session {
    switch try turn(cancellation) {
    case .use(let session): return session
    case .give(let reason): throw PluginFailure(manifest.name, .disabled, reason)
    case .start:
      do {
        return try start(cancellation)
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

  private func giveBack(_ session: Session) {
    let isKept = state.with(waking: [0]) { state in
      if !state.isStopped { state.idle.append(session) }
      return !state.isStopped
    }
    if !isKept { session.process.end() }
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

  private func start(_ cancellation: Cancellation) throws(PluginFailure) -> Session {
    let begin = Platform.milliseconds()
    guard let program = Programs.find(command[0], from: manifest.folder) else {
      throw PluginFailure(manifest.name, .error, "there is no program '\(command[0])'")
    }
    let process: ChildProcess
    let words = try confined([program] + command.dropFirst())
    do {
      process = try ChildProcess(
        words[0], arguments: manifest.isSandboxed ? words : command,
        environment: Programs.environment(adding: manifest.environment),
        folder: manifest.folder, limits: manifest.limits)
    } catch {
      throw PluginFailure(manifest.name, .error, "cannot start '\(program)': \(error.reason)")
    }
    do throws(PluginFailure) {
      let (answer, _) = try exchange(
        process, initialize, within: manifest.limits.start, named: "startSeconds", since: begin,
        cancellation)
      try checkHandshake(answer)
    } catch {
      process.end(grace: 0)
      throw error
    }
    let time = Platform.milliseconds() - begin
    state.with { $0.loading = max($0.loading, time) }
    return Session(process: process)
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

  // MARK: Messages

  private func exchange(
    _ process: ChildProcess, _ message: [UInt8], within limit: Int, named name: String,
    since begin: Double, _ cancellation: Cancellation
  ) throws(PluginFailure) -> (JSONValue, AnnotateResult.Reading) {
    let line: [UInt8]
    do {
      line = try process.exchange(
        message, deadline: begin + Double(limit), cancellation: cancellation)
    } catch {
      throw failure(error, after: limit, named: name)
    }
    var read = AnnotateResult.Reading()
    do {
      let answer = try JSONParser.parse(line, handing: "annotations") { read.take($0) }
      return (answer, read)
    } catch {
      let prefix = String(decoding: line.prefix(40), as: UTF8.self)
      throw PluginFailure(
        manifest.name, .error, "it wrote an invalid message: '\(prefix)' (\(error.reason))")
    }
  }

  private func failure(
    _ trouble: ChildProcess.Trouble, after limit: Int, named name: String
  ) -> PluginFailure {
    switch trouble {
    case .timeout:
      let seconds = (Double(limit) / 100).rounded() / 10
      return PluginFailure(
        manifest.name, .timeout, "it did not answer within \(seconds) s (limits.\(name))")
    case .ended(let how): return PluginFailure(manifest.name, .crash, how)
    case .tooLong:
      let limit = ChildProcess.longestLine >> 20
      return PluginFailure(manifest.name, .error, "it wrote a line of more than \(limit) MB")
    case .cancelled: return PluginFailure(manifest.name, .cancelled, "it was cancelled")
    }
  }

  private static func message(_ request: AnnotateRequest, _ number: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: "{\"method\":\"annotate\",\"seq\":")
    writer.write(.int(number))
    writer.write(raw: ",\"request\":")
    writer.write(request.json(includingText: true))
    writer.write(raw: "}\n")
    return writer.bytes
  }
}
