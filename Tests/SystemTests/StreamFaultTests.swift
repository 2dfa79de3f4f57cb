import Foundation
import Testing

/// A stream loses nothing: what is not answered is left to a later run, which goes on only with the same
/// input, plugins and settings.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct StreamFaultTests {
  private let space: ProcessPlugins

  init() throws { space = try ProcessPlugins() }

  private static func records(_ range: Range<Int>, bad: ClosedRange<Int>? = nil) -> String {
    range.map {
      "{\"id\":\($0),\"text\":\"Record \($0) of Lisbon\(bad?.contains($0) == true ? " bad" : "").\"}\n"
    }.joined()
  }

  private func stream(
    _ plugin: String, _ more: [String] = [], input: String
  ) throws -> Postil.Outcome {
    try space.run(["annotate", "--stream", "--only", plugin] + more, input: input)
  }

  private var out: String { space.path("out.jsonl") }

  // MARK: Interrupted

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
  func aCancelledRecordIsNoAnswer(_ signal: Int32) throws {
    let slow = space.path("slow")
    try space.plugin(
      "slow", "if os.path.exists('\(slow)') and 'Record 7 ' in text: time.sleep(30)")
    let input = Self.records(0..<40)
    let plain = try stream("slow", input: input).output
    try space.write("slow", "")
    let words = ["--out", out, "--jobs", "2"]
    let running = try space.start(
      ["annotate", "--stream", "--only", "slow", "--line-buffered"] + words, input: input)
    // The records after the slow one are answered, and wait for it.
    while try space.text("out.jsonl").split(separator: "\n").count < 7 { usleep(20_000) }
    usleep(300_000)
    running.signal(signal)
    let outcome = running.wait()
    #expect(outcome.status == 128 + signal, "\(outcome.errors)")
    #expect(outcome.errors.contains("7 records answered and kept"), "\(outcome.errors)")
    let kept = try space.text("out.jsonl")
    #expect(kept.split(separator: "\n").count == 7 && plain.hasPrefix(kept), "\(kept)")
    #expect(!space.exists("out.jsonl.done"))
    try FileManager.default.removeItem(atPath: slow)
    #expect(try stream("slow", words + ["--resume"], input: input).status == 0)
    #expect(try space.text("out.jsonl") == plain)
    #expect(space.exists("out.jsonl.done"))
  }

  @Test func aPluginThatIsSwitchedOffIsNoAnswer() throws {
    try space.plugin("weak", "if 'bad' in text: os._exit(1)")
    let input = Self.records(0..<60, bad: 10...12)
    let words = ["--jobs", "1", "--out", out]
    let outcome = try stream("weak", words, input: input)
    #expect(outcome.status == 69, "\(outcome.errors)")
    #expect(outcome.errors.contains("the plugin 'weak' is switched off"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--resume") && outcome.errors.contains("--keep-going"))
    let kept = try space.text("out.jsonl")
    #expect(kept.components(separatedBy: "plugin_crash").count == 4)
    #expect(!kept.contains("plugin_disabled") && !space.exists("out.jsonl.done"))
    #expect(try stream("weak", words + ["--resume"], input: input).status == 0)
    let all = try space.text("out.jsonl").split(separator: "\n")
    #expect(all.count == 60 && all.filter { $0.contains("\"error\"") }.count == 3)
    // As before, if asked for.
    let going = try stream("weak", ["--jobs", "1", "--keep-going"], input: input)
    #expect(going.status == 0 && going.output.split(separator: "\n").count == 60)
    #expect(going.output.components(separatedBy: "plugin_disabled").count > 40)
  }

  @Test func anErrorThatAPluginAnswersSwitchesNothingOff() throws {
    try space.plugin("away", "raise Away('the endpoint is away')")
    let outcome = try stream("away", input: Self.records(0..<20))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: "the endpoint is away").count == 21)
  }

  // MARK: Resumed

  @Test func resumingComparesAllOfTheInput() throws {
    try space.plugin("plain", "pass")
    let words = ["--out", out]
    let (short, long) = (Self.records(0..<100), Self.records(0..<200))
    let plain = try stream("plain", input: long).output
    #expect(try stream("plain", words, input: short).status == 0)
    let done = try space.text("out.jsonl.done")
    // The same input.
    let same = try stream("plain", words + ["--resume"], input: short)
    #expect(same.status == 0 && same.errors.contains("answered already"), "\(same.errors)")
    #expect(try space.text("out.jsonl.done") == done)
    // Others, of which only the last line is the same.
    let other = Self.records(0..<50) + Self.records(0..<49) + Self.records(99..<100)
    let shorter = Self.records(0..<99)
    for (input, what) in [(other, "does not begin with the 100"), (shorter, "has 99 lines")] {
      let outcome = try stream("plain", words + ["--resume"], input: input)
      #expect(outcome.status == 64 && outcome.errors.contains(what), "\(outcome.errors)")
      #expect(try space.text("out.jsonl.done") == done)
    }
    // A longer one with the same beginning.
    let more = try stream("plain", words + ["--resume"], input: long)
    #expect(more.status == 0 && more.errors == "", "\(more.errors)")
    #expect(try space.text("out.jsonl") == plain)
    #expect(try space.text("out.jsonl.done").contains("\"lines\":200"))
    #expect(try stream("plain", words + ["--resume"], input: short).status == 64)
  }

  @Test func everyLineThatWasAnsweredIsCompared() throws {
    try space.plugin("weak", "if 'bad' in text: os._exit(1)")
    let words = ["--jobs", "1", "--out", out]
    let input = Self.records(0..<60, bad: 10...12)
    #expect(try stream("weak", words, input: input).status == 69)
    let other = input.replacingOccurrences(of: "Record 4 ", with: "Record four ")
    let outcome = try stream("weak", words + ["--resume"], input: other)
    #expect(
      outcome.status == 64 && outcome.errors.contains("line 5 of the input"), "\(outcome.errors)")
  }

  @Test func settingsModelsAndLimitsAreNotMixed() throws {
    let plugin = try space.plugin("plain", "pass", settings: #"{"words":["Rome"],"model":""}"#)
    let input = Self.records(0..<9)
    let words = ["--out", out, "--resume"]
    #expect(try stream("plain", words, input: input).status == 0)
    func refused(_ what: String) throws {
      let outcome = try stream("plain", words, input: input)
      #expect(
        outcome.status == 64 && outcome.errors.contains("differs in \(what)"),
        "\(outcome.errors)")
    }
    try space.write("postil.toml", "[plugins.plain]\nwords = [\"Paris\"]\n")
    try refused("settings of plain")
    try space.write("postil.toml", "[plugins.plain.limits]\narticleSeconds = 7\n")
    try refused("settings of plain and limits of plain")
    try space.write("postil.toml", "")
    #expect(try stream("plain", words, input: input).status == 0)
    let longer = try stream("plain", words + ["--max-record-bytes", "100"], input: input)
    #expect(longer.errors.contains("differs in --max-record-bytes"), "\(longer.errors)")
    try space.write("\(plugin)/model.bin", "trained")
    try refused("files of plain")
  }

  // MARK: Errors

  @Test func theAnswersOfOtherPluginsAreKept() throws {
    try space.plugin("good", "pass")
    try space.plugin("moody", "if 'bad' in text: raise Away('not today')")
    let input = Self.records(0..<6, bad: 2...3)
    let outcome = try stream("good,moody", ["--log", "json"], input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 6 && !lines.contains { $0.contains("\"error\":") })
    #expect(
      lines[2].contains("\"annotator\":\"good@0.1.0\"")
        && lines[2].hasSuffix(
          #""failed":[{"plugin":"moody","code":"plugin_error","message":"not today","retryable":false}]}"#
        ),
      "\(lines[2])")
    #expect(!lines[1].contains("failed"))
    #expect(
      outcome.errors.contains("\"partial\":2") && outcome.errors.contains("\"plugin_error\":2"))
    #expect(try stream("good,moody", ["--fail-on-error"], input: input).status == 1)
    #expect(try stream("moody", input: input).output.contains("\"error\":{\"code\":"))
  }

  @Test func retryableErrorsAreAnsweredAgain() throws {
    let well = space.path("well")
    try space.plugin(
      "weak", "if 'bad' in text and not os.path.exists('\(well)'): os._exit(1)")
    let input = Self.records(0..<30, bad: 10...11) + "nonsense\n" + Self.records(31..<32)
    let words = ["--jobs", "1", "--out", out]
    let early = try stream("weak", ["--retry-errors"] + words, input: input)
    #expect(early.status == 64 && early.errors.contains("is not finished"), "\(early.errors)")
    #expect(try stream("weak", words, input: input).status == 0)
    let first = try space.text("out.jsonl")
    #expect(first.components(separatedBy: "plugin_crash").count == 3)
    try space.write("well", "")
    let plain = try stream("weak", input: input).output
    // Another input changes nothing.
    let other = input.replacingOccurrences(of: "Record 5 ", with: "Record five ")
    #expect(try stream("weak", words + ["--retry-errors"], input: other).status == 64)
    #expect(try space.text("out.jsonl") == first)
    let again = try stream("weak", words + ["--retry-errors", "--log", "json"], input: input)
    #expect(again.status == 0 && again.errors.contains("\"kept\":30"), "\(again.errors)")
    #expect(try space.text("out.jsonl") == plain)
    #expect(!space.exists("out.jsonl.retry") && space.exists("out.jsonl.done"))
  }

  @Test func recordsNeedNoNumbers() throws {
    try space.plugin("plain", "pass")
    let input = Self.records(0..<20)
    let whole = try stream("plain", ["--no-seq"], input: input).output
    let parts = try [0..<7, 7..<20].map {
      try stream("plain", ["--no-seq"], input: Self.records($0)).output
    }
    #expect(!whole.contains("\"seq\"") && whole == parts.joined())
  }

  @Test func aFullDiskIsNoPrinter() throws {
    try space.plugin("plain", "pass")
    let command = "'\(Postil.executable.path)' annotate --stream --only plain > /dev/full"
    let outcome = try space.shell(command, input: Self.records(0..<9))
    #expect(outcome.status == 74 && outcome.errors.contains("cannot write"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("kept"))
  }

  @Test func aFileThatIsBeingWrittenIsRefusedAtOnce() throws {
    try space.plugin("slow", "time.sleep(1)")
    let running = try space.start(
      ["annotate", "--stream", "--only", "slow", "--out", out], input: Self.records(0..<3))
    while !space.exists("out.jsonl.run") { usleep(10_000) }
    let second = try stream("slow", ["--out", out, "--resume"], input: Self.records(0..<3))
    #expect(
      second.status == 75 && second.errors.contains("another run is writing"), "\(second.errors)")
    #expect(running.wait().status == 0)
  }
}
