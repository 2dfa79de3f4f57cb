import Foundation
import PostilKit
import Testing

/// The constructed cases: each construction that news uses to attribute words, once.
@Suite struct CasesTests {
  /// How many cases must come out right; raise it when more do.
  static let floor = 57

  @Test func casesThatComeOutRight() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "cases.txt")
    let cases = MarkedCase.read(try String(contentsOf: path, encoding: .utf8))
    #expect(cases.count == 60)
    let wrong = try cases.filter { try !isRight($0) }.map(\.name)
    print("quote cases: \(cases.count - wrong.count) of \(cases.count); not: \(wrong)")
    #expect(cases.count - wrong.count >= Self.floor, "not right: \(wrong)")
  }

  /// All attributions expected, with their source, and no other.
  private func isRight(_ one: MarkedCase) throws -> Bool {
    let text = Text(one.text)
    let quotes = try Attributor.quotes(one.text)
    guard quotes.count == one.expected.count else { return false }
    return one.expected.allSatisfy { expected in
      quotes.contains {
        text.trimmed($0.spans) == text.trimmed(expected.content)
          && overlaps($0.roles["source"]?.first?.spans.first, expected.source)
      }
    }
  }

  private func overlaps(_ found: Span?, _ expected: Span?) -> Bool {
    guard let found, let expected else { return found == expected }
    return found.overlaps(expected)
  }
}
