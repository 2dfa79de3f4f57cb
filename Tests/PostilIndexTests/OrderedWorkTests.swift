import PostilSystem
import Testing

@testable import PostilIndex

/// Work by several threads, whose results come in order.
@Suite struct OrderedWorkTests {
  private struct Enough: Error {}

  @Test(arguments: [1, 2, 7]) func theOrderIsThatOfTheItems(_ jobs: Int) throws {
    var taken: [Int] = []
    try OrderedWork.forEach(
      Array(0..<1000), jobs: jobs,
      work: { item in
        if item % 97 == 0 { usleep(2000) }
        return item * item
      },
      body: { index, output in
        #expect(output == index * index)
        taken.append(index)
      })
    #expect(taken == Array(0..<1000))
  }

  @Test func anErrorEndsTheWork() {
    var taken = 0
    #expect(throws: Enough.self) {
      try OrderedWork.forEach(Array(0..<100_000), jobs: 3, work: { $0 }) { _, _ in
        taken += 1
        if taken == 10 { throw Enough() }
      }
    }
    #expect(taken == 10)
  }

  @Test func nothingIsDoneOfNothing() throws {
    try OrderedWork.forEach([Int](), jobs: 4, work: { $0 }) { _, _ in Issue.record("an item") }
  }
}
