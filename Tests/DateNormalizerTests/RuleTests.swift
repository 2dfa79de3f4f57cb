import DateEngine
import DateEnglish
import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct RuleTests {
  static let rules = Array(EnglishGrammar.families.joined())
  private static let names = CategoryNames(EnglishVocabulary.vocabulary.categories)

  @Test func everyPatternCompiles() {
    let broken = Self.rules.filter { Pattern($0.pattern, Self.names) == nil }.map(\.name)
    #expect(broken == [])
  }

  /// A match has room for all that a pattern takes.
  @Test func patternsFitAMatch() {
    for rule in Self.rules {
      let takes = (Pattern(rule.pattern, Self.names)?.steps ?? []).count {
        if case .take = $0 { true } else { false }
      }
      #expect(takes <= Match.mostTaken, "\(rule.name)")
    }
  }

  @Test func namesAreUnique() {
    #expect(Set(Self.rules.map(\.name)).count == Self.rules.count)
  }

  /// Each rule finds its own example, with the values that it states.
  @Test(arguments: rules.indices)
  func example(_ index: Int) throws {
    let rule = Self.rules[index]
    let parts = rule.example.split(separator: "=").map { $0.trimmingBlanks }
    try #require(parts.count == 2, "\(rule.name): write WORDS = VALUE")
    let isExtended = Extended.rules.contains { $0.name == rule.name }
    let found = try timexes(parts[0], settings: isExtended ? ["profile": "extended"] : [:]).filter {
      $0.rule?.hasPrefix(rule.name + ":") == true
    }
    #expect(
      found.map(\.value).joined(separator: "; ") == parts[1], "\(rule.name): \(rule.example)")
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
}
