import Foundation
import Testing

/// The session in the plugin's README, run by the staged program.
@Suite struct SessionTests {
  private static let program = Attributor.root.appending(path: ".build/testing/stage/bin/postil")
  private static let isStaged = FileManager.default.isExecutableFile(atPath: program.path)

  private static let article = """
    Pier to close

    ROTTERDAM - Harbour Minister Eva de Wit said on Thursday that the ferry would stop in autumn.

    “We have waited for a buyer long enough,” she told reporters.

    The Coastal Telegraph quoted port captain Jan Smit as saying that nobody had asked him.

    “It will be quiet here.”

    """

  @Test(.enabled(if: isStaged, "the program is not staged: run ./test"))
  func printsWhatTheReadmeSays() throws {
    let path = Attributor.root.appending(path: "Plugins/QuoteAttributor/README.md")
    let readme = try String(contentsOf: path, encoding: .utf8)
    let session = try #require(
      readme.components(separatedBy: "## A session").last?.components(separatedBy: "```")
        .dropFirst().first)
    let lines = session.split(separator: "\n")
    let commands = lines.filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) }
    if ProcessInfo.processInfo.environment["POSTIL_RECORD"] != nil {
      let recorded = try readme.replacingOccurrences(
        of: String(session), with: "\n\(recorded(commands.map(String.init)))")
      try recorded.write(to: path, atomically: true, encoding: .utf8)
      Issue.record("the session was recorded again; look at the difference")
      return
    }
    let expected = lines.filter { !$0.hasPrefix("> ") }.joined(separator: "\n")
    let printed = try run(commands.joined(separator: "; ")).split(separator: "\n")
    #expect(Self.steady(printed.joined(separator: "\n")) == Self.steady(expected))
  }

  /// Each command with its output: all commands up to it are run, and the output of those before it
  /// is omitted.
  private func recorded(_ commands: [String]) throws -> String {
    var session = ""
    var before = 0
    for count in commands.indices {
      let lines = try run(commands[...count].joined(separator: "; ")).split(separator: "\n")
      session += "> \(commands[count])\n"
      for line in lines.dropFirst(before) { session += line + "\n" }
      before = lines.count
    }
    return session
  }

  private func run(_ commands: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.article.utf8).write(to: folder.appending(path: "pier.txt"))
    let process = Process()
    process.executableURL = Self.program
    process.arguments = ["shell", folder.path, "-c", commands]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Without the times, which differ.
  private static func steady(_ text: String) -> String {
    text.replacing(#/\d+ ms/#, with: "N ms")
  }
}
