import Foundation
import PostilKit
import Testing

/// The forms of a stream's answers, and parts of a stream.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct StreamFormTests {
  private let space: ProcessPlugins

  init() throws { space = try ProcessPlugins() }

  private static let input = """
    {"id":"a","text":"Ana Duarte told Rui Costa in Lisbon on Monday: \\"We will not pay.\\"","published":"2023-03-13"}
    {"id":"b","text":"bad"}
    nonsense
    {"id":7,"text":"They might have said in Oslo that nothing happened, according to Ann Lee."}

    """

  private func stream(_ more: [String], input: String = input) throws -> Postil.Outcome {
    try space.run(["annotate", "--stream"] + more, input: input)
  }

  /// Why a value does not fit a schema made of `type`, `properties`, `required`, `items`, `$ref` and
  /// `additionalProperties`.
  private static func objections(
    _ value: JSONValue, _ schema: JSONValue, _ root: JSONValue, _ path: String = "$"
  ) -> [String] {
    if let name = schema["$ref"]?.string?.split(separator: "/").last,
      let one = root["$defs"]?[String(name)]
    {
      return objections(value, one, root, path)
    }
    let kinds =
      switch value {
      case .null: ["null"]
      case .bool: ["boolean"]
      case .number: value.int == nil ? ["number"] : ["integer", "number"]
      case .string: ["string"]
      case .array: ["array"]
      case .object: ["object"]
      }
    let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? ""]
    guard types.contains(where: kinds.contains) else { return ["\(path) is \(kinds[0])"] }
    var found: [String] = []
    if let object = value.object {
      let needed = schema["required"]?.array?.compactMap(\.string) ?? []
      found += needed.filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
      for member in object.members {
        if let one = schema["properties"]?[member.name] {
          found += objections(member.value, one, root, "\(path).\(member.name)")
        } else if schema["additionalProperties"] == false {
          found.append("\(path).\(member.name) is unknown")
        }
      }
    }
    if let items = schema["items"] {
      for element in value.array ?? [] { found += objections(element, items, root, "\(path)[]") }
    }
    return found
  }

  @Test func typedAnswersFitTheSchema() throws {
    try space.plugin("moody", "if 'bad' in text: raise Away('not today')")
    let file = Postil.root.appending(path: "Documentation/stream.schema.json")
    let schema = try JSONParser.parse(String(contentsOf: file, encoding: .utf8))
    let plain = try stream([]).output.split(separator: "\n")
    for more in [[], ["--only", "moody"]] {
      let outcome = try stream(["--typed"] + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == plain.count)
      for line in lines {
        let value = try JSONParser.parse(String(line))
        #expect(Self.objections(value, schema, schema) == [], "\(line)")
      }
    }
    let typed = try stream(["--typed"]).output
    for part in [
      #""roles":[{"role":"cue","spans":[["#, #"{"role":"source","spans":[["#,
      #""attributes":[{"name":""#,
      #""annotations":null,"failed":[],"skipped":[],"error":{"code":"bad_json""#,
      #""id":null"#, #""score":"#, #""failed":[{"plugin":"moody""#,
    ] { #expect(typed.contains(part), "\(part)") }
  }

  @Test func partsByIdAreTheWhole() throws {
    try space.plugin("plain", "pass")
    let input =
      (0..<60).map { "{\"id\":\"r\($0)\",\"text\":\"Record \($0).\"}\n" }.joined() + "nonsense\n"
    let words = ["--only", "plain"]
    let whole = try stream(words, input: input).output.split(separator: "\n")
    var parts: [Substring] = []
    for part in 1...3 {
      let outcome = try stream(
        words + ["--shard", "\(part)/3", "--out", space.path("part\(part)")], input: input)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = try space.text("part\(part)").split(separator: "\n")
      #expect((10...30).contains(lines.count))
      #expect(try space.text("part\(part).done").contains("\"lines\":\(lines.count)"))
      parts += lines
    }
    #expect(parts.count == 61 && Set(parts) == Set(whole))
    // The answers are numbered as the lines of the input, and a part can be gone on with.
    let again = try stream(
      words + ["--shard", "1/3", "--out", space.path("part1"), "--resume"], input: input)
    #expect(again.status == 0 && again.errors.contains("answered already"), "\(again.errors)")
    let other = try stream(
      words + ["--shard", "2/3", "--out", space.path("part1"), "--resume"], input: input)
    #expect(other.status == 64 && other.errors.contains("differs in --shard"), "\(other.errors)")
    #expect(try stream(words + ["--shard", "4/3"], input: input).status == 64)
  }

  @Test func theLastEventTellsWhatEachPluginDid() throws {
    try space.plugin(
      "moody", "time.sleep(0.02)\n        if 'bad' in text: raise Away('not today')")
    let outcome = try stream(["--only", "moody", "--log", "json"])
    let last = try #require(outcome.errors.split(separator: "\n").last { $0.hasPrefix("{") })
    let event = try JSONParser.parse(String(last))
    let moody = event["plugins"]?["moody"]
    #expect(event["event"] == "done" && event["in"] == 4)
    #expect(moody?["annotations"] == 2 && moody?["errors"] == 1)
    #expect((moody?["ms"]?.int ?? 0) >= 60 && (moody?["p99ms"]?.double ?? 0) >= 20)
  }
}
