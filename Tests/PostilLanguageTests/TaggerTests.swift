import Foundation
import PostilKit
import PostilLanguage
import Testing

@Suite struct TaggerTests {
  private static let model = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Plugins/QuoteAttributor/Resources/pos.bin").path

  @Test(arguments: [
    ("The minister said that trade had grown.", "DT NN VBD IN NN VBD VBN ."),
    ("\"We're ready,\" she said.", "`` PRP VBP JJ , '' PRP VBD ."),
    ("I don’t know", "PRP VBP RB VB"), ("", ""),
  ])
  func tags(_ sentence: String, _ expected: String) throws {
    let text = Text(sentence)
    let tokens = Tokens(text)
    let tagger = try Tagger(Resource(path: Self.model))
    let tags = tagger.tags(text, tokens, Sentences(text, tokens))
    #expect(tags.map(\.name).joined(separator: " ") == expected)
  }

  @Test func everyTagHasAName() {
    for tag in PennTag.allCases { #expect(PennTag(name: tag.name) == tag) }
  }

  @Test(arguments: ["", "PSTLPOS1", "no model at all, but long enough"])
  func refusesWhatIsNoModel(_ content: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "pos-\(UUID()).bin").path
    try Data(content.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: AnnotatorError.self) { try Tagger(Resource(path: path)) }
  }

  @Test func survivesAModelOfNoise() throws {
    var bytes = Array("PSTLPOS1".utf8) + [4, 0, 0, 0, 2, 0, 0, 0]
    bytes += (0..<36).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 201) }
    let path = FileManager.default.temporaryDirectory.appending(path: "pos-\(UUID()).bin").path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = Text("Nobody said that.")
    let tokens = Tokens(text)
    let tags = try Tagger(Resource(path: path)).tags(text, tokens, Sentences(text, tokens))
    #expect(tags.count == tokens.count)
  }
}
