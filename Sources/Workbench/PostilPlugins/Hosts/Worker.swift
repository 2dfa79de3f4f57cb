import CPostil
import PostilKit
import PostilSystem

/// The child process's side of an isolated native plugin: `postil worker FOLDER` runs the plugin of
/// that folder and exchanges the messages of a process plugin.
package enum Worker {
  /// Answers requests until the input ends or `shutdown` arrives.
  ///
  /// - Parameter folder: The plugin's folder.
  package static func run(folder: String) -> ExitStatus {
    signal(SIGPIPE, SIG_IGN)
    // What the plugin prints must not mix with the messages.
    let output = dup(STDOUT_FILENO)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return .inputOutput }
    var reader = LineReader(STDIN_FILENO, limit: ChildProcess.longestLine * 2)
    var host: NativeHost?
    while case .line(let line)? = reader.next() {
      guard let message = try? JSONParser.parse(line), message["method"] != "shutdown" else {
        break
      }
      let answer =
        message["method"] == "initialize"
        ? initialize(message, folder, &host) : annotate(message, host)
      do throws(PostilError) {
        try Files.write(JSONWriter.bytes(answer) + [0x0A], to: output, path: "standard output")
      } catch {
        return .inputOutput
      }
    }
    return .success
  }

  private static func initialize(
    _ message: JSONValue, _ folder: String, _ host: inout NativeHost?
  ) -> JSONValue {
    do throws(PostilError) {
      let settings = message["configuration"]?["settings"]?.object ?? JSONObject()
      let native = try NativeHost(
        try Manifest(folder: folder), settings: settings,
        workspace: message["configuration"]?["workspace"]?.string)
      host = native
      return [
        "name": .string(native.manifest.name), "version": .string(native.manifest.version),
        "api": .int(Int(POSTIL_API)),
      ]
    } catch {
      if case PluginFact.refused(_, let reason) = error.fact {
        return ["error": .string(reason)]
      }
      return ["error": .string("\(error)")]
    }
  }

  private static func annotate(_ message: JSONValue, _ host: NativeHost?) -> JSONValue {
    var answer = JSONObject()
    answer["seq"] = message["seq"]
    do {
      guard let host else { throw AnnotatorError("'initialize' must come first") }
      let request = try AnnotateRequest(json: message["request"] ?? .null)
      let result = try host.annotate(request, cancellation: Cancellation())
      answer["annotations"] = .array(result.annotations.map(\.json))
    } catch let failure as PluginFailure {
      answer["error"] = .string(failure.reason)
    } catch {
      answer["error"] = .string("\(error)")
    }
    return .object(answer)
  }
}

/// Reads lines from a file descriptor, blocking until each arrives.
struct LineReader {
  private let descriptor: Int32
  private var lines: LineBuffer
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)
  private var isAtEnd = false

  init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    lines = LineBuffer(limit: limit)
  }

  /// The next line; nil at the end or if reading fails.
  mutating func next() -> LineBuffer.Line? {
    while true {
      if let line = lines.next() { return line }
      if isAtEnd { return lines.rest() }
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        chunk.withUnsafeBytes { lines.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      } else if count == 0 || errno != EINTR {
        isAtEnd = true
      }
    }
  }
}
