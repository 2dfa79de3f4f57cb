import Foundation
import TestSupport
import Testing

/// Passages in the styles of newsrooms, and by kind of difficulty: who is quoted with which words, and who is not.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct SpeakerPassagesTests {
  struct Passage: Decodable {
    struct Quote: Decodable {
      let text: String
      /// The names that are right; `-` for none.
      let speakers: [String]
    }
    struct Entity: Decodable {
      let text: String
      let label: String
    }

    let kind: String
    let text: String
    let quotes: [Quote]
    let entities: [Entity]?
  }

  static let judged = Result { try answers() }

  private static func read() throws -> [Passage] {
    let file = Postil.root.appending(path: "Tests/Cases/speakers.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Passage.self, from: Data($0.utf8))
    }
  }

  private static func answers() throws -> [(passage: Passage, answer: NamesAnswer)] {
    let passages = try read()
    let feed = try passages.enumerated().map { number, one in
      String(
        decoding: try JSONSerialization.data(withJSONObject: ["id": number, "text": one.text]),
        as: UTF8.self)
    }
    let outcome = try Postil.run(
      Postil.executable, ["annotate", "--stream"], input: feed.joined(separator: "\n") + "\n")
    let answers = try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(NamesAnswer.self, from: Data($0.utf8))
    }
    try #require(answers.count == passages.count, "\(outcome.errors)")
    return Array(zip(passages, answers))
  }

  private static let kinds = (try? Set(read().map(\.kind)).sorted()) ?? []

  @Test(arguments: kinds) func whoIsQuotedIsRight(_ kind: String) throws {
    for (one, answer) in try Self.judged.get() where one.kind == kind {
      let wrong = Self.wrong(one, answer)
      #expect(wrong.isEmpty, "\(one.text): \(wrong)")
    }
  }

  @Test func allPassagesAreCounted() throws {
    #expect(try Self.judged.get().count == 405)
  }

  /// What an answer has wrong: each quote must be there with a right speaker, and no other.
  private static func wrong(_ passage: Passage, _ answer: NamesAnswer) -> [String] {
    let names = Set(
      answer.annotations.filter { $0.layer == "entity" }.compactMap { $0.string("entity") })
    var rest = answer.annotations.filter { $0.layer == "quote" }
    var wrong: [String] = []
    for quote in passage.quotes {
      guard let place = rest.firstIndex(where: { $0.text == quote.text }) else {
        wrong.append("missed \(quote.text)")
        continue
      }
      let speaker = rest.remove(at: place).string("speaker") ?? "-"
      let isNobody = quote.speakers.contains("-") && !names.contains(speaker)
      if !isNobody, !quote.speakers.contains(speaker) {
        wrong.append("\(speaker), not \(quote.speakers)")
      }
    }
    wrong += rest.map { "not said: \($0.text)" }
    for entity in passage.entities ?? []
    where !answer.annotations.contains(where: {
      $0.layer == "entity" && $0.text == entity.text && $0.label == entity.label
    }) {
      wrong.append("no \(entity.label) \(entity.text)")
    }
    return wrong
  }
}
