import Foundation
import Testing

/// The short form of `Benchmarks/kills`.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct KillTests {
  @Test func killedRunsLeaveNothingThatDiffers() throws {
    let outcome = try Postil.run(
      Postil.root.appending(path: "Benchmarks/kills"),
      ["--short", "--postil", Postil.executable.path])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("slow"))
  }
}
