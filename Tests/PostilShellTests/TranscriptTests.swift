import PostilSystem
import Testing

@testable import PostilShell

/// A session as written down: `> ` and a command, then exactly what it prints.
struct Transcript {
  static let folder =
    #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/Transcripts"

  /// The names of all transcripts.
  static let names =
    (try? Folders.entries(folder))?.map(\.name)
    .filter { $0.hasSuffix(".transcript") }.sorted() ?? []

  let path: String
  let text: String

  init(_ name: String) throws {
    path = "\(Self.folder)/\(name)"
    text = String(decoding: try Files.read(path), as: UTF8.self)
  }

  /// The comment at the head.
  private var head: [Substring] {
    Array(
      text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.hasPrefix("> ") })
  }

  /// The folder of the articles that the session works on, beside the usual ones: `# files: NAME`.
  private var files: String? {
    head.first { $0.hasPrefix("# files: ") }.map { "\(Self.folder)/files/\($0.dropFirst(9))" }
  }

  /// The transcript as a run writes it.
  func replayed() throws -> String {
    let workspace = try TestWorkspace(files: files)
    var result = head.map { $0 + "\n" }.joined()
    for line in text.split(separator: "\n") where line.hasPrefix("> ") {
      let command = line.dropFirst(2).replacing("FOLDER", with: workspace.folder)
      let output = workspace.run(String(command))
      result += line + "\n" + Self.steady(output, workspace.folder)
    }
    return result
  }

  /// Output without what differs from run to run: times, ids, the folder.
  private static func steady(_ output: String, _ folder: String) -> String {
    output.replacing(folder, with: "FOLDER")
      .replacing(#/\d{4}-\d\d-\d\d \d\d:\d\d /#, with: "YYYY-MM-DD HH:MM ")
      .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "YYYY-MM-DDTHH:MM:SSZ")
      .replacing(#/\b\d+ ms\b/#, with: "N ms")
      .replacing(#/\b[0-9a-f]{64}\b/#, with: "HASH")
  }
}

@Suite struct TranscriptTests {
  @Test(arguments: Transcript.names)
  func replays(_ name: String) throws {
    let transcript = try Transcript(name)
    let replayed = try transcript.replayed()
    if getenv("POSTIL_RECORD") != nil {
      try Files.replace(transcript.path, with: Array(replayed.utf8))
      Issue.record(
        "\(name) was recorded again; look at the difference and run without POSTIL_RECORD")
      return
    }
    let expected = transcript.text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = replayed.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, (left, right)) in zip(expected, found).enumerated() where left != right {
      Issue.record("\(name):\(number + 1): '\(right)' instead of '\(left)'")
      return
    }
    #expect(expected.count == found.count)
  }

  /// What is typed first in the statements of all transcripts.
  private static let typed: Set<String> = {
    let lines = Transcript.names.compactMap { try? Transcript($0).text }
      .flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("> ") }
    let statements = lines.compactMap { try? CommandParser.statements(String($0.dropFirst(2))) }
    return Set(statements.joined().compactMap { $0.words.first?.text })
  }()

  @Test(arguments: CommandList.all.flatMap { [$0.name] + $0.aliases })
  func haveEveryCommandAndAlias(_ name: String) { #expect(Self.typed.contains(name)) }
}
