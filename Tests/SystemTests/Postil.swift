import Foundation
import Testing

/// The staged executable, run as a user runs it.
struct Postil {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let executable = root.appending(path: ".build/testing/stage/bin/postil")
  static let isStaged = FileManager.default.isExecutableFile(atPath: executable.path)

  /// What a run printed, and its exit status.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// A folder of articles, removed when the test ends.
  let workspace: Workspace

  func callAsFunction(_ words: String..., input: String = "") throws -> Outcome {
    try run(words, input: input)
  }

  func run(_ words: [String], input: String = "") throws -> Outcome {
    try Self.run(Self.executable, ["-C", workspace.folder.path] + words, input: input)
  }

  static func run(_ program: URL, _ words: [String], input: String = "") throws -> Outcome {
    let running = try start(program, words, input: input)
    return running.wait()
  }

  /// A program on its way.
  final class Running {
    let process = Process()
    private let files: URL
    init(_ program: URL, _ words: [String], input: String) throws {
      files = FileManager.default.temporaryDirectory.appending(path: "postil-run-\(UUID())")
      let home = files.appending(path: "home")
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try Data(input.utf8).write(to: files.appending(path: "in"))
      process.executableURL = program
      process.arguments = words
      process.currentDirectoryURL = home
      process.environment = ProcessInfo.processInfo.environment.merging([
        "POSTIL_ANNOTATOR": "anna", "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
        "XDG_STATE_HOME": files.path, "XDG_DATA_HOME": files.path, "XDG_CONFIG_HOME": files.path,
        "XDG_CACHE_HOME": files.path,
      ]) { $1 }
      process.standardInput = try FileHandle(forReadingFrom: files.appending(path: "in"))
      for (name, path) in [("out", \Process.standardOutput), ("err", \Process.standardError)] {
        _ = FileManager.default.createFile(atPath: files.appending(path: name).path, contents: nil)
        process[keyPath: path] = try FileHandle(forWritingTo: files.appending(path: name))
      }
      Postil.heedInterrupts()
      try process.run()
    }

    /// Sends it a signal.
    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// What it has printed up to now.
    var output: String {
      (try? String(contentsOf: files.appending(path: "out"), encoding: .utf8)) ?? ""
    }

    func wait() -> Outcome {
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(at: files) }
      func read(_ name: String) -> String {
        (try? String(contentsOf: files.appending(path: name), encoding: .utf8)) ?? ""
      }
      let isExit = process.terminationReason == .exit
      let status = isExit ? process.terminationStatus : -process.terminationStatus
      return Outcome(status: status, output: read("out"), errors: read("err"))
    }
  }

  /// A shell that runs the tests in the background ignores Ctrl-C, which children would inherit.
  private static func heedInterrupts() { signal(SIGINT, SIG_DFL) }

  static func start(_ program: URL, _ words: [String], input: String = "") throws -> Running {
    try Running(program, words, input: input)
  }
}

/// A folder of articles of its own for one test.
final class Workspace {
  let folder: URL

  init(_ articles: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "postil-test-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in articles {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file, whatever its bytes.
  func write(_ name: String, _ bytes: Data) throws {
    try bytes.write(to: folder.appending(path: name))
  }

  /// The names of all files, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  func lines(of name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
