import Foundation
import Testing

/// The day of publication, and the dates that are computed from it.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct PublishedTests {
  /// The day is set all the same, but it is said whose dates are not computed from it.
  @Test func saysWhichDatesItCannotCompute() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana Duarte left on Monday.\n"]))
    try #require(try postil("annotate").status == 0)
    let sidecar = String(
      decoding: try Data(contentsOf: postil.workspace.folder.appending(path: "a.jsonl")),
      as: UTF8.self)
    try postil.workspace.write(
      "a.jsonl", Data(sidecar.replacing("date-normalizer", with: "other-dates").utf8))
    let outcome = try postil("published", "2026-05-04")
    #expect(outcome.status == 0 && outcome.output.contains("published 2026-05-04"))
    #expect(
      outcome.errors.contains("note: the dates of other-dates are not computed from it"),
      "\(outcome.errors)")
  }
}
