import Foundation

/// The processor time of a thread, which other tests and programs do not lengthen.
package enum ThreadTime {
  /// The processor time of a closure, in seconds.
  package static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
