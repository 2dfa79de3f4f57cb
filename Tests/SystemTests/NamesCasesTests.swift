import Foundation
import TestSupport
import Testing

/// The judged passages of names and speakers, by kind: which of them fail is known by name, so that none can
/// begin to fail unseen, and one that is mended is taken off the list.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct NamesCasesTests {
  /// The cases that are not wholly right, by kind.
  static let known: [String: Set<String>] = [
    // Near-misspellings are offered by `names alike`, and joined by a person only.
    "link-misspelling": ["k-typo-1"],
    "link-name-with-sheikh": ["k-sheikh-3"],
    "issue": [
      "i-corenlp1090", "i-spacy1023", "i-spacy4805", "i-corenlp516", "i-cogcomp77", "i-flair2193",
      "i-alias5",
    ],
    "passage": [
      "quote-pronouns", "links-family",
    ],
  ]

  static let judged = Result { try judge("names.jsonl") }
  static let own = Result { try judge("names-own.jsonl") }

  private static func file(_ name: String) -> URL {
    Postil.root.appending(path: "Tests/Cases/\(name)")
  }

  static func judge(_ file: String) throws -> [(case: NamesCase, judge: NamesJudge)] {
    let cases = try NamesCase.read(Self.file(file))
    let feed = try cases.enumerated().map { number, one in
      var record: [String: Any] = ["id": number, "text": one.text ?? ""]
      record["published"] = one.published
      return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
    }
    let outcome = try Postil.run(
      Postil.executable, ["annotate", "--stream"], input: feed.joined(separator: "\n") + "\n")
    let answers = try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(NamesAnswer.self, from: Data($0.utf8))
    }
    try #require(answers.count == cases.count, "\(outcome.errors)")
    return zip(cases, answers).map { ($0, NamesJudge($0, $1)) }
  }

  private static let kinds =
    (try? Set(NamesCase.read(file("names.jsonl")).map(\.group)).sorted()) ?? []

  @Test(arguments: kinds) func onlyTheKnownCasesFail(_ kind: String) throws {
    let cases = try Self.judged.get().filter { $0.case.group == kind }
    let failing = cases.filter { !$0.judge.wrong.isEmpty }
    let found = Set(failing.map(\.case.id))
    let expected = Self.known[kind] ?? []
    let fresh = failing.filter { !expected.contains($0.case.id) }
    #expect(fresh.isEmpty, "\(fresh.map { "\($0.case.id): \($0.judge.wrong)" })")
    #expect(expected.subtracting(found).isEmpty, "right now, take off the list")
  }

  @Test func allCasesAreCounted() throws {
    let judged = try Self.judged.get()
    #expect(judged.count == 181)
    #expect(Set(Self.known.keys).isSubset(of: Set(Self.kinds)))
  }

  /// Of the speakers given, and of those that gold names, 97 and 90 per cent are right.
  @Test func speakersAreRightOrMissing() throws {
    let judges = try Self.judged.get().map(\.judge)
    let given = judges.reduce(into: (0, 0)) { $0 = ($0.0 + $1.given.right, $0.1 + $1.given.all) }
    let named = judges.reduce(into: (0, 0)) { $0 = ($0.0 + $1.named.found, $0.1 + $1.named.all) }
    print("speakers: right \(given.0) of \(given.1) given, found \(named.0) of \(named.1) named")
    #expect(given.0 * 100 >= given.1 * 97 && named.0 * 100 >= named.1 * 90)
  }

  /// A sidecar has two speakers as a list, each of which is found and counted; a stream has one text.
  @Test func twoSpeakersAreAList() throws {
    let text = "Anna Lind and Rui Costa said they would meet again.\n"
    let postil = Postil(workspace: try Workspace(["a.txt": text]))
    _ = try postil("annotate", ".")
    let sidecar = try postil.workspace.lines(of: "a.jsonl").joined(separator: "\n")
    #expect(sidecar.contains(#""speaker":["Anna Lind","Rui Costa"]"#))
    #expect(try postil("--article", "a", "list", "speaker=Rui Costa").output.contains("they would"))
    let statistics = try postil("stats").output
    #expect(statistics.contains("1  Anna Lind") && statistics.contains("1  Rui Costa"))
    _ = try postil("names", "set", "\"Rui Costa\"", "entity=Rui Manuel Costa")
    _ = try postil("--article", "a", "set", "indirect", #"speaker=["Ann Lee","Bo Berg"]"#)
    let changed = try postil.workspace.lines(of: "a.jsonl").joined(separator: "\n")
    #expect(changed.contains(#"["Anna Lind","Rui Manuel Costa"]"#))
    #expect(changed.contains(#"["Ann Lee","Bo Berg"]"#))
    let record = #"{"id":1,"text":"\#(text.dropLast())"}"# + "\n"
    let stream = try Postil.run(Postil.executable, ["annotate", "--stream"], input: record)
    #expect(stream.output.contains(#""speaker":"Anna Lind and Rui Costa""#))
  }

  /// Passages of the same kinds in other words.
  @Test func ownPassagesAreRight() throws {
    for (one, judge) in try Self.own.get() {
      #expect(judge.wrong.isEmpty, "\(one.id) \(one.text ?? ""): \(judge.wrong)")
    }
  }
}
