import Foundation
import Testing

private let hasPython =
  (try? Postil.run(URL(filePath: "/usr/bin/env"), ["python3", "--version"]))?.status == 0

/// The rules of the layers that the build does not check: sizes, circles of folders, a test target for
/// each target, and the table in ARCHITECTURE.md.
@Suite(.enabled(if: hasPython, "python3 is missing"))
struct TargetsTests {
  @Test func theTargetsKeepTheRules() throws {
    let script = Postil.root.appending(path: "Scripts/targets")
    let outcome = try Postil.run(script, ["--check"])
    #expect(outcome.output == "the targets keep the rules\n" && outcome.status == 0, "\(outcome)")
  }
}
