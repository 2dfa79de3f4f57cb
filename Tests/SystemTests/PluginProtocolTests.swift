import Foundation
import Testing

/// Messages between Postil and a plugin that a plugin may opt into: several questions at once, progress,
/// errors that pass, usage, memory.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct PluginProtocolTests {
  private let space: ProcessPlugins

  init() throws { space = try ProcessPlugins() }

  private static func records(_ range: Range<Int>) -> String {
    range.map { "{\"id\":\($0),\"text\":\"Record \($0) of Lisbon.\"}\n" }.joined()
  }

  private func stream(
    _ plugin: String, _ more: [String] = [], input: String
  ) throws -> Postil.Outcome {
    try space.run(["annotate", "--stream", "--only", plugin] + more, input: input)
  }

  /// A plugin that reads eight questions, or waits a while for them, and answers the last one first.
  private static let batching = """
    import queue, threading
    asked = queue.Queue()
    def listen():
        for line in sys.stdin: asked.put(json.loads(line))
        asked.put({"method": "shutdown"})
    threading.Thread(target=listen, daemon=True).start()
    print(os.getpid(), file=open("pids", "a"))
    asked.get(); print('{"api":1}', flush=True)
    over = False
    while not over:
        batch = [asked.get()]
        try:
            while len(batch) < 8: batch.append(asked.get(timeout=0.2))
        except queue.Empty: pass
        over = any(one["method"] == "shutdown" for one in batch)
        questions = [one for one in batch if one["method"] == "annotate"]
        print(len(questions), file=open("batches", "a"))
        for one in reversed(questions):
            text = one["request"]["text"]
            if "bad" in text: os._exit(1)
            if "stuck" in text: continue
            found = [{"layer": "entity", "label": "PER", "spans": [[0, 1]], "rule": text}]
            print(json.dumps({"seq": one["seq"], "annotations": found}), flush=True)
    sys.exit()
    """

  private func batching() throws -> String {
    try space.plugin(
      "batching", "pass", start: Self.batching, runs: #"{"processes":1,"inFlight":16}"#)
  }

  @Test func oneProcessAnswersManyAtOnceInAnyOrder() throws {
    let folder = try batching()
    let input = Self.records(0..<64)
    let outcome = try stream("batching", ["--jobs", "2"], input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 64)
    for (number, line) in lines.enumerated() {
      #expect(line.hasPrefix("{\"id\":\(number),") && line.contains("\"rule\":\"Record \(number) "))
    }
    #expect(try space.text("\(folder)/pids").split(separator: "\n").count == 1)
    #expect(try space.text("\(folder)/batches").contains("8"))
    // Folders too.
    for number in 0..<20 { try space.write("a\(number).txt", "Ana left.\n") }
    let batch = try space.run(["annotate", "--only", "batching", "--jobs", "1"])
    #expect(batch.status == 0 && batch.output.contains("20 annotated"), "\(batch.output)")
    #expect(try space.text("\(folder)/pids").split(separator: "\n").count == 2)
  }

  @Test func aCrashCostsOnlyTheArticleThatMadeIt() throws {
    _ = try batching()
    let input = Self.records(0..<40).replacingOccurrences(of: "Record 21 ", with: "bad 21 ")
    let outcome = try stream("batching", ["--jobs", "1"], input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 40 && lines.filter { $0.contains("plugin_crash") }.count == 1)
    #expect(lines[21].contains("plugin_crash"))
  }

  @Test func aQuestionThatTakesTooLongIsCancelled() throws {
    let folder = try batching()
    try space.write("postil.toml", "[plugins.batching.limits]\narticleSeconds = 1\n")
    let input = Self.records(0..<24).replacingOccurrences(of: "Record 5 ", with: "stuck 5 ")
    let outcome = try stream("batching", ["--jobs", "1"], input: input)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 24 && lines.filter { $0.contains("plugin_timeout") }.count == 1)
    #expect(lines[5].contains("(limits.articleSeconds)"), "\(lines[5])")
    // It never answered the cancelled question, so it was ended.
    #expect(try space.text("\(folder)/pids").split(separator: "\n").count <= 2)
  }

  @Test func progressRenewsTheClockAndIsShown() throws {
    try space.plugin(
      "loading",
      """
      for step in range(3):
                  time.sleep(0.7); print(json.dumps({"progress": "thinking", "seq": message["seq"]}), flush=True)
      """,
      start: """
        for step in range(5):
            time.sleep(0.7); print(json.dumps({"progress": "loading\\u001b weights", "done": step + 1, "of": 5}), flush=True)
        """)
    try space.write(
      "postil.toml", "[plugins.loading.limits]\nstartSeconds = 1.5\narticleSeconds = 1.5\n")
    try space.write("a.txt", "Ana left.\n")
    let outcome = try space.run(["annotate", space.path("a.txt"), "--only", "loading"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("loading: loading‹ESC› weights, "), "\(outcome.errors)")
    // Not for ever.
    try space.plugin(
      "endless", "pass",
      start: "while True: time.sleep(0.05); print('{\"progress\":\"still\"}', flush=True)")
    try space.write("postil.toml", "[plugins.endless.limits]\nstartSeconds = 1\n")
    let endless = try stream("endless", input: Self.records(0..<1))
    #expect(
      endless.status == 69 && endless.errors.contains("10.0 s (10 times limits.startSeconds)"),
      "\(endless.errors)")
  }

  @Test func anErrorThatMayPassIsAskedAgain() throws {
    let tries = space.path("tries")
    try space.plugin(
      "busy",
      """
      print("x", file=open('\(tries)', 'a'))
              answer.update({"retryable": True, "after": 0.05})
              if len(open('\(tries)').readlines()) < 3 or "never" in text: raise Away('too many requests')
      """)
    let outcome = try stream("busy", ["--jobs", "1"], input: Self.records(0..<1))
    #expect(outcome.output.contains("\"annotations\":[{"), "\(outcome.output)")
    #expect(try space.text("tries").split(separator: "\n").count == 3)
    let never = try stream("busy", input: "{\"id\":1,\"text\":\"never\"}\n")
    #expect(
      never.output.contains(
        #""error":{"code":"plugin_error","message":"the plugin 'busy' failed: too many requests","retryable":true}"#
      ), "\(never.output)")
    #expect(try space.text("tries").split(separator: "\n").count == 7)
  }

  @Test func whatWasUsedIsSummed() throws {
    try space.plugin("paid", "answer['usage'] = {'tokens': 100, 'usd': 0.25}")
    let outcome = try stream("paid", ["--log", "json"], input: Self.records(0..<4))
    #expect(
      outcome.errors.contains(#""usage":{"tokens":400,"usd":1}"#)
        && outcome.errors.contains(#""plugins":{"paid":{"ms":"#), "\(outcome.errors)")
    for name in ["a", "b"] { try space.write("\(name).txt", "Ana left.\n") }
    let batch = try space.run(["annotate", "--only", "paid"])
    #expect(batch.output.contains("; paid used 200 tokens, 0.5 usd"), "\(batch.output)")
  }

  @Test func memoryIsWhatIsResident() throws {
    try space.plugin(
      "large", "hog = bytearray(400_000_000) if 'hog' in text else None; time.sleep(0.6)",
      start: "import mmap; reserved = mmap.mmap(-1, 8 << 30)")
    try space.write("postil.toml", "[plugins.large.limits]\nmemoryMegabytes = 200\n")
    let outcome = try stream(
      "large", ["--jobs", "1"], input: Self.records(0..<2) + "{\"id\":2,\"text\":\"hog\"}\n")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[1].contains("\"annotations\":[{"), "\(outcome.output)")
    #expect(lines[2].contains("of memory, more than 200 (limits.memoryMegabytes)"), "\(lines[2])")
  }

  @Test func standardErrorIsShownIfAskedFor() throws {
    try space.plugin("chatty", "print('sees \\x1b ' + text[:6], file=sys.stderr, flush=True)")
    try space.write("a.txt", "Ana left.\n")
    for words in [["annotate", "-v"], ["run", "a", "chatty", "-v"]] {
      let outcome = try space.run(words)
      #expect(outcome.errors.contains("chatty: sees ‹ESC› Ana le\n"), "\(words) \(outcome.errors)")
    }
    try space.write("b.txt", "Ana left.\n")
    #expect(try !space.run(["annotate", "--only", "chatty"]).errors.contains("sees"))
  }

  @Test func runWorksOnSeveralArticlesAtOnce() throws {
    try space.plugin("slow", "time.sleep(0.4)", runs: #"{"processes":1,"inFlight":1}"#)
    try space.plugin("wide", "time.sleep(0.01)", runs: #"{"processes":1,"inFlight":8}"#)
    for number in 0..<12 { try space.write("a\(number).txt", "Ana left \(number).\n") }
    let outcome = try space.run(["run", "wide", "slow", "--all", "--jobs", "3"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = outcome.output.split(separator: "\n").filter { $0.hasPrefix("a") }
    #expect(names.count == 12 && names == names.sorted())
    #expect(outcome.output.components(separatedBy: "wide@0.1.0").count == 13)
    let wrong = try space.run(["run", "a0", "--jobs", "none"])
    #expect(wrong.status == 64, "\(wrong.errors)")
  }

  @Test func aPluginIsChecked() throws {
    let good = Postil.root.appending(path: "Plugins/Examples/keyword-python").path
    let outcome = try space.run(["plugins", "check", good])
    #expect(
      outcome.status == 0 && outcome.output.hasSuffix("keyword-python@0.1.0 keeps all rules\n"),
      "\(outcome.output)\(outcome.errors)")
    let broken = try space.plugin(
      "broken",
      "answer['annotations'] = [{'layer': 'entity', 'label': 'A', 'spans': [[0, 9999999]]}]")
    let bad = try space.run(["plugins", "check", space.path(broken)])
    #expect(bad.status == 1, "\(bad.errors)")
    #expect(
      bad.output.contains("no  the text 'emoji': a span is outside the text"), "\(bad.output)")
    let dead = try space.plugin("dead", "pass", start: "sys.exit('no model')")
    let none = try space.run(["plugins", "check", space.path(dead)])
    #expect(none.status == 1 && none.output.contains("no  it starts: "), "\(none.output)")
    #expect(none.output.contains("no model"))
    #expect(try space.run(["plugins", "check", space.path("nowhere")]).status == 66)
  }
}
