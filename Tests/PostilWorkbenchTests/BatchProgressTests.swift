import Testing

@testable import PostilWorkbench

@Suite struct BatchProgressTests {
  private func left(_ done: Int, lastDone: Double, now: Double) -> Double? {
    var progress = BatchProgress()
    (progress.total, progress.done) = (6, done)
    (progress.lastDone, progress.milliseconds) = (lastDone, now)
    return progress.secondsLeft
  }

  @Test func nothingIsSaidBeforeItCanBeTold() {
    #expect(left(0, lastDone: 0, now: 9000) == nil)
    #expect(left(1, lastDone: 8000, now: 9000) == nil)
    #expect(left(6, lastDone: 8000, now: 8000) == nil)
  }

  /// While an article is in progress the time left falls, and never rises.
  @Test func itNeverCountsUpwards() {
    #expect(left(2, lastDone: 8000, now: 8000) == 16)
    #expect(left(2, lastDone: 8000, now: 10_000) == 14)
    #expect(left(2, lastDone: 8000, now: 12_000) == 12)
    #expect(left(2, lastDone: 8000, now: 60_000) == 12)
  }
}
