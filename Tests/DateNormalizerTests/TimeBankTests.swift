import Foundation
import PostilKit
import Testing

@testable import DateNormalizer

/// Scores against the gold of corpora outside the repository; skipped where they are absent. `POSTIL_TIMEX_CORPUS=FOLDER POSTIL_TIMEX_DUMP=FILE` writes what is predicted for a corpus,
/// one timex a line, for a scorer that lists the errors.
@Suite struct TimeBankTests {
  /// `shared/data/temporal` beside the checkout or above it.
  static let corpora: String? = {
    var parts = pluginFolder.split(separator: "/").dropLast(2)
    while !parts.isEmpty {
      parts.removeLast()
      let folder = "/" + parts.joined(separator: "/") + "/shared/data/temporal"
      if FileManager.default.fileExists(atPath: folder) { return folder }
    }
    return nil
  }()

  @Test(.enabled(if: corpora != nil, "the corpora are absent"))
  func timebank() throws {
    let folder = try #require(Self.corpora) + "/timebank"
    let predicted = try Self.predicted(folder)
    let gold = try Self.lines(folder + "/gold.jsonl").map(Timex.init)
    let hits = Timex.aligned(predicted, gold)
    let score = { (hits: Int) in 200 * Double(hits) / Double(predicted.count + gold.count) }
    let relaxed = score(hits.count)
    let value = score(hits.count { $0.value == $1.value })
    print("timebank: relaxed \(relaxed), value \(value)")
    #expect(relaxed > 93 && value > 82)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["POSTIL_TIMEX_DUMP"] != nil))
  func dump() throws {
    let environment = ProcessInfo.processInfo.environment
    let corpus = try #require(environment["POSTIL_TIMEX_CORPUS"], "name a folder with docs.jsonl")
    let lines = try Self.predicted(corpus).map {
      """
      {"doc":\(JSONWriter.string(.string($0.doc))),"start":\($0.start),"end":\($0.end),\
      "type":"\($0.label)","value":"\($0.value)"}
      """
    }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: try #require(environment["POSTIL_TIMEX_DUMP"]), atomically: true, encoding: .utf8)
  }

  private static func predicted(_ folder: String) throws -> [Timex] {
    try lines(folder + "/docs.jsonl").flatMap { line in
      let day = line["dct"]?.string?.prefix(10).description
      return try timexes(line["text"]?.string ?? "", published: day.flatMap { CalendarDate($0) })
        .map {
          Timex(
            doc: line["doc"]?.string ?? "", start: $0.extent.start, end: $0.extent.end,
            label: $0.label, value: $0.value)
        }
    }
  }

  private static func lines(_ path: String) throws -> [JSONValue] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try Array($0.utf8).withUnsafeBufferPointer { try JSONParser.parse($0) }
    }
  }
}

/// A timex of gold or prediction.
struct Timex {
  var doc: String
  var start: Int
  var end: Int
  var label: String
  var value: String

  init(doc: String, start: Int, end: Int, label: String, value: String) {
    (self.doc, self.start, self.end) = (doc, start, end)
    (self.label, self.value) = (label, value)
  }

  init(_ json: JSONValue) {
    self.init(
      doc: json["doc"]?.string ?? "", start: json["start"]?.int ?? 0, end: json["end"]?.int ?? 0,
      label: json["type"]?.string ?? "", value: json["value"]?.string ?? "")
  }

  /// One-to-one pairs that overlap, the largest overlap first.
  static func aligned(_ predicted: [Timex], _ gold: [Timex]) -> [(Timex, Timex)] {
    let golds = Dictionary(grouping: gold, by: \.doc)
    return Dictionary(grouping: predicted, by: \.doc).flatMap { doc, predicted in
      var left = golds[doc] ?? []
      return predicted.compactMap { timex -> (Timex, Timex)? in
        let best = left.indices.max { left[$0].overlap(timex) < left[$1].overlap(timex) }
        guard let best, left[best].overlap(timex) > 0 else { return nil }
        return (timex, left.remove(at: best))
      }
    }
  }

  private func overlap(_ other: Timex) -> Int { min(end, other.end) - max(start, other.start) }
}
