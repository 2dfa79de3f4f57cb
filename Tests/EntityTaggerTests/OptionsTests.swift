import EntityTagger
import PostilKit
import PostilSystem
import Testing

@Suite struct OptionsTests {
  private func tagger(_ settings: JSONObject, workspace: String? = nil) throws -> EntityTagger {
    try EntityTagger(
      Configuration(folder: pluginFolder, settings: settings, workspace: workspace))
  }

  @Test func coarseLabelsAreThoseOfCoNLL() throws {
    let line = "[Germany]{LOC}'s [Annalena Baerbock]{PER} met [Kenyan]{MISC} farmers."
    let tagger = try tagger(JSONObject([.init(name: "labels", value: "conll")]))
    #expect(try marks(tagger, marked(line).text) == line)
  }

  @Test func aThresholdLeavesOutWhatIsDoubtful() throws {
    let text = Text("Angela Merkel and Mr. Sabu of the Bluebell Group met at Harrow Lake Tower.")
    let scores = try [0, 0.6, 1].map { threshold in
      let settings = JSONObject([.init(name: "threshold", value: .double(threshold))])
      return try tagger(settings).annotate(Article(text: text), given: []).map { $0.score ?? 0 }
    }
    #expect(scores[0].count >= scores[1].count && scores[1].allSatisfy { $0 >= 0.59 })
    #expect(scores[2].allSatisfy { $0 == 1 })
  }

  @Test func aListOfTheWorkspaceWins() throws {
    try withWorkspace("ORG | Blue Tit | BT | x:7\n# nothing\nPER | Oslo\n") { folder in
      let settings = JSONObject([.init(name: "lists", value: ["names.txt"])])
      let tagger = try tagger(settings, workspace: folder)
      let line = "a [Blue Tit]{ORG} flew with [Oslo]{PER}, says [BT]{ORG}."
      #expect(try marks(tagger, marked(line).text) == line)
      let text = Text("It is BT.")
      let found = try tagger.annotate(Article(text: text), given: []).first
      #expect(found?.attributes["entity"] == "Blue Tit" && found?.attributes["ref"] == "x:7")
      #expect(found?.rule == "list; known name of Blue Tit")
    }
  }

  @Test(arguments: ["Blue Tit", "BIRD | Blue Tit", "ORG |", "ORG | a | b | c | d"])
  func aBadLineIsNamed(_ line: String) throws {
    try withWorkspace(line) { folder in
      let settings = JSONObject([.init(name: "lists", value: "names.txt")])
      let error = #expect(throws: AnnotatorError.self) { try tagger(settings, workspace: folder) }
      #expect(error?.description.contains("names.txt: '\(line)'") == true)
    }
  }

  @Test(arguments: ["../names.txt", "/etc/hostname", "a/../../b"])
  func aSettingLeadsNowhereOutsideTheWorkspace(_ path: String) throws {
    try withWorkspace("ORG | Blue Tit") { folder in
      let settings = JSONObject([.init(name: "lists", value: .string(path))])
      #expect(throws: AnnotatorError.self) { try tagger(settings, workspace: folder) }
    }
  }

  @Test(arguments: [
    ("threshold", JSONValue.string("high")), ("threshold", 2), ("labels", "four"),
    ("passes", 3), ("passes", true), ("lists", 3), ("model", true),
  ])
  func aBadSettingIsNamed(_ name: String, _ value: JSONValue) throws {
    let error = #expect(throws: AnnotatorError.self) {
      try tagger(JSONObject([.init(name: name, value: value)]))
    }
    #expect(error?.description.contains("'\(name)'") == true)
  }

  private func withWorkspace(_ list: String, _ body: (String) throws -> Void) throws {
    var template = Array("/tmp/postil-lists-XXXXXX".utf8CString)
    let path = try template.withUnsafeMutableBufferPointer { buffer in
      String(cString: try #require(buffer.baseAddress.flatMap { mkdtemp($0) }))
    }
    let file = path + "/names.txt"
    defer {
      unlink(file)
      rmdir(path)
    }
    let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
    _ = Array(list.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    try body(path)
  }
}
