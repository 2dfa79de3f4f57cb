import Foundation
import PostilPointing
import PostilShell
import PostilSystem
import TestSupport
import Testing

/// Facts say what is wrong, and `Advice` what to do next.
@Suite struct AdviceTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// Words that only advice has.
  private static let advising = [
    "; use", ": use", "; run", "run `", "did you mean", "for example", "usage:", "try again", "`",
  ]

  @Test func aFactGivesNoAdvice() {
    for error in ErrorExamples.all {
      let sentence = error.description.lowercased()
      #expect(!sentence.isEmpty)
      for words in Self.advising { #expect(!sentence.contains(words), "\(sentence)") }
    }
  }

  /// Every sentence with its exit status: the fact, and after `▸` what to do next.
  @Test func theSentencesAreThoseOfTheGoldenFile() throws {
    let lines = ErrorExamples.all.map { error in
      let advice = Advice.next(error)
      #expect(ErrorReport.of(error) == ("\(error)\(advice)", error.status))
      return "\(error.status.rawValue) \(error)\(advice.isEmpty ? "" : " ▸\(advice)")"
        .replacingOccurrences(of: "\n", with: "\\n")
    }
    let text = lines.map { $0 + "\n" }.joined()
    let file = Self.folder.appending(path: "Golden/errors.txt")
    if Recording.isOn {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("errors.txt \(Recording.notice)")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  /// The examples are exhaustive: every case of every enum of facts has one.
  @Test func everyFactHasAnExample() throws {
    var examples: [String: Set<String>] = [:]
    for error in ErrorExamples.all {
      examples[Self.type(error.fact), default: []].insert(Self.name(error.fact))
    }
    examples["SpanProblem"] = Set(ErrorExamples.problems.map(Self.name))
    let known = try Self.cases()
    #expect(Set(known.keys) == Set(examples.keys))
    for (type, cases) in known {
      #expect(examples[type]?.count == cases, "an example of each case of \(type)")
    }
  }

  /// The number of cases of each enum of facts, from its source.
  private static func cases() throws -> [String: Int] {
    let sources = folder.appending(path: "../../Sources").standardizedFileURL
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var found: [String: Int] = [:]
    for case let file as URL in files where file.lastPathComponent.hasSuffix("Fact.swift") {
      var type = ""
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        if let name = line.firstMatch(of: /^package enum (\w+)/) { type = String(name.1) }
        if line.hasPrefix("  case ") { found[type, default: 0] += 1 }
      }
    }
    return found
  }

  private static func type(_ value: Any) -> String { "\(Swift.type(of: value))" }

  /// The name of a case with values, else its sentence.
  private static func name(_ value: Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
  }
}
