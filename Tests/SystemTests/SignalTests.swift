import Foundation
import Testing

/// Signals end a run cleanly: what is done is whole, what is under way is answered, the status says it.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct SignalTests {
  static let text = String(
    repeating: "Ana Duarte told Reuters in Oslo on Monday that \"we have left\". ", count: 40)

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aBatchEndsWithWholeSidecars(_ signal: Int32) throws {
    let names = (0..<1500).map { "\($0).txt" }
    let workspace = try Workspace(Dictionary(uniqueKeysWithValues: names.map { ($0, Self.text) }))
    let running = try Postil.start(Postil.executable, ["annotate", workspace.folder.path])
    while !workspace.names.contains(where: { $0.hasSuffix(".jsonl") }) { usleep(2000) }
    let start = ContinuousClock.now
    running.signal(signal)
    let outcome = running.wait()
    #expect(outcome.status == 128 + signal, "\(outcome.errors)")
    #expect(start.duration(to: .now) < .seconds(5))
    #expect(outcome.errors.contains("the same command continues from there"), "\(outcome.errors)")
    #expect(!workspace.names.contains { $0.hasSuffix(".tmp") })
    for name in workspace.names where name.hasSuffix(".jsonl") {
      let bytes = try Data(contentsOf: workspace.folder.appending(path: name))
      #expect(bytes.last == 0x0A)
      // An article is written when all plugins have answered.
      #expect(
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "{\"ran\":").count == 4)
    }
  }

  @Test func aStreamAnswersWhatItHasTaken() throws {
    let line = "{\"id\":1,\"text\":\"\(Self.text.replacing("\"", with: "\\\""))\"}\n"
    let running = try Postil.start(
      Postil.executable, ["annotate", "--stream", "--log", "json"],
      input: String(repeating: line, count: 4000))
    while running.output.isEmpty { usleep(2000) }
    let start = ContinuousClock.now
    running.signal(SIGTERM)
    let outcome = running.wait()
    #expect(outcome.status == 143)
    #expect(start.duration(to: .now) < .seconds(6))
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count < 4000 && outcome.output.hasSuffix("}\n"))
    for (number, line) in lines.enumerated() {
      #expect(line.hasPrefix("{\"id\":1,\"seq\":\(number),"))
    }
    // Of the records that it had taken, those not answered in time have no answer.
    let taken = outcome.errors.firstMatch(of: #/"event":"done","in":(\d+),"out":(\d+),/#)
    #expect(taken?.2 == "\(lines.count)" && Int(taken?.1 ?? "") ?? 0 >= lines.count)
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let pipe = "'\(Postil.executable.path)' annotate --stream | head -n 1 > /dev/null"
    let outcome = try Postil.run(
      URL(filePath: "/bin/bash"), ["-c", "\(pipe); echo ${PIPESTATUS[0]}"],
      input: String(repeating: "{\"id\":1,\"text\":\"Ana left.\"}\n", count: 20_000))
    #expect(outcome.output == "141\n" && outcome.errors == "", "\(outcome.errors)")
  }

  @Test func aSecondSignalDoesNotWait() throws {
    let pipe = Pipe()
    let process = Process()
    process.executableURL = Postil.executable
    process.arguments = ["annotate", "--stream"]
    process.standardInput = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(400_000)
    kill(process.processIdentifier, SIGINT)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect([130, SIGINT].contains(process.terminationStatus))
  }
}
