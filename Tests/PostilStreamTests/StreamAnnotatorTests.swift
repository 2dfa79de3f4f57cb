import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem
import TestSupport
import Testing

@testable import PostilStream

@Suite(.enabled(if: hasPython, "python3 is missing")) struct StreamAnnotatorTests {
  private let marks = """
    if "crash" in text: os._exit(1)
    if "slow" in text: time.sleep(0.1)
    return [{"layer":"entity","label":"PER","spans":[[0,1]]}] if text else []
    """

  private func stream(
    _ input: String, _ options: StreamOptions = StreamOptions(),
    _ prepare: (TemporaryFolder) throws -> Void = { _ in }, only: [String]? = nil
  ) throws -> (lines: [JSONValue], output: String, summary: StreamSummary) {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin("names", marks)
    try prepare(folder)
    let from = open(try folder.write("in", input), O_RDONLY)
    let to = open("\(folder.path)/out", O_WRONLY | O_CREAT, 0o600)
    defer {
      close(from)
      close(to)
    }
    let catalog = PluginCatalog(folders: [.init(folder.path)])
    let running = try Pipeline(catalog: catalog, only: only).start()
    let summary = try StreamAnnotator(running, options: options).run(input: from, output: to)
    running.stop()
    let output = String(decoding: try Files.read("\(folder.path)/out"), as: UTF8.self)
    let lines = try output.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    return (lines, output, summary)
  }

  @Test func aLineForALine() throws {
    let (_, output, summary) = try stream(
      """
      {"id":"a","text":"Zoë","published":"2013-02-12"}
      {"id":7,"text":""}

      """)
    let id = AnnotationID.derived(
      layer: .entity, label: "PER", spans: [Span(0, 1)], annotator: "names", ordinal: 0)
    #expect(
      output == """
        {"id":"a","seq":0,"sha256":"\(SHA256.hex("Zoë".utf8))","published":"2013-02-12",\
        "annotations":[{"id":"\(id)","layer":"entity","label":"PER","spans":[[0,1]],"text":"Z",\
        "state":"suggested","annotator":"names@0.1.0"}]}
        {"id":7,"seq":1,"sha256":"\(SHA256.hex([]))","annotations":[]}

        """)
    #expect(summary.read == 2 && summary.answered == 2 && summary.annotations == 1)
    #expect(summary.status == .success)
  }

  @Test func everyBadLineHasItsAnswer() throws {
    let bad = [
      "", " ", "{", "7", "[]", #"{"id":1}"#, #"{"id":2,"text":3}"#, #"{"id":[1],"text":"x"}"#,
      #"{"id":3,"text":"x","published":"Monday"}"#, #"{"id":4,"text":"crash"}"#,
      "{\"id\":5,\"text\":\"\(String(repeating: "x", count: 300))\"}", #"{"id":6,"text":"x"}"#,
    ]
    var options = StreamOptions()
    options.maximumRecordBytes = 200
    options.tolerance = .count(8)
    let (lines, _, summary) = try stream(bad.joined(separator: "\n"), options)
    #expect(lines.map { $0["seq"]?.int } == Array(0..<12))
    #expect(
      lines.map { $0["error"]?["code"]?.string } == [
        "bad_json", "bad_json", "bad_json", "bad_json", "bad_json", "bad_record", "bad_record",
        "bad_record", "bad_record", "plugin_crash", "too_large", nil,
      ])
    #expect(lines[9]["error"]?["retryable"] == true)
    #expect(lines[6]["id"] == 2 && lines[10]["id"] == .null)
    #expect(summary.status == .failure)
    #expect(summary.errors["bad_json"] == 5)
  }

  @Test func orderIsKept() throws {
    let input = (0..<60).map { #"{"id":\#($0),"text":"\#($0 % 7 == 0 ? "slow" : "fast")"}"# }
    var options = StreamOptions()
    options.workers = 4
    options.window = 8
    let (lines, output, _) = try stream(input.joined(separator: "\n"), options)
    #expect(lines.map { $0["id"]?.int } == Array(0..<60))
    #expect(try stream(input.joined(separator: "\n")).output == output)
    options.keepsOrder = false
    let unordered = try stream(input.joined(separator: "\n"), options).lines
    #expect(unordered.compactMap { $0["seq"]?.int }.sorted() == Array(0..<60))
  }

  @Test func strictStopsAtTheFirstError() throws {
    var options = StreamOptions()
    options.isStrict = true
    let (lines, _, summary) = try stream(
      #"{"id":1,"text":"x"}"# + "\n?\n" + #"{"id":3,"text":"x"}"#, options)
    #expect(lines.count == 2)
    #expect(summary.status == .badData)
  }

  @Test func fieldsAreNamedAndPassed() throws {
    var options = StreamOptions()
    options.textField = "body"
    options.idField = "url"
    options.passes = true
    let (lines, output, _) = try stream(
      "{\"url\":\"u\",\"body\":\"\u{2028}x\",\"lang\":\"e\u{202E}n\",\"seq\":9}", options)
    #expect(lines[0]["id"] == "u" && lines[0]["seq"] == 0 && lines[0]["lang"] == "e\u{202E}n")
    #expect(lines[0]["body"] == nil)
    #expect(!output.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{202E}" })
    #expect(output.contains(#"\u2028"#))
  }

  @Test func onlyTheWantedIsPrinted() throws {
    let (lines, _, _) = try stream(
      #"{"id":1,"text":"Zoë"}"#, StreamOptions(),
      { folder in
        _ = try folder.plugin(
          "links", start: #"{"command":["\#(python)","plugin.py"]}"#, requires: "entity",
          produces: "link")
        let links = try folder.pythonPlugin(
          "spare",
          #"return [{"layer":"link","label":"L","spans":[[0,3]],"roles":{"to":{"spans":[[0,1]],"id":given[0]["id"]}}}]"#,
          produces: "other")
        let source = String(decoding: try Files.read("\(links.folder)/plugin.py"), as: UTF8.self)
        try folder.write("links/plugin.py", source.replacing("\"spare\"", with: "\"links\""))
      }, only: ["links"])
    let annotations = lines[0]["annotations"]?.array ?? []
    #expect(annotations.map { $0["layer"] } == ["link"], "\(lines)")
    #expect(annotations.first?["roles"]?["to"] == ["spans": [[0, 1]]])
  }

  @Test func aPipeThatNobodyReadsIsNoError() throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin("names", marks)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let from = open(try folder.write("in", #"{"id":1,"text":"x"}"#), O_RDONLY)
    let running = try Pipeline(catalog: PluginCatalog(folders: [.init(folder.path)])).start()
    #expect(try StreamAnnotator(running).run(input: from, output: ends[1]).status == .brokenPipe)
    let full = open("/dev/full", O_WRONLY)
    if full >= 0 {
      #expect(throws: PostilError.file(.cannotWrite(path: "standard output", errno: ENOSPC))) {
        lseek(from, 0, SEEK_SET)
        return try StreamAnnotator(running).run(input: from, output: full)
      }
    }
    running.stop()
    for descriptor in [from, ends[1], full] { close(descriptor) }
  }

  /// One question at a time is answered at once, without waiting for more.
  @Test func aCallerThatWaitsIsAnswered() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin("names", marks)
    var (questions, answers): ([Int32], [Int32]) = ([0, 0], [0, 0])
    #expect(pipe(&questions) == 0 && pipe(&answers) == 0)
    let running = try Pipeline(catalog: PluginCatalog(folders: [.init(folder.path)])).start()
    let (input, output) = (questions[0], answers[1])
    let done = Task.detached { try StreamAnnotator(running).run(input: input, output: output) }
    for index in 0..<3 {
      try Files.write(Array("{\"id\":\(index),\"text\":\"x\"}\n".utf8), to: questions[1], path: "")
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(answers[0], &bytes, bytes.count)
      #expect(count > 0 && bytes[count - 1] == 0x0A)
    }
    close(questions[1])
    #expect(try await done.value.answered == 3)
    running.stop()
    for descriptor in [questions[0]] + answers { close(descriptor) }
  }
}
