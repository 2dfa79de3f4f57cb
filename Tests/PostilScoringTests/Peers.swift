import Foundation
import PostilKit

@testable import PostilScoring

/// The reference scorers (Python) and the data they were made for, where a checkout has them beside it.
enum Peers {
  static let shared = URL(
    filePath: ProcessInfo.processInfo.environment["POSTIL_SHARED"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared")
      .path)

  static let missing: Bool = {
    let files = FileManager.default
    return !files.fileExists(atPath: shared.appending(path: "score/score_ner.py").path)
      || (try? run("--version", [])) == nil
  }()

  static func data(_ name: String) -> String { shared.appending(path: "data/\(name)").path }

  /// What a scorer prints.
  static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = script.hasSuffix(".py") ? shared.appending(path: "score/\(script)").path : script
    process.arguments = ["python3", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
    return String(decoding: output, as: UTF8.self)
  }
}

/// A generator of numbers that are the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number in `0 ..< sides`.
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }
}

/// Predictions made of gold by mistakes of every sort.
enum Mistakes {
  static func make(of gold: String, seed: UInt64) throws -> String {
    var dice = Dice(seed: seed)
    var lines: [String] = []
    let all = try String(contentsOfFile: gold, encoding: .utf8).split(separator: "\n")
    for line in all {
      guard var object = try JSONParser.parse(String(line)).object else { continue }
      if dice.roll(10) == 0 { continue }
      object["opt"] = nil
      if dice.roll(4) == 0 { spoil(&object, &dice) }
      lines.append(JSONWriter.string(.object(object)))
      if dice.roll(20) == 0 { lines.append(JSONWriter.string(.object(object))) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A stream's answers, made of gold in flat records by mistakes.
  static func stream(ofGoldIn folder: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { $0.hasSuffix(".gold.jsonl") }.map { name in
      let lines = try make(of: "\(folder)/\(name)", seed: 5).split(separator: "\n")
      let annotations = try lines.compactMap { try annotation(JSONParser.parse(String($0))) }
      let row: JSONValue = [
        "id": .string(String(name.dropLast(".gold.jsonl".count))),
        "annotations": .array(annotations.map(\.json)),
      ]
      return JSONWriter.string(row) + "\n"
    }.joined()
  }

  private static func annotation(_ flat: JSONValue) -> Annotation? {
    guard let layer = flat["layer"]?.string else { return nil }
    let ends = flat["start"].flatMap { start in flat["end"].map { JSONValue.array([start, $0]) } }
    guard let spans = [Span](json: flat["content"] ?? ends.map { .array([$0]) }) else { return nil }
    var annotation = Annotation(
      layer: Layer(rawValue: layer),
      label: (flat["label"] ?? flat["type"] ?? flat["kind"])?.string ?? "",
      spans: spans)
    annotation.id = "\(spans)"
    if let source = flat["source"].flatMap({ Span(json: $0) }) {
      annotation.roles["source"] = [RoleLink(spans: [source])]
    }
    for name in ["value", "entity"] { annotation.attributes[name] = flat[name] }
    return annotation
  }

  private static func spoil(_ object: inout JSONObject, _ dice: inout Dice) {
    switch dice.roll(6) {
    case 0:
      for name in ["start", "quote", "source"] {
        object[name] = moved(object[name], by: -dice.roll(9))
      }
    case 1:
      for name in ["end", "quote", "cue"] { object[name] = moved(object[name], by: dice.roll(12)) }
    case 2:
      for name in ["label", "type", "kind"] where object[name] != nil { object[name] = "OTHER" }
      object["source"] = object["source"].map { _ in object["cue"] ?? .null }
    case 3:
      if object["value"] != nil { object["value"] = "P1D" }
      if object["speaker"] != nil { object["speaker"] = "the Somebody" }
      object["cue"] = object["cue"].map { _ in .null }
    case 4:
      object["quote"] = widened(object["quote"], by: dice.roll(150))
      object["end"] = moved(object["end"], by: dice.roll(60))
    default:
      object["source"] = widened(object["source"], by: dice.roll(30))
    }
  }

  private static func moved(_ value: JSONValue?, by distance: Int) -> JSONValue? {
    switch value {
    case .number: .int(max(0, (value?.int ?? 0) + distance))
    case .array(let parts): .array(parts.compactMap { moved($0, by: distance) })
    default: value
    }
  }

  /// The last end of spans moved on.
  private static func widened(_ value: JSONValue?, by distance: Int) -> JSONValue? {
    guard var parts = value?.array, let last = parts.popLast() else { return value }
    return .array(
      parts + [
        last.array == nil ? .int((last.int ?? 0) + distance) : widened(last, by: distance) ?? last
      ])
  }
}
