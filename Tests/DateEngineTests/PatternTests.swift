import Testing

@testable import DateEngine

@Suite struct PatternTests {
  private static let names = CategoryNames(["of"])

  @Test(arguments: [
    "year", "month year?", "(weekday comma?)? month", "[month] of [year]", "hour (colon minute)?",
    "year|number", "- month",
  ])
  func isValid(_ source: String) { #expect(Pattern(source, Self.names) != nil) }

  @Test(arguments: ["", "monht", "month)?", "(month", "of [monht]", "month?"])
  func isNotValid(_ source: String) { #expect(Pattern(source, Self.names) == nil) }

  /// The first lexeme of the first timex, not the context before it.
  @Test func opensAfterItsContext() {
    let pattern = Pattern("of [month? year]", Self.names)
    #expect(pattern?.first == Categories([.month, .year]))
    #expect(pattern?.used == Categories([.month, .year, .own(0)]))
    #expect(pattern?.needed == [Categories([.year])])
  }

  @Test func categoriesFitTheirSet() {
    #expect(CategoryNames.engine.count <= Category.capacity - Category.ownCapacity)
    #expect(Set(CategoryNames.engine).count == CategoryNames.engine.count)
    #expect(CategoryNames()["closing"] == .closing && CategoryNames()["half"] == .half)
  }
}
