import Foundation
import PostilKit
import Testing

@testable import DateNormalizer

/// Sentences of each mechanism in other words than the judged cases, `Sentences/*.txt`: a sentence, ` =`, and
/// its values in order. They are published on Wednesday, 15 March 2023, or on no day that is known.
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
      let found = try timexes(String(parts[0].dropLast()), published: isUndated ? nil : wednesday)
      let values = found.map(\.value).joined(separator: "; ")
      #expect(values == String(parts[1].dropFirst()), "\(line): \(found.map(\.rule))")
    }
  }

  @Test func thereAreSome() { #expect(Self.kinds.count >= 6) }
}
