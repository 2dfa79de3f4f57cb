import CPostil
import PostilKit
import PostilSystem
import Synchronization

/// A plugin in processes of its own, one line of JSON a message.
///
/// Each thread that asks gets a process to itself; what it started stays for the next. A process that
/// crashes or hangs costs the one article it had; three in a row, and the plugin is disabled.
package final class ProcessHost: HostedAnnotator {
  /// The plugin's manifest.
  package let manifest: Manifest
  private let command: [String]
  private let initialize: [UInt8]
  private let state = Mutex(State())

  private static let allowedDeaths = 3

  private struct State: ~Copyable {
    var idle: [Session] = []
    var deaths = 0
    var disabled: String?
    var isStopped = false
  }

  /// A process that has shaken hands, and the number of its next question.
  private struct Session: @unchecked Sendable {
    // Handed from thread to thread through the mutex, used by one at a time.
    let process: ChildProcess
    var number = 1
  }

  /// Starts the plugin and shakes hands.
  ///
  /// - Parameters:
  ///   - manifest: What to start.
  ///   - settings: The settings as the user changed them.
  ///   - workspace: The folder of the articles, if the plugin may read files that settings name.
  ///   - worker: The command that carries a native plugin, ending before the plugin's folder; nil
  ///     for a plugin that is a command.
  /// - Throws: `pluginRefused` with the reason.
  package init(
    _ manifest: Manifest, settings: JSONObject = JSONObject(), workspace: String? = nil,
    worker: [String]? = nil
  ) throws(PostilError) {
    self.manifest = manifest
    switch (manifest.start, worker) {
    case (.command(let words), _): command = words
    case (.library, let worker?): command = worker + [manifest.folder]
    case (.library, nil):
      throw .pluginRefused(name: manifest.name, reason: "it is no command")
    }
    var configuration = JSONObject()
    configuration["method"] = "initialize"
    configuration["api"] = .int(Int(POSTIL_API))
    configuration["configuration"] = manifest.configuration(settings, workspace)
    initialize = JSONWriter.bytes(.object(configuration)) + [0x0A]
    do {
      let first = try start(Cancellation())
      state.withLock { $0.idle.append(first) }
    } catch {
      throw .pluginRefused(name: manifest.name, reason: error.reason)
    }
  }

  deinit { stopNow() }

  /// Whether it has failed too often to be asked any more.
  var isDisabled: Bool { state.withLock { $0.disabled != nil } }

  /// Asks for one article.
  package func annotateNow(
    _ request: AnnotateRequest, cancellation: Cancellation
  ) throws(PluginFailure) -> HostedResult {
    let begin = Platform.milliseconds()
    var session = try session(cancellation)
    let number = session.number
    let answer: JSONValue
    do throws(PluginFailure) {
      answer = try exchange(
        session.process, Self.message(request, number), within: manifest.limits.article,
        since: Platform.milliseconds(), cancellation)
      guard answer["seq"]?.int == number else {
        throw PluginFailure(manifest.name, .error, "its answer is not to question \(number)")
      }
    } catch {
      // What state it is in is unknown, so nobody asks it again.
      session.process.end(grace: 0)
      throw died(error)
    }
    session.number += 1
    state.withLock { $0.deaths = 0 }
    giveBack(session)
    return try HostedResult(answer, of: manifest.name, since: begin)
  }

  /// Asks the idle processes to go, and makes them go.
  package func stopNow() {
    let idle = state.withLock { state in
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

  private func session(_ cancellation: Cancellation) throws(PluginFailure) -> Session {
    let (idle, disabled) = state.withLock { ($0.idle.popLast(), $0.disabled) }
    if let disabled {
      idle?.process.end(grace: 0)
      throw PluginFailure(manifest.name, .disabled, disabled)
    }
    if let idle { return idle }
    do {
      return try start(cancellation)
    } catch {
      throw died(error)
    }
  }

  private func giveBack(_ session: Session) {
    let isKept = state.withLock { state in
      if !state.isStopped { state.idle.append(session) }
      return !state.isStopped
    }
    if !isKept { session.process.end() }
  }

  /// Counts a death and gives the failure back.
  private func died(_ failure: PluginFailure) -> PluginFailure {
    guard failure.kind != .cancelled else { return failure }
    state.withLock { state in
      state.deaths += 1
      if state.deaths >= Self.allowedDeaths {
        state.disabled =
          "it failed \(state.deaths) times in a row and is not asked any more; at last \(failure.reason)"
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
    do {
      process = try ChildProcess(
        program, arguments: command, environment: Programs.environment(),
        folder: manifest.folder, limits: manifest.limits)
    } catch {
      throw PluginFailure(manifest.name, .error, "cannot start '\(program)': \(error.reason)")
    }
    do throws(PluginFailure) {
      let answer = try exchange(
        process, initialize, within: manifest.limits.start, since: begin, cancellation)
      try checkHandshake(answer)
    } catch {
      process.end(grace: 0)
      throw error
    }
    return Session(process: process)
  }

  private func checkHandshake(_ answer: JSONValue) throws(PluginFailure) {
    let reason: String
    if let error = answer["error"] {
      reason = error["message"]?.plain ?? error.plain
    } else if answer["api"]?.int != Int(POSTIL_API) {
      reason = "it speaks api \(answer["api"]?.plain ?? "?"), and this Postil api \(POSTIL_API)"
    } else {
      // The manifest names the plugin; its program may repeat that, and then both must agree.
      let name = answer["name"]?.plain ?? manifest.name
      let version = answer["version"]?.plain ?? manifest.version
      guard name != manifest.name || version != manifest.version else { return }
      reason = "it calls itself '\(name)@\(version)', its manifest '\(manifest.annotator)'"
    }
    throw PluginFailure(manifest.name, .error, reason)
  }

  // MARK: Messages

  private func exchange(
    _ process: ChildProcess, _ message: [UInt8], within limit: Int, since begin: Double,
    _ cancellation: Cancellation
  ) throws(PluginFailure) -> JSONValue {
    let line: [UInt8]
    do {
      line = try process.exchange(
        message, deadline: begin + Double(limit), cancellation: cancellation)
    } catch {
      throw failure(error, after: limit)
    }
    do {
      return try JSONParser.parse(line)
    } catch {
      let beginning = String(decoding: line.prefix(40), as: UTF8.self)
      throw PluginFailure(
        manifest.name, .error, "it wrote what is no message: '\(beginning)' (\(error.reason))")
    }
  }

  private func failure(_ trouble: ChildProcess.Trouble, after limit: Int) -> PluginFailure {
    switch trouble {
    case .timeout:
      let seconds = (Double(limit) / 100).rounded() / 10
      return PluginFailure(manifest.name, .timeout, "it did not answer within \(seconds) s")
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
