import PostilExchange
import PostilKit
import PostilSchema
import PostilStore
import PostilSystem
import Testing

@testable import PostilFormats

/// Nothing that a file says vanishes without a word, in whichever shape it says it.
@Suite struct UnreadMembersTests {
  private func losses(_ record: String, _ format: String = "jsonl") throws -> [String] {
    var losses: [String] = []
    try Trial.of([:]) { trial in
      losses = try trial.importing(format, record, as: "all.json").losses.map(\.what)
    }
    return losses
  }

  @Test(arguments: [
    (
      #"{"text":"Ana","accept":["SPORT"],"options":[{"id":"SPORT"}]}"#,
      ["'accept' of the record", "'options' of the record"]
    ),
    (
      #"["Ana",{"entities":[[0,3,"PER"]],"links":{"0":1},"cats":{"X":1.0}}]"#,
      ["a category of the article", "'links' of the record"]
    ),
    (#"{"text":"Ana","spans":[{"start":0,"end":3,"label":"PER","rank":2}]}"#, ["'rank' of a span"]),
    (#"{"text":"Ana","foo":[1],"bar":null,"baz":[]}"#, ["'foo' of the record"]),
    (#"{"text":"Ana","meta":{"id":"a","section":"sport"}}"#, ["'section' of the meta of a record"]),
    (
      #"{"tokens":["Ana"],"ner_tags":["B-PER"],"pos_tags":["NNP"]}"#,
      ["'pos_tags' beside the tokens"]
    ),
    (
      #"{"text":"Ana","ents":[],"tokens":[{"id":0,"start":0,"end":3,"pos":"PROPN","head":0}]}"#,
      ["'head' of the tokens", "'pos' of the tokens"]
    ),
    (
      #"{"text":"Ana Bo","entities":[{"id":1,"start_offset":0,"end_offset":3,"label":"PER"},{"id":2,"start_offset":4,"end_offset":6,"label":"PER"}],"relations":[{"id":1,"from_id":1,"to_id":2,"type":"sees","sure":true}]}"#,
      ["'sure' of a relation", "the schema has no role 'sees'"]
    ),
    (
      #"{"data":{"text":"Ana","page":3},"annotations":[{"result":[{"id":"r","type":"labels","value":{"start":0,"end":3,"labels":["PER"]},"meta":{"text":["sure?"]}}]}],"drafts":[{"result":[]}]}"#,
      ["'drafts' of a task", "'page' of the data of a task", "'text' of the meta of a result"]
    ),
  ])
  func areTold(_ record: String, _ expected: [String]) throws {
    #expect(try Set(losses("[\(record)]")) == Set(expected))
  }

  /// What Prodigy needs comes back with its own records, members that Postil does not know too.
  @Test func ofProdigyReturn() throws {
    try Trial.of([:]) { trial in
      let record =
        #"{"text":"Ana left","_input_hash":5,"accept":["A"],"spans":[{"start":0,"end":3,"label":"PER"}],"answer":"accept"}"#
      let report = try trial.importing("prodigy", record, as: "all.jsonl")
      #expect(report.losses == [])
      let article = Article(id: "all-1", text: Text("Ana left"))
      let line = try JSONParser.parse(
        ProdigyExporter().export(article, try trial.annotations("all-1")).files[0].bytes)
      #expect(line["accept"] == ["A"])
    }
  }

  /// A layer that the schema lacks is what is wrong, not the label.
  @Test func anUnknownLayerIsNamed() throws {
    let lost = try losses(
      #"{"text":"Ana","spans":[{"start":0,"end":3,"label":"PER","layer":"zzz"}]}"#)
    #expect(lost.count == 1 && lost[0].hasPrefix("the layer 'zzz' is not in the schema"), "\(lost)")
  }

  /// Records without names of two files of one name are different articles; the same file again is known.
  @Test func recordsWithoutNamesDoNotCollide() throws {
    try Trial.of([:]) { trial in
      try trial.importing("jsonl", #"{"text":"Ana"}"#, as: "stdin.jsonl")
      let second = try trial.importing(
        "jsonl", #"{"tokens":["Ana","left"],"ner_tags":["B-PER","O"]}"#, as: "stdin.jsonl")
      let third = try trial.importing("jsonl", #"{"text":"Bo"}"#, as: "stdin.jsonl")
      let again = try trial.importing("jsonl", #"{"text":"Bo"}"#, as: "stdin.jsonl")
      let names = try trial.names
      #expect(names.count == 3)
      #expect(second.articles.map(\.isNew) == [true] && third.articles.map(\.isNew) == [true])
      #expect(again.articles.map(\.isNew) == [false])
    }
  }

  @Test func idsThatAreNoNames() throws {
    try Trial.of([:]) { trial in
      let long = String(repeating: "n", count: 300)
      let report = try trial.importing(
        "jsonl", "{\"id\":\"\(long)\",\"text\":\"Ana\"}\n{\"id\":\"a\\nb\",\"text\":\"Bo\"}",
        as: "all.jsonl")
      let names = try trial.names
      #expect(names == ["all-1", "all-2"])
      #expect(
        report.losses.map(\.kind) == [
          "an id that no file can have as its name", "an id that no file can have as its name",
        ])
    }
  }

  /// A renaming of a label that no file has is a mistake.
  @Test func anUnknownRenamingIsRefused() throws {
    var options = ImportOptions()
    options.labels = ["Persn": "PER"]
    try Trial.of([:]) { trial in
      let record = #"{"text":"Ana","spans":[{"start":0,"end":3,"label":"Person"}]}"#
      #expect(throws: PostilError.self) {
        _ = try trial.importing("jsonl", record, as: "all.jsonl", options)
      }
      let names = try trial.names
      #expect(names.isEmpty)
    }
  }
}
