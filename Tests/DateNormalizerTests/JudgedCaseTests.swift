import Foundation
import PostilKit
import Testing

@testable import DateNormalizer

/// Sentences with the timexes that they must give, one file a kind: `Cases/*.jsonl`. A line has the text,
/// the day of publication, what is expected, and perhaps other answers that are right; `A~B` is either.
@Suite struct JudgedCaseTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Cases")

  static let kinds: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
  }()

  @Test(arguments: kinds)
  func kind(_ name: String) throws {
    for line in try Self.lines(name) {
      let text = line["text"]?.string ?? ""
      let found = try timexes(
        text, published: line["published"]?.string.flatMap { CalendarDate($0) })
      let values = found.map { "\($0.text)=\($0.value)" }
      #expect(JudgedCase(line).accepts(found, in: text), "\(text): \(values)")
    }
  }

  @Test func noneIsLost() throws {
    let count = try Self.kinds.reduce(0) { try $0 + Self.lines($1).count }
    #expect(count >= 643)
  }

  private static func lines(_ name: String) throws -> [JSONValue] {
    let file = folder.appendingPathComponent("\(name).jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONParser.parse(String($0))
    }
  }
}

/// The answers that are right for a text.
private struct JudgedCase {
  private struct Expected {
    var text: String
    var label: String
    var values: [String]
  }

  private let answers: [[Expected]]

  init(_ line: JSONValue) {
    let lists = [line["expect"]] + (line["alternatives"]?.array ?? []).map { Optional($0) }
    answers = lists.map { list in
      (list?.array ?? []).map {
        Expected(
          text: $0["text"]?.string ?? "", label: $0["type"]?.string ?? "",
          values: ($0["value"]?.string ?? "").split(separator: "~").map(String.init))
      }
    }
  }

  /// Whether the timexes found are those of one answer, in order: each overlaps, with its label and value.
  func accepts(_ found: [Annotation], in text: String) -> Bool {
    answers.contains { fits($0, found, Array(text.unicodeScalars)) }
  }

  private func fits(_ expected: [Expected], _ found: [Annotation], _ text: [Unicode.Scalar]) -> Bool
  {
    guard expected.count == found.count else { return false }
    var at = 0
    for (expected, found) in zip(expected, found) {
      guard let start = Self.find(Array(expected.text.unicodeScalars), text, from: at) else {
        return false
      }
      at = start + expected.text.unicodeScalars.count
      guard found.extent.start < at, found.extent.end > start, found.label == expected.label,
        expected.values.contains(found.value)
      else { return false }
    }
    return true
  }

  private static func find(
    _ words: [Unicode.Scalar], _ text: [Unicode.Scalar], from start: Int
  ) -> Int? {
    guard words.count <= text.count - start else { return nil }
    return (start...(text.count - words.count)).first {
      text[$0..<$0 + words.count].elementsEqual(words)
    }
  }
}
