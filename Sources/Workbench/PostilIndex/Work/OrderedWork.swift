import PostilSystem

/// Work on many items by several threads, whose results are taken in the order of the items.
package enum OrderedWork {
  private struct State<Output> {
    /// The next item to work on.
    var next = 0
    /// Number of results that were taken.
    var taken = 0
    var done: [Int: Output] = [:]
    var isOver = false
  }

  private enum Step<Output> {
    case take(Output)
    case work(on: Int)
  }

  /// Works on each item and takes each result.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - jobs: The number of threads that work, this one included.
  ///   - window: How far work may be ahead of what was taken, in items: results wait in memory.
  ///   - work: Runs on any thread, for several items at once.
  ///   - body: Takes the result of an item with its index, on this thread and in order.
  /// - Throws: What `body` throws; work on later items ends then.
  package static func forEach<Item: Sendable, Output: Sendable>(
    _ items: [Item], jobs: Int = Platform.jobs, window: Int = 128,
    work: @escaping @Sendable (Item) -> Output,
    body: (Int, Output) throws -> Void
  ) throws {
    guard jobs > 1, items.count > 1 else {
      for (index, item) in items.enumerated() { try body(index, work(item)) }
      return
    }
    let count = items.count
    let monitor = Monitor(State<Output>(), conditions: 2)
    @Sendable func help() {
      while let index = nextItem(monitor, count, window) {
        let output = work(items[index])
        monitor.with(waking: [0]) { $0.done[index] = output }
      }
    }
    try Threads.run(Array(repeating: help, count: min(jobs, count) - 1)) {
      defer { monitor.with(waking: [1], all: true) { $0.isOver = true } }
      for index in 0..<count { try body(index, result(index, monitor, items, window, work)) }
    }
  }

  /// The item that a helper works on next; nil at the end.
  private static func nextItem<Output>(
    _ monitor: Monitor<State<Output>>, _ count: Int, _ window: Int
  ) -> Int? {
    let next = monitor.wait(for: 1) { state -> Int?? in
      if state.isOver || state.next >= count { return .some(nil) }
      guard state.next < state.taken + window else { return nil }
      defer { state.next += 1 }
      return state.next
    }
    return next ?? nil
  }

  /// The result of an item: this thread works on others until it is there.
  private static func result<Item: Sendable, Output: Sendable>(
    _ index: Int, _ monitor: Monitor<State<Output>>, _ items: [Item], _ window: Int,
    _ work: @Sendable (Item) -> Output
  ) -> Output {
    while true {
      let step = monitor.wait(for: 0) { state -> Step<Output>? in
        if let output = state.done.removeValue(forKey: index) { return .take(output) }
        guard state.next < min(items.count, index + window) else { return nil }
        defer { state.next += 1 }
        return .work(on: state.next)
      }
      switch step {
      case .take(let output)?:
        monitor.with(waking: [1], all: true) { $0.taken = index + 1 }
        return output
      case .work(let other)?:
        let output = work(items[other])
        monitor.with { $0.done[other] = output }
      case nil: continue
      }
    }
  }
}

/// A value that one thread has made and gives to another, and does not use any more.
package struct Handed<Value>: @unchecked Sendable {
  // Checked by hand: only the thread that takes it uses it.
  package let value: Value

  package init(_ value: Value) { self.value = value }
}
