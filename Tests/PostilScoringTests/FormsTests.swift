import Foundation
import PostilKit
import PostilSystem
import Testing

@testable import PostilScoring

/// The forms in which gold and predictions may come, and figures that can be counted by hand.
@Suite struct FormsTests {
  static let text = "“Rain fell,” said Ada Lund of Oslo on Monday."
  static let stream = """
    {"id":"wire","annotations":[\
    {"id":"a","layer":"entity","label":"PER","spans":[[18,26]],"state":"suggested"},\
    {"id":"b","layer":"entity","label":"GPE","spans":[[30,34]],"state":"suggested"},\
    {"id":"c","layer":"timex","label":"DATE","spans":[[38,44]],"attributes":{"value":"2024-01-01"}},\
    {"id":"d","layer":"quote","label":"direct","spans":[[0,12]],"roles":{"source":{"id":"a"}}},\
    {"id":"e","layer":"entity","label":"PER","spans":[[1,5]],"state":"rejected"}]}
    """
  static let sidecar = """
    {"postil":1,"sha256":"0","length":45}
    {"id":"a","layer":"entity","label":"ORG","spans":[[18,26]],"state":"suggested"}
    {"id":"b","layer":"entity","label":"LOC","spans":[[30,34]],"state":"accepted"}
    {"id":"a","layer":"entity","label":"PER","spans":[[18,26]],"state":"accepted"}
    {"id":"x","layer":"entity","label":"PER","spans":[[1,5]],"state":"accepted"}
    {"id":"x","removed":true}
    {"id":"y","layer":"entity","label":"PER","spans":[[1,2]],"state":"suggested"}
    {"id":"c","layer":"timex","label":"DATE","spans":[[38,44]],"attributes":{"value":"2024-01-08"},"state":"accepted"}
    {"status":"done"}
    {"id":"d","layer":"quote","label":"direct","spans":[[0,11]],"roles":{"source":{"spans":[[18,34]]}},"state":"accepted"}
    """

  @Test func aFolderOfSidecarsAgainstAStream() throws {
    try score(
      ["gold/wire.jsonl": Self.sidecar, "gold/wire.txt": Self.text, "stream.jsonl": Self.stream],
      "gold", "stream.jsonl"
    ) { scores in
      guard case .entity(let entities) = scores[0], case .timex(let timexes) = scores[1],
        case .quote(let quotes) = scores[2]
      else {
        Issue.record("three layers, three scores")
        return
      }
      #expect(entities.overall == MatchCounts(right: 1, spurious: 1, missing: 1))
      #expect(entities.unlabeled == MatchCounts(right: 2))
      #expect(entities.confusion.map(\.pair) == ["LOC>GPE"])
      #expect(timexes.strict == 1 && timexes.value == 0)
      #expect(quotes.overall.strict == MatchCounts(right: 1))
      #expect(quotes.overall.source.percent == 100)
    }
  }

  @Test func labelsAreRenamedOnBothSides() throws {
    let labels = LabelMap(names: ["GPE": "LOC", "*": "MISC"], only: ["LOC"])
    try score(
      ["g.jsonl": Self.sidecar, "p.jsonl": Self.stream.replacing("wire", with: "g")], "g.jsonl",
      "p.jsonl", ScoreOptions(layer: .entity, labels: labels)
    ) {
      #expect($0[0].table.contains("overall    100.00 100.00 100.00        1        0        0"))
    }
  }

  /// A speaker is right if it is the name that the predictions give to the entity that gold means: one of two
  /// is, the other is the name of a place.
  @Test func aSummaryWithSpeakers() throws {
    let gold = """
      {"doc":"0","dct":"2024-01-09"}
      {"layer":"entity","start":18,"end":26,"label":"PER","entity":"ada"}
      {"layer":"entity","start":30,"end":34,"label":"GPE","entity":"oslo"}
      {"layer":"quote","kind":"direct","content":[[0,12]],"source":[18,34],"speaker":"ada"}
      {"layer":"quote","kind":"indirect","content":[[35,44]],"source":[18,34],"speaker":"ada"}
      """
    let stream = """
      {"id":"wire","annotations":[\
      {"id":"a","layer":"entity","label":"PER","spans":[[18,26]],"attributes":{"entity":"Ada Lund"}},\
      {"id":"b","layer":"entity","label":"GPE","spans":[[30,34]],"attributes":{"entity":"Oslo"}},\
      {"id":"d","layer":"quote","label":"direct","spans":[[0,12]],"attributes":{"speaker":"Ada Lund"}},\
      {"id":"e","layer":"quote","label":"indirect","spans":[[35,44]],"attributes":{"speaker":"Oslo"}}]}
      """
    try score(
      ["gold/wire.gold.jsonl": gold, "s.jsonl": stream], "gold", "s.jsonl",
      ScoreOptions(labels: LabelMap(only: ["PER", "GPE"]), summary: true)
    ) {
      #expect($0[0].json["quote_speaker_accuracy"] == .double(0.5))
      #expect($0[0].json["quote_speaker_precision"] == .double(0.5))
      #expect($0[0].json["cluster_b3_f1"] == .double(1))
    }
  }

  @Test func aSummaryOverAllLayers() throws {
    let gold = """
      {"doc":"0","dct":"2024-01-09"}
      {"layer":"entity","start":18,"end":26,"label":"PER","entity":"ada"}
      {"layer":"timex","start":35,"end":44,"type":"DATE","value":"2024-01-01"}
      {"layer":"quote","kind":"direct","content":[[0,12]],"cue":[13,17],"source":[18,34]}
      """
    let labels = LabelMap(only: ["PER"])
    try score(
      ["gold/wire.gold.jsonl": gold, "s.jsonl": Self.stream], "gold", "s.jsonl",
      ScoreOptions(labels: labels, summary: true)
    ) {
      #expect(
        JSONWriter.string($0[0].json) == """
          {"articles":1,"entity_strict_f1":1,"cluster_pairwise_f1":0,"cluster_b3_f1":1,"timex_relaxed_f1":1,\
          "timex_value_f1":1,"quote_relaxed_f1":1,"quote_source_accuracy":1}
          """)
    }
  }

  @Test(arguments: [
    (
      "{\"doc\":\"a\",\"start\":3,\"end\":3,\"label\":\"X\"}",
      "an entity needs 'start' < 'end' and 'label'"
    ),
    ("{\"start\":3}", "it has no 'doc'"), ("[]", "it is not a JSON object"),
    ("nonsense", "it is not valid JSON: a value is expected at byte 0"),
  ])
  func aBadLineIsNamed(_ line: String, _ reason: String) throws {
    try withFiles(["g.jsonl": "\n" + line]) { folder in
      #expect(
        throws: PostilError.file(.badRecord(path: folder + "/g.jsonl", line: 2, reason: reason))
      ) {
        try Scoring.score(gold: folder + "/g.jsonl", predicted: folder + "/g.jsonl")
      }
    }
  }

  @Test func quotesNeedTheirTexts() throws {
    try withFiles(["g.jsonl": "{\"doc\":\"a\",\"quote\":[0,3],\"kind\":\"direct\"}"]) { folder in
      #expect(throws: PostilError.self) {
        try Scoring.score(gold: folder + "/g.jsonl", predicted: folder + "/g.jsonl")
      }
    }
  }

  private func score(
    _ files: [String: String], _ gold: String, _ predicted: String,
    _ options: ScoreOptions = ScoreOptions(), _ check: ([Score]) throws -> Void
  ) throws {
    try withFiles(files) { folder in
      try check(
        Scoring.score(
          gold: "\(folder)/\(gold)", predicted: "\(folder)/\(predicted)", options: options))
    }
  }

  private func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "postil-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: file, atomically: true, encoding: .utf8)
    }
    try body(folder.path)
  }
}
