import Foundation
import Testing

/// What `why` says of ten sentences: `Tests/Transcripts/why/dates.txt` annotated and asked about, as
/// `dates.console` beside it has it. `POSTIL_RECORD=1` records it again.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct WhyTests {
  private static let folder = Postil.root.appending(path: "Tests/Transcripts/why")

  @Test func dates() throws {
    let path = Self.folder.appending(path: "dates.console")
    let text = try String(contentsOf: Self.folder.appending(path: "dates.txt"), encoding: .utf8)
    let found = try session(text)
    if ProcessInfo.processInfo.environment["POSTIL_RECORD"] != nil {
      try found.write(to: path, atomically: true, encoding: .utf8)
      Issue.record("dates.console was recorded again; look at the difference")
    }
    #expect(try found == String(contentsOf: path, encoding: .utf8))
  }

  /// Asks `why` of every suggestion of an article published on Wednesday, 15 March 2023.
  private func session(_ text: String) throws -> String {
    let workspace = try Workspace(["dates.txt": text])
    let postil = Postil(workspace: workspace)
    let annotated = try postil(
      "annotate", "--only", "date-normalizer", "--published=2023-03-15", workspace.folder.path)
    try #require(annotated.status == 0, "\(annotated.errors)")
    let count = try workspace.lines(of: "dates.jsonl").count { $0.contains("\"layer\":\"timex\"") }
    let questions = (1...max(1, count)).map { "why ?\($0)" }
    let answers = try questions.map { question in
      let answer = try postil("shell", input: "open dates\n\(question)\n")
      let lines = (answer.output + answer.errors).split(separator: "\n").dropFirst()
      return "> \(question)\n" + lines.map { $0 + "\n" }.joined()
    }
    return answers.joined()
  }
}
