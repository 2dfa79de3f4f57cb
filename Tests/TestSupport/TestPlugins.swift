import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

extension TemporaryFolder {
  /// Writes a plugin of that name and returns its manifest; `place` is where its folder is, with a `/`.
  package func plugin(
    _ name: String, in place: String = "", start: String = #"{"library":"None"}"#,
    requires: String = "",
    uses: String = "",
    produces: String = "entity", limits: String = #"{"startSeconds":5,"articleSeconds":5}"#
  ) throws -> Manifest {
    let list = { (layers: String) in
      "[" + layers.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
    try write(
      "\(place)\(name)/plugin.json",
      """
      {"name":"\(name)","version":"0.1.0","api":1,"summary":"For a test.",
      "requires":\(list(requires)),"uses":\(list(uses)),"produces":\(list(produces)),
      "start":\(start),"limits":\(limits)}
      """)
    return try Manifest(folder: "\(path)/\(place)\(name)")
  }

  /// Writes a plugin in Python whose `annotate` is `body`, which can use `text`, `given` and `message`.
  package func pythonPlugin(
    _ name: String, _ annotate: String, uses: String = "", produces: String = "entity",
    limits: String = #"{"startSeconds":5,"articleSeconds":5}"#
  ) throws -> Manifest {
    try write(
      "\(name)/plugin.py",
      """
      import json, os, signal, sys, time
      def annotate(message, text, given):
      \(annotate.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
      for line in sys.stdin:
          message = json.loads(line)
          if message["method"] == "initialize":
              print(json.dumps({"name": "\(name)", "version": "0.1.0", "api": 1}), flush=True)
          elif message["method"] == "annotate":
              request = message["request"]
              found = annotate(message, request["text"], request["given"])
              print(json.dumps({"seq": message["seq"], "annotations": found}), flush=True)
          else:
              break
      """)
    return try plugin(
      name, start: #"{"command":["\#(python)","plugin.py"]}"#, uses: uses, produces: produces,
      limits: limits)
  }
}

/// Runs a command of the system's shell and returns its status.
package func shell(_ command: String) -> Int32 {
  var child = pid_t()
  let words: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), strdup("-c"), strdup(command)]
  defer { for word in words { free(word) } }
  guard posix_spawn(&child, "/bin/sh", nil, nil, words + [nil], environ) == 0 else { return -1 }
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0, errno == EINTR {}
  return status >> 8 & 0xFF
}

/// The Python executable itself: starting it through a shim takes ten times as long.
package let python: String = {
  let path = "/tmp/postil-test-python-\(getpid())"
  defer { unlink(path) }
  guard shell("python3 -c 'import sys; print(sys.executable, end=\"\")' >\(path) 2>/dev/null") == 0,
    let found = try? Files.read(path), !found.isEmpty
  else { return "python3" }
  return String(decoding: found, as: UTF8.self)
}()
package let hasPython = shell("command -v python3 >/dev/null") == 0
package let hasCompiler = shell("command -v cc >/dev/null") == 0

/// The repository.
package let repository = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

/// The build folder of the tests.
package let buildFolder: String = {
  let paths = [CommandLine.arguments.first ?? "", Platform.executablePath() ?? ""]
  for path in paths {
    var parts = path.split(separator: "/")
    while !parts.isEmpty {
      let folder = "/" + parts.joined(separator: "/")
      if access("\(folder)/libEntityTagger.\(Platform.libraryExtension)", F_OK) == 0 {
        return folder
      }
      parts.removeLast()
    }
  }
  return "\(repository)/.build/debug"
}()

/// Whether the annotators and the executable are built beside the tests.
package let isBuilt =
  access("\(buildFolder)/libEntityTagger.\(Platform.libraryExtension)", F_OK) == 0
  && access("\(buildFolder)/postil", X_OK) == 0

/// The built-in annotators, installed in a temporary folder.
package func stage(into folder: TemporaryFolder, _ name: String = "stage") throws -> String {
  let prefix = "\(folder.path)/\(name)"
  let scratch = buildFolder.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
  let mode = buildFolder.hasSuffix("release") ? "release" : "debug"
  let status = shell(
    "SCRATCH_PATH='\(scratch)' '\(repository)/Scripts/stage' '\(prefix)' \(mode) --no-build")
  guard status == 0 else { throw PostilError.file(.cannotWrite(path: prefix, errno: EIO)) }
  return prefix
}

/// The time that `body` takes, in milliseconds.
package func milliseconds(_ body: () -> Void) -> Double {
  let time = ContinuousClock().measure(body)
  return Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15
}

/// Whether a process is running.
package func lives(_ pid: Int32) -> Bool { kill(pid, 0) == 0 }
