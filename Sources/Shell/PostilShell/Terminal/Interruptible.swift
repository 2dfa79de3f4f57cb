import CLineEditor
import Dispatch
import PostilPlugins
import PostilSystem

/// Work that signals end: done on another thread while this one watches.
enum Interruptible {
  /// How long work that Ctrl-C has ended may take to notice; then it is left to itself, in milliseconds.
  private static let patience = 120
  /// How long it may take before the process ends without it, in milliseconds.
  private static let lastPatience = 5000

  /// Does the work and waits for it.
  ///
  /// - Throws: `interrupted` if Ctrl-C was pressed; what the work still gives then is not looked at.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable (Cancellation) -> Value
  ) throws(PostilError) -> Value {
    let running = Running(work)
    while !running.ends(within: 40) {
      guard interrupts_take() || endings_wish() != 0 else { continue }
      running.cancellation.cancel()
      _ = running.ends(within: patience)
      throw .interrupted
    }
    guard let value = running.value else { throw .interrupted }
    return value
  }

  /// Does the work to its end, which SIGINT, SIGTERM and SIGHUP bring about early.
  ///
  /// - Returns: What the work gave, and the exit status of the signal if one came.
  static func finish<Value: Sendable>(
    _ work: @escaping @Sendable (Cancellation) -> Value
  ) throws(PostilError) -> (value: Value, ended: ExitStatus?) {
    endings_catch(true)
    let running = Running(work)
    while !running.ends(within: 40) {
      guard let status = wish else { continue }
      running.cancellation.cancel()
      if running.ends(within: lastPatience) { break }
      // A plugin that computes or a pipe that nobody empties must not hold us for ever.
      _exit(status.rawValue)
    }
    guard let value = running.value else { throw .interrupted }
    return (value, wish)
  }

  /// The exit status of the signal that asked the process to end, if one did.
  static var wish: ExitStatus? {
    switch endings_wish() {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    case SIGHUP: .hungUp
    default: nil
    }
  }

  /// Whether Ctrl-C was pressed since the command began, or a signal asked the process to end.
  static var isInterrupted: Bool { interrupts_take() || endings_wish() != 0 }

  /// Work under way on another thread.
  private final class Running<Value: Sendable>: @unchecked Sendable {
    let cancellation = Cancellation()
    private let done = DispatchSemaphore(value: 0)
    // Written before the semaphore is signalled, read after.
    private(set) var value: Value?

    init(_ work: @escaping @Sendable (Cancellation) -> Value) {
      DispatchQueue.global().async { [self] in
        value = work(cancellation)
        done.signal()
      }
    }

    /// Whether it has ended, waiting so many milliseconds at most.
    func ends(within milliseconds: Int) -> Bool {
      done.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
    }
  }
}

extension Pipeline {
  /// Starts all plugins, unless Ctrl-C is pressed meanwhile.
  func startInterruptibly(_ options: Options) throws -> RunningPipeline {
    try Interruptible.run { _ in Result { try startNow(options) } }.get()
  }
}
