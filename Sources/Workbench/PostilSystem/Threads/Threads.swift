import Synchronization

/// A wish to stop, seen by all who work on the same thing.
package final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// Makes a wish that is not uttered yet.
  package init() {}

  /// Utters it. May be called from anywhere, a signal handler too.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether it was uttered.
  package var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// Threads of the system's, for work that blocks: annotators compute for long, reads wait for long,
/// and the tasks' few threads are not for that.
package enum Threads {
  /// Enough for a plugin that recurses; only what is used is ever real memory.
  private static let stackSize = 8 << 20

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs bodies on threads of their own and returns when all have ended.
  package static func run(_ bodies: [@Sendable () -> Void]) {
    let threads = bodies.map { start($0) }
    for (thread, body) in zip(threads, bodies) {
      // Without a thread the work is done here: slower, but done.
      if let thread { pthread_join(thread, nil) } else { body() }
    }
  }

  /// Waits, as a task, for a body that blocks; cancelling the task utters the body's cancellation.
  package static func wait<Value: Sendable>(
    _ body: @escaping @Sendable (Cancellation) throws -> Value
  ) async throws -> Value {
    let cancellation = Cancellation()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let work: @Sendable () -> Void = {
          continuation.resume(with: Result { try body(cancellation) })
        }
        if let thread = start(work) { pthread_detach(thread) } else { work() }
      }
    } onCancel: {
      cancellation.cancel()
    }
  }

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

/// State that several threads share, and conditions they wait for.
package final class Monitor<State>: @unchecked Sendable {
  // Checked by hand: `state` is touched only while `mutex` is held.
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let conditions: [UnsafeMutablePointer<pthread_cond_t>]

  /// Makes a monitor with so many conditions, numbered from 0.
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

  /// Looks at the state, or changes it, and then wakes one waiter of each of these conditions.
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

  /// Waits until the body gives a value; nil if the milliseconds are over before.
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
