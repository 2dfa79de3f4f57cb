import Foundation
import PostilKit
import TestSupport
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"a":1,"b":[true,false,null],"c":{"d":"é\n"}}"#, "[]", "{}", #""""#, "-0.5e10", "1.0",
    "\"🇮🇷\"",
    #"{"id":"x","at":1e2}"#,
  ])
  func survivesReadingAndWriting(_ json: String) throws {
    #expect(JSONWriter.string(try JSONParser.parse(json)) == json)
  }

  @Test(arguments: [
    ("", 0, "it ends too early"), ("{\"a\":1,\"a\":2}", 10, "the name 'a' is given twice"),
    ("[1,]", 3, "a value is expected"), ("\"\u{1}\"", 1, "a control character must be escaped"),
    (#""\ud800""#, 7, "half a surrogate pair"), ("1 2", 2, "something follows the value"),
    ("01", 1, "something follows the value"), ("1e400", 0, "the number is too long or too large"),
    (#""abc"#, 4, "a string has no end"), ("[1", 2, "a comma or ']' is expected"),
    ("nul", 0, "a value is expected"), (#"{"a"}"#, 4, "a colon is expected"),
  ])
  func refuses(_ json: String, _ offset: Int, _ reason: String) {
    #expect(throws: JSONParser.Failure(offset: offset, reason: reason)) {
      try JSONParser.parse(json)
    }
  }

  @Test func refusesBytesThatAreNoUTF8() {
    let bytes: [UInt8] = [0x22, 0xC3, 0x28, 0x22]
    #expect(throws: JSONParser.Failure(offset: 1, reason: "a string is not UTF-8")) {
      try JSONParser.parse(bytes)
    }
  }

  @Test func limitsDepth() throws {
    let levels = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    _ = try JSONParser.parse(levels(64))
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(levels(65)) }
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(levels(1_000_000)) }
  }

  @Test(arguments: ["\u{1b}[31m", "a\u{2028}b", "\u{202E}x", "\u{7F}", "\u{85}", "\u{61C}"])
  func writesNothingRawThatBreaksALineOrATerminal(_ string: String) throws {
    let json = JSONWriter.string(.string(string))
    #expect(json.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 && $0.value != 0x7F })
    #expect(try JSONParser.parse(json) == .string(string))
  }

  @Test func agreesWithFoundation() throws {
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-1", "0.5", "1e3", "true", "null", " ",
      #""\u00e9""#, "\"é\"",
    ]
    var generator = SplitMix(seed: 7)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...7, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let theirs = try? JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      let ours = try? JSONParser.parse(text)
      if ours != nil || !text.contains("\"a\":") {
        #expect((ours == nil) == (theirs == nil), "\(text)")
      }
    }
  }

  /// A million names in one object; a quadratic reader would take hours.
  @Test(.timeLimit(.minutes(1))) func manyNamesAreReadAndWrittenInLinearTime() throws {
    let names = (0..<1_000_000).map { "\"n\($0)\":\($0)" }
    let json = "{" + names.joined(separator: ",") + "}"
    let value = try JSONParser.parse(json)
    #expect(value["n999999"]?.int == 999_999)
    var copy = JSONObject()
    for member in value.object?.members ?? [] { copy[member.name] = member.value }
    #expect(JSONWriter.string(.object(copy)) == json)
    let failure = #expect(throws: JSONParser.Failure.self) {
      try JSONParser.parse(json.dropLast() + ",\"n7\":1}")
    }
    #expect(failure?.reason == "the name 'n7' is given twice")
  }

  @Test func anObjectFindsItsMembersHoweverManyThereAre() {
    var object = JSONObject()
    for number in 0..<60 { object["n\(number)"] = .int(number) }
    for number in stride(from: 0, to: 60, by: 2) { object["n\(number)"] = nil }
    object["n1"] = "one"
    object["n0"] = "new"
    #expect(object.members.count == 31 && object["n1"] == "one" && object["n2"] == nil)
    #expect(object.members.last?.name == "n0" && object["n59"] == 59)
  }

  @Test func elementsAreHandedOnAsTheyAreRead() throws {
    var taken: [JSONValue] = []
    let json = #"{"seq":1,"annotations":[{"annotations":[1]},2],"x":{"annotations":[3]}}"#
    let value = try JSONParser.parse(Array(json.utf8), handing: "annotations") { taken.append($0) }
    #expect(taken == [["annotations": [1]], 2])
    #expect(value == ["seq": 1, "annotations": [], "x": ["annotations": [3]]])
    #expect(throws: JSONParser.Failure.self) {
      try JSONParser.parse(Array(#"{"annotations":[1,]}"#.utf8), handing: "annotations") { _ in }
    }
  }
}
