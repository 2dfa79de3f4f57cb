import Foundation
import PostilKit
import Testing

/// The constructed cases: one for each construction that news uses to attribute words.
@Suite struct CasesTests {
  /// Each file with its number of cases and the minimum number of correct ones; raise the latter
  /// when more are.
  @Test(arguments: [("cases.txt", 60, 60), ("corpus.txt", 270, 270)])
  func casesThatComeOutRight(_ file: String, _ count: Int, _ floor: Int) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: file)
    let cases = MarkedCase.read(try String(contentsOf: path, encoding: .utf8))
    #expect(cases.count == count)
    let wrong = try cases.filter { try !isRight($0) }.map(\.name)
    print("quote cases, \(file): \(cases.count - wrong.count) of \(cases.count); not: \(wrong)")
    #expect(cases.count - wrong.count >= floor, "not right: \(wrong)")
  }

  @Test func aThirdOfTheOwnCasesYieldNothing() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "corpus.txt")
    let cases = MarkedCase.read(try String(contentsOf: path, encoding: .utf8))
    #expect(cases.filter(\.expected.isEmpty).count * 3 >= cases.count)
  }

  /// All expected attributions with their sources, and no others.
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
