import PostilPointing
import PostilShell
import PostilSystem
import TestSupport
import Testing

@testable import PostilCommands

@Suite struct TranscriptTests {
  @Test(arguments: Transcript.names)
  func replays(_ name: String) throws {
    let transcript = try Transcript(name)
    let replayed = try transcript.replayed()
    if Recording.isOn {
      try Files.replace(transcript.path, with: Array(replayed.utf8))
      Issue.record("\(name) \(Recording.notice)")
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

  @Test(arguments: TestWorkspace.table.all.flatMap { [$0.name] + $0.aliases })
  func haveEveryCommandAndAlias(_ name: String) { #expect(Self.typed.contains(name)) }
}
