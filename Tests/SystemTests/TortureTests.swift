import Foundation
import Testing

/// The short form of `Scripts/torture`: nothing is lost, wrong, crashed or hung.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct TortureTests {
  /// The tortures that come out clean. Where one cannot be tried, the script says why.
  @Test(arguments: [
    "script,prompt,compact", "batch,writers,disk,flips", "walk", "escapes,plugins",
  ])
  func everyRowIsClean(_ names: String) throws {
    guard let python = StrangerTests.python else { return }
    let script = Postil.root.appending(path: "Scripts/torture").path
    let outcome = try Postil.run(
      URL(filePath: python),
      [script, Postil.executable.path, "--short", "--only", names])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
