import Testing

@testable import PostilSystem

struct MemoryWatchTests {
  @Test func readsWhatTheSystemTells() {
    let stat =
      "42 (a b) c) S 1 42 7 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 100 900000000 2500 18446744073709551615 1 1"
    #expect(MemoryWatch.pages(stat, in: 7) == 2500)
    #expect(MemoryWatch.pages(stat, in: 8) == nil)
    #expect(MemoryWatch.pages("nonsense", in: 7) == nil)
  }

  @Test(.enabled(if: MemoryWatch.isPossible, "this system does not tell"))
  func countsItsOwnSession() {
    #expect(MemoryWatch.resident(session: getsid(0)) > 1 << 20)
    #expect(MemoryWatch.resident(session: -5) == 0)
  }
}
