import Foundation
import Testing

/// What the store promises, kept by the real program while it is killed and while others write.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct DurabilityTests {
  static let text = String(repeating: "word ", count: 1200)

  /// Commands that tag words, one operation each.
  private func script(_ range: Range<Int>, _ label: String = "PER") -> String {
    "open a\n" + range.map { "tag @\($0 * 5):\($0 * 5 + 4) \(label)\n" }.joined()
  }

  private func tagged(_ lines: [String]) -> Set<Int> {
    Set(
      lines.compactMap { line in
        guard let start = line.range(of: "\"spans\":[[") else { return nil }
        return Int(line[start.upperBound...].prefix { $0.isNumber }).map { $0 / 5 }
      })
  }

  @Test func twoShellsAndABatchLoseNothing() throws {
    let workspace = try Workspace(["a.txt": Self.text])
    let shells = try [(0..<1000, "PER"), (100..<1100, "ORG")].map { range, label in
      try Postil.start(
        Postil.executable, ["-C", workspace.folder.path, "shell"], input: script(range, label))
    }
    for _ in 0..<20 {
      _ = try Postil.run(Postil.executable, ["annotate", workspace.folder.path])
    }
    for shell in shells { #expect(shell.wait().status == 0) }
    let lines = try workspace.lines(of: "a.jsonl").filter { $0.contains("\"by\":\"anna\"") }
    #expect(tagged(lines.filter { $0.contains("\"PER\"") }) == Set(0..<1000))
    #expect(tagged(lines.filter { $0.contains("\"ORG\"") }) == Set(100..<1100))
    #expect(lines.count == 2000)
  }

  @Test func killsLoseNoAcknowledgedOperation() throws {
    let workspace = try Workspace(["a.txt": Self.text])
    var next = 0
    var acknowledged: Set<Int> = []
    for kill in 0..<200 {
      let end = min(next + 40, 1200)
      let running = try Postil.start(
        Postil.executable, ["-C", workspace.folder.path, "shell"],
        input: script(next % 1100..<max(end, next % 1100 + 40)))
      usleep(UInt32(8_000 + kill * 997 % 60_000))
      running.process.terminateHard()
      let outcome = running.wait()
      let receipts = outcome.output.split(separator: "\n").filter { $0.hasPrefix("+") }.count
      acknowledged.formUnion((next % 1100)..<(next % 1100 + receipts))
      next += max(receipts, 1)
    }
    let kept = tagged(try workspace.lines(of: "a.jsonl"))
    #expect(acknowledged.isSubset(of: kept))
    #expect(acknowledged.count > 20, "the kills left no time to work")
    #expect(try Postil(workspace: workspace)("check").status == 0)
  }
}

extension Process {
  /// Ends it as `kill -9` does.
  func terminateHard() { kill(processIdentifier, SIGKILL) }
}
