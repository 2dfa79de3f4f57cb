import Foundation
import PostilKit
import Testing

@testable import DateNormalizer

/// Sentences of each mechanism in other words than the judged cases, `Sentences/*.txt`: a sentence, ` =`, and
/// its values in order. They are published on Wednesday, 15 March 2023, or on the day before ` | `, or, in a
/// file whose name begins with `without`, on no day that is known. `\\n` is a line break.
@Suite struct SentenceTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Sentences")

  static let kinds: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test(arguments: kinds)
  func kind(_ name: String) throws {
    let isUndated = name.hasPrefix("without")
    let file = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    for line in file.split(separator: "\n") {
      let parts = line.split(separator: "=", omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(line): write SENTENCE = VALUES")
      let (day, text) = Self.day(before: String(parts[0].dropLast()), isUndated ? nil : wednesday)
      let found = try timexes(text, published: day)
      let values = found.map(\.value).joined(separator: "; ")
      #expect(values == String(parts[1].dropFirst()), "\(line): \(found.map(\.rule))")
    }
  }

  /// The day before ` | ` and the text after it, with its line breaks.
  private static func day(before line: String, _ other: CalendarDate?) -> (CalendarDate?, String) {
    let parts = line.components(separatedBy: " | ")
    let text = (parts.last ?? "").replacingOccurrences(of: "\\n", with: "\n")
    return parts.count == 2 ? (CalendarDate(parts[0]), text) : (other, text)
  }

  @Test func thereAreSome() { #expect(Self.kinds.count >= 30) }
}
