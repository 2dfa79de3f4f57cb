import Foundation
import PostilExchange
import PostilKit
import PostilStore
import Testing

@testable import PostilFormats

/// Records of other tools: every span is read, or counted as lost with a reason.
@Suite struct ForeignRecordsTests {
  /// The labels with the words that were read, and what was lost.
  private func read(_ record: String) throws -> (found: [String], lost: [String]) {
    var result: (found: [String], lost: [String]) = ([], [])
    try withFolder { folder in
      try Data((record + "\n").utf8).write(to: URL(filePath: "\(folder)/all.jsonl"))
      try FileManager.default.createDirectory(
        atPath: "\(folder)/in", withIntermediateDirectories: true)
      let workspace = try Workspace(root: "\(folder)/in")
      let report = try ImportRunner(try Formats.importer(named: "jsonl"), into: workspace)
        .run("\(folder)/all.jsonl", by: .person("anna"))
      let store = try AnnotationStore.open(workspace.article(named: report.articles[0].name))
      result.found = store.annotations.map { "\($0.annotation.label) \($0.annotation.text)" }
      result.lost = report.losses.map(\.what)
    }
    return result
  }

  @Test(arguments: [
    #""spans":[{"start":0,"end":3,"label":"PER"}]"#,
    #""ents":[{"start":0,"end":3,"label":"PER"}],"spans":{}"#,
    #""spans":{"sc":[{"start":0,"end":3,"label":"PER"}]}"#,
    #""entities":[[0,3,"PER"]]"#,
    #""label":[[0,3,"PER"]]"#,
    #""labels":[[0,3,"PER"]],"entities":null"#,
    #""entities":[{"id":7,"start_offset":0,"end_offset":3,"label":"PER"}],"relations":[]"#,
    #""spans":[{"start":0,"end":3,"label":"PER","text":"Ana"}]"#,
  ])
  func knownShapesAreRead(_ members: String) throws {
    let (found, lost) = try read(#"{"text":"Ana left.",\#(members)}"#)
    #expect(found == ["PER Ana"] && lost == [])
  }

  @Test(arguments: [
    (#""label":"sports""#, ["'label' is not a list of spans"]),
    (#""label":["sports"]"#, ["'label' is not a list of spans"]),
    (#""annotations":[{"result":[]}]"#, ["'annotations' is not a list of spans"]),
    (
      #""spans":7,"relations":{"a":1}"#,
      ["'spans' is not a list of spans", "'relations' is not a list"]
    ),
    (#""entities":[[0,3]]"#, ["'entities' is not a list of spans"]),
    (
      #""spans":[{"start":0,"end":99,"label":"PER"}]"#,
      [#"a span without a label, or outside the text: {"start":0,"end":99,"label":"PER"}"#]
    ),
  ])
  func otherShapesAreCounted(_ members: String, _ reasons: [String]) throws {
    let (found, lost) = try read(#"{"text":"Ana left.",\#(members)}"#)
    #expect(found == [] && lost == reasons)
  }

  @Test func oneOfSeveralListsIsRead() throws {
    let (found, lost) = try read(
      #"{"text":"Ana left.","spans":[{"start":0,"end":3,"label":"PER"}],"label":[[0,3,"ORG"]]}"#)
    #expect(found == ["PER Ana"])
    #expect(lost == ["'label' with 1 element, since 'spans' was read"])
  }

  /// Offsets in UTF-16 count the emoji twice.
  @Test func otherWordsThanTheSpansAreReported() throws {
    let (found, lost) = try read(
      #"{"text":"🎉 Ana left.","spans":[{"start":3,"end":6,"label":"PER","text":"Ana"}]}"#)
    #expect(found == [])
    #expect(
      lost == [
        "the words at 3:6 are 'na ', not 'Ana'; are its offsets code points?",
        "the words of its spans fit in UTF-16 units: add --offsets=utf16",
      ])
  }
}
