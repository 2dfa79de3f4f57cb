import Testing

@testable import PostilSystem

@Suite struct ProcessorsTests {
  @Test(arguments: [("0", 1), ("0-3,8", 5), ("2-2", 1), ("0-63", 64), ("", nil), ("x", nil)])
  func allowedOnesAreCounted(_ list: String, _ count: Int?) {
    #expect(Processors.allowed(list) == count)
  }

  @Test(arguments: [
    ("max 100000\n", nil), ("150000 100000\n", 2), ("400000 100000\n", 4), ("5000 100000", 1),
    ("", nil),
  ])
  func aQuotaPaysForSome(_ content: String, _ count: Int?) {
    #expect(Processors.paid(content) == count)
  }

  @Test func thereIsOne() {
    #expect(Processors.count >= 1 && Platform.jobs >= 1)
  }
}
