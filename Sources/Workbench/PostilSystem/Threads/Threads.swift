import Synchronization

/// A cancellation flag shared by everything that works on one request.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// Creates a flag that is not set.
  package init() {}

  /// Sets the flag. May be called from anywhere, also from a signal handler.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether the flag is set.
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// Operating system threads for blocking work: annotators compute for long and reads wait for long,
/// which Swift's cooperative thread pool is too small for.
package enum Threads {
  /// Enough for a plugin that recurses; only the pages used take memory.
  private static let stackSize = 8 << 20

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs each body on a thread of its own and returns when all have ended.
  package static func run(_ bodies: [@Sendable () -> Void]) {
    let threads = bodies.map { start($0) }
    for (thread, body) in zip(threads, bodies) {
      // If no thread could be created, the body runs here: slower, but it runs.
      if let thread { pthread_join(thread, nil) } else { body() }
    }
  }

  /// Runs each body on a thread of its own, and another one on this thread; returns when all have ended.
  ///
  /// - Parameter main: It must not wait for the others to begin: the system may have refused their threads,
  ///   and they then run after it.
  /// - Throws: What `main` throws.
  package static func run<Value>(
    _ bodies: [@Sendable () -> Void], beside main: () throws -> Value
  ) throws -> Value {
    let threads = bodies.map { start($0) }
    let result = Result { try main() }
    for (thread, body) in zip(threads, bodies) {
      if let thread { pthread_join(thread, nil) } else { body() }
    }
    return try result.get()
  }

  /// Starts a thread; nil if the system refuses.
  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let start = Unmanaged.passRetained(Start(body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let result = pthread_create(&thread, &attributes, threadBody, start.toOpaque())
    guard result == 0 else {
      start.release()
      return nil
    }
    return thread
  }

  #if canImport(Darwin)
    private static let threadBody:
      @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? =
        { argument in
          Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }
  #else
    private static let threadBody:
      @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
        { argument in
          if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }
  #endif
}

/// State shared by several threads, with condition variables to wait on.
package final class Monitor<State>: @unchecked Sendable {
  // Checked by hand: `state` is accessed only while `mutex` is held.
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let conditions: [UnsafeMutablePointer<pthread_cond_t>]

  /// Creates a monitor with `count` conditions, numbered from 0.
  package init(_ state: State, conditions count: Int = 1) {
    self.state = state
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    conditions = (0..<count).map { _ in
      let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
      pthread_cond_init(condition, nil)
      return condition
    }
  }

  deinit {
    for condition in conditions {
      pthread_cond_destroy(condition)
      condition.deallocate()
    }
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Reads or changes the state and then wakes one waiter, or all, of each of these conditions.
  package func with<Value>(waking: [Int] = [], all: Bool = false, _ body: (inout State) -> Value)
    -> Value
  {
    pthread_mutex_lock(mutex)
    let value = body(&state)
    pthread_mutex_unlock(mutex)
    for index in waking {
      if all {
        pthread_cond_broadcast(conditions[index])
      } else {
        pthread_cond_signal(conditions[index])
      }
    }
    return value
  }

  /// Waits until the body returns a value; nil after a timeout in milliseconds.
  package func wait<Value>(
    for condition: Int, milliseconds: Int? = nil, _ body: (inout State) -> Value?
  ) -> Value? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var deadline = milliseconds.map(Self.deadline)
    while true {
      if let value = body(&state) { return value }
      if deadline == nil {
        pthread_cond_wait(conditions[condition], mutex)
      } else if pthread_cond_timedwait(conditions[condition], mutex, &deadline!) == ETIMEDOUT {
        return body(&state)
      }
    }
  }

  private static func deadline(in milliseconds: Int) -> timespec {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let total = Int(now.tv_nsec) + milliseconds * 1_000_000
    now.tv_sec += total / 1_000_000_000
    now.tv_nsec = total % 1_000_000_000
    return now
  }
}
