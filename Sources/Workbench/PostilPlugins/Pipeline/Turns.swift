import PostilSystem

/// Lets a number of threads work at once, while others wait.
struct Turns: Sendable {
  private let free: Monitor<Int>?

  /// - Parameter isLimited: Whether there are more threads than may work at once.
  init(_ count: Int, isLimited: Bool) { free = isLimited ? Monitor(count) : nil }

  /// Works when there is a turn.
  func take<Value, Failure>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    guard let free else { return try body() }
    _ = free.wait(for: 0) { free -> Bool? in
      guard free > 0 else { return nil }
      free -= 1
      return true
    }
    defer { free.with(waking: [0]) { $0 += 1 } }
    return try body()
  }
}
