import PostilKit
import PostilSystem

/// A process of a plugin after its start: one message, one answer, each a line of JSON.
struct PluginProcess: @unchecked Sendable {
  /// An answer, with its annotations read apart from the rest.
  typealias Answer = (json: JSONValue, read: AnnotateResult.Reading)

  // Checked by hand: ProcessHost passes it from thread to thread, and one at a time uses it.
  private let process: ChildProcess
  private let manifest: Manifest
  /// The number of the next request.
  private var number = 1

  init(_ process: ChildProcess, of manifest: Manifest) {
    self.process = process
    self.manifest = manifest
  }

  /// Processes one article.
  mutating func annotate(
    _ request: AnnotateRequest, _ cancellation: Cancellation
  ) throws(PluginFailure) -> Answer {
    let answer = try exchange(
      Self.message(request, number), within: manifest.limits.article, named: "articleSeconds",
      since: Platform.milliseconds(), cancellation)
    guard answer.json["seq"]?.int == number else {
      throw PluginFailure(
        manifest.name, .error, "its answer has another id than request \(number)")
    }
    number += 1
    return answer
  }

  /// Ends the process by signals, after the default grace period.
  func end() { process.end() }

  /// Kills a process that has failed, without a grace period.
  func kill() { process.end(grace: 0) }

  /// Asks the process to end, and after a grace period ends it by signals.
  func shutDown() {
    process.tell(Array(#"{"method":"shutdown"}"#.utf8) + [0x0A])
    process.end()
  }

  /// Sends a message and waits for its answer.
  ///
  /// - Parameters:
  ///   - limit: The longest wait after `begin`, in milliseconds.
  ///   - name: The limit's name in the manifest, for the message of a failure.
  func exchange(
    _ message: [UInt8], within limit: Int, named name: String, since begin: Double,
    _ cancellation: Cancellation
  ) throws(PluginFailure) -> Answer {
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
    _ failure: ChildProcess.Failure, after limit: Int, named name: String
  ) -> PluginFailure {
    switch failure {
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
