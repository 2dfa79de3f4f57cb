import Foundation
import Testing

/// The short form of `Benchmarks/pipeline`.
@Suite(
  .enabled(if: Postil.isStaged, "./test stages the program"),
  .enabled(if: hasCallgrind, "valgrind or strip is missing"),
  .enabled(if: isOptimized, "a debug build has no budget"))
struct PipelineCostTests {
  @Test func thePipelineKeepsItsBudget() throws {
    let outcome = try Postil.run(
      Postil.root.appending(path: "Benchmarks/pipeline"),
      ["--short", "--postil", Postil.executable.path])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("allocations a token"))
  }
}

private let hasCallgrind = ["valgrind", "strip"].allSatisfy { name in
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
  }
}

private let isOptimized: Bool = {
  var isDebug = false
  assert(
    {
      isDebug = true
      return true
    }())
  return !isDebug
}()
