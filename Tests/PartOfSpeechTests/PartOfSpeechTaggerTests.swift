import Foundation
import PartOfSpeech
import PostilKit
import Testing

@Suite struct PartOfSpeechTaggerTests {
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
    let tagger = try PartOfSpeechTagger(Resource(path: Self.model))
    let tags = tagger.tags(text, tokens, Sentences(text, tokens))
    #expect(tags.map(\.penn.name).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("She has gone to see it.", "PRON AUX VERB PART VERB PRON PUNCT"),
    ("She has a boat that sinks.", "PRON VERB DET NOUN PRON VERB PUNCT"),
    ("Oslo fell 5 % after that :)", "PROPN VERB NUM SYM ADP PRON SYM PUNCT"),
  ])
  func tellsUniversalTags(_ sentence: String, _ expected: String) throws {
    let text = Text(sentence)
    let tokens = Tokens(text)
    let tagger = try PartOfSpeechTagger(Resource(path: Self.model))
    let tags = tagger.tags(text, tokens, Sentences(text, tokens))
    #expect(tags.map(\.universal.name).joined(separator: " ") == expected)
  }

  /// A verb that is a noun in the other training texts, with no evidence after it.
  @Test func takesAVerbAtTheEndForANoun() throws {
    let text = Text("She has a boat that leaks.")
    let tokens = Tokens(text)
    let tagger = try PartOfSpeechTagger(Resource(path: Self.model))
    let tags = tagger.tags(text, tokens, Sentences(text, tokens))
    withKnownIssue { #expect(tags[5].universal == .verb) }
  }

  @Test func everyTagHasAName() {
    for tag in PennTag.allCases { #expect(PennTag(name: tag.name) == tag) }
    for tag in UniversalTag.allCases { #expect(UniversalTag(name: tag.name) == tag) }
  }

  @Test(arguments: ["", "PSTLPOS4", "no model at all, but long enough"])
  func refusesWhatIsNoModel(_ content: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "pos-\(UUID()).bin").path
    try Data(content.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: AnnotatorError.self) { try PartOfSpeechTagger(Resource(path: path)) }
  }

  @Test func survivesAModelOfNoise() throws {
    // A header with four buckets, two pairs, one row, three classes; then noise of that length.
    var bytes = Array("PSTLPOS4".utf8) + [4, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0]
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    bytes += (0..<4 * 64 + 96 + 10).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 201) }
    let path = FileManager.default.temporaryDirectory.appending(path: "pos-\(UUID()).bin").path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = Text("Nobody said that.")
    let tokens = Tokens(text)
    let tags = try PartOfSpeechTagger(Resource(path: path)).tags(
      text, tokens, Sentences(text, tokens))
    #expect(tags.count == tokens.count)
  }
}
