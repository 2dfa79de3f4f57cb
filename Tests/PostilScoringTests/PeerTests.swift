import Foundation
import PostilKit
import Testing

@testable import PostilScoring

/// Our figures are the reference scorers' figures, to the last digit, on gold that was spoilt.
@Suite(.enabled(if: !Peers.missing, "python3 and the shared data are needed"))
struct PeerTests {
  @Test(
    arguments: [
      (
        ["--map", "person=PER,location=LOC", "--drop", "product"],
        ["person": "PER", "location": "LOC"], ["product"], []
      ),
      ([], [:], [], []),
      (["--only", "person,group"], [:], [], ["person", "group"]),
    ] as [([String], [String: String], [String], [String])])
  func entities(
    _ arguments: [String], _ names: [String: String], _ dropped: [String], _ only: [String]
  ) throws {
    let gold = Peers.data("ner/wnut17/dev.gold.jsonl")
    try compare(gold, "score_ner.py", gold, arguments) {
      $0.labels = LabelMap(names: names, dropped: Set(dropped), only: Set(only))
    }
  }

  @Test(arguments: ["timebank", "aquaint"])
  func timexes(_ corpus: String) throws {
    try compare(
      Peers.data("temporal/\(corpus)/gold.jsonl"), "score_timex.py",
      Peers.data("temporal/\(corpus)/tml"), []
    ) { $0.articles = Peers.data("temporal/\(corpus)/docs.jsonl") }
  }

  @Test(arguments: ["quotes/cases/", "quotes/litbank/tune.", "quotes/polnear/dev."])
  func quotes(_ corpus: String) throws {
    let gold = Peers.data(
      corpus == "quotes/cases/" ? corpus + "gold.jsonl" : corpus.dropLast() + ".jsonl")
    // Some articles will do, and a debug build is slow.
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).docs.jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try String(contentsOfFile: Peers.data(corpus + "docs.jsonl"), encoding: .utf8)
      .split(separator: "\n").prefix(corpus == "quotes/cases/" ? 100 : 15).joined(separator: "\n")
      .write(to: file, atomically: true, encoding: .utf8)
    let docs = file.path
    try compare(gold, "score_quotes.py", gold, ["--docs", docs]) { $0.articles = docs }
    try compare(
      gold, "score_quotes.py", gold, ["--docs", docs, "--unit", "span", "--kinds", "direct,mixed"]
    ) {
      $0.articles = docs
      $0.unit = .span
      $0.kinds = ["direct", "mixed"]
    }
  }

  @Test func summaries() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "postil-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let answers = folder.appending(path: "answers")
    try Mistakes.stream(ofGoldIn: Peers.data("seeds")).write(
      to: answers, atomically: true, encoding: .utf8)
    // The reference asks a program for its answers: this one has them ready.
    let program = folder.appending(path: "program")
    try "#!/bin/sh\ncat >/dev/null\ncat '\(answers.path)'\n".write(
      to: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path)
    let theirs = try Peers.run("stream.py", ["seeds", Peers.data("seeds"), program.path, "--json"])
    let labels = LabelMap(
      names: try LabelMap.names("PERSON=PER,ORG=ORG,GPE=LOC,FAC=LOC,*=MISC"), dropped: [],
      only: ["PER", "ORG", "LOC"])
    let scores = try Scoring.score(
      gold: Peers.data("seeds"), predicted: answers.path,
      options: ScoreOptions(labels: labels, summary: true))
    let ours = numbers(scores[0].json)
    let reference = numbers(try JSONParser.parse(theirs))
    #expect(ours.filter { reference[$0.key] != nil } == reference)
    // The reference has no figures for these.
    #expect(
      Set(ours.keys).subtracting(reference.keys) == [
        "/cluster_b3_f1", "/quote_speaker_accuracy", "/quote_speaker_precision",
      ])
    #expect(ours.values.filter { $0 > 0.5 && $0 < 1 }.count >= 4)
  }

  /// Scores spoilt gold with both and compares every number.
  private func compare(
    _ gold: String, _ script: String, _ peerGold: String, _ arguments: [String],
    _ prepare: (inout ScoreOptions) -> Void
  ) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    try Mistakes.make(of: gold, seed: 7).write(to: file, atomically: true, encoding: .utf8)
    var options = ScoreOptions()
    prepare(&options)
    let ours = try Scoring.score(gold: gold, predicted: file.path, options: options)
    let theirs = try Peers.run(script, [peerGold, file.path, "--json"] + arguments)
    #expect(ours.count == 1)
    // The peer has no names of speakers.
    let left = numbers(ours[0].json).filter { !$0.key.contains("/named/") }
    let right = numbers(try JSONParser.parse(theirs))
    #expect(Set(left.keys) == Set(right.keys))
    for (name, value) in right { #expect(left[name] == value, "\(name)") }
    #expect(right.values.contains { $0 > 0.3 && $0 < 0.99 || $0 > 30 && $0 < 99 })
  }

  /// The numbers of a JSON value by their paths.
  private func numbers(_ value: JSONValue, _ path: String = "") -> [String: Double] {
    switch value {
    case .number: [path: value.double ?? .nan]
    case .object(let object):
      object.members.reduce(into: [:]) { all, member in
        all.merge(numbers(member.value, "\(path)/\(member.name)")) { $1 }
      }
    case .array(let elements): ["\(path)#": Double(elements.count)]
    default: [:]
    }
  }
}
