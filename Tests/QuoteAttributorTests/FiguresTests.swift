import Foundation
import PostilKit
import QuoteAttributor
import Testing

/// Measures the attributor on news, if the data is beside the checkout.
@Suite struct FiguresTests {
  /// Minimum relaxed F1 over all attributions, in per cent.
  static let floor = 70.0

  private static let docs = Attributor.shared("data/quotes/polnear/dev.docs.jsonl")
  private static let gold = Attributor.shared("data/quotes/polnear/dev.jsonl")
  private static let scorer = Attributor.shared("score/score_quotes.py")

  @Test(
    .enabled(if: docs != nil && gold != nil && scorer != nil, "no collection beside the checkout"))
  func relaxedF1OnNews() throws {
    let docs = try #require(Self.docs)
    let predictions = FileManager.default.temporaryDirectory.appending(path: "q-\(UUID()).jsonl")
    defer { try? FileManager.default.removeItem(at: predictions) }
    let attributor = try Attributor.make()
    var lines = ""
    for line in try String(contentsOf: docs, encoding: .utf8).split(separator: "\n") {
      let json = try JSONParser.parse(String(line))
      let name = try #require(json["doc"])
      let text = Text(try #require(json["text"]?.string))
      for quote in try attributor.annotate(Article(text: text), given: []) {
        lines += prediction(quote, name) + "\n"
      }
    }
    try lines.write(to: predictions, atomically: true, encoding: .utf8)
    let figures = try score(predictions.path)
    let relaxed = try #require(figures["relaxed"]?["f1"]?.double)
    print("quotes, relaxed F1: \(relaxed)")
    #expect(relaxed >= Self.floor)
  }

  private func prediction(_ quote: Annotation, _ name: JSONValue) -> String {
    var object = JSONObject()
    object["doc"] = name
    object["quote"] = quote.spans.json
    for role in ["cue", "source"] {
      object[role] = quote.roles[role]?.first?.spans.first?.json ?? .null
    }
    object["kind"] = .string(quote.label)
    return JSONWriter.string(.object(object))
  }

  private func score(_ predictions: String) throws -> JSONValue {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", try #require(Self.scorer?.path), try #require(Self.gold?.path), predictions,
      "--docs", try #require(Self.docs?.path), "--json",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONParser.parse(Array(bytes))
  }
}
