import CSignals
import Dispatch
import PostilSystem

/// Runs interruptible work on another thread while this one polls for signals.
package enum Interruptible {
  /// Grace period after Ctrl-C before the work is abandoned, in milliseconds.
  private static let patience = 120
  /// Grace period after a termination signal before the process exits, in milliseconds.
  private static let lastPatience = 5000

  /// Runs the work and waits for it.
  ///
  /// - Parameter waiting: Called several times a second until the work has ended.
  /// - Throws: `interrupted` if Ctrl-C was pressed; a later result of the work is discarded.
  package static func run<Value: Sendable>(
    waiting: () -> Void = {}, _ work: @escaping @Sendable (Cancellation) -> Value
  ) throws(PostilError) -> Value {
    let running = Running(work)
    while !running.ends(within: 40) {
      waiting()
      guard consume_interrupt() || pending_termination_signal() != 0 else { continue }
      running.cancellation.cancel()
      _ = running.ends(within: patience)
      throw .file(.interrupted)
    }
    guard let value = running.value else { throw .file(.interrupted) }
    return value
  }

  /// Runs the work to completion; SIGINT, SIGTERM and SIGHUP cancel it.
  ///
  /// - Returns: The result of the work, and the exit status of the signal if one came.
  package static func finish<Value: Sendable>(
    _ work: @escaping @Sendable (Cancellation) -> Value
  ) throws(PostilError) -> (value: Value, ended: ExitStatus?) {
    catch_terminations(true)
    let running = Running(work)
    var ended: ExitStatus?
    while !running.ends(within: 40) {
      // Ctrl-C may have come before SIGINT was a termination signal.
      ended = pendingExit ?? (consume_interrupt() ? .interrupted : nil)
      guard let ended else { continue }
      running.cancellation.cancel()
      if running.ends(within: lastPatience) { break }
      // A busy plugin or an unread pipe must not block the exit.
      _exit(ended.rawValue)
    }
    guard let value = running.value else { throw .file(.interrupted) }
    return (value, ended ?? pendingExit)
  }

  /// The exit status for the termination signal received, if any.
  package static var pendingExit: ExitStatus? {
    switch pending_termination_signal() {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    case SIGHUP: .hungUp
    default: nil
    }
  }

  /// Whether Ctrl-C was pressed and not handled yet, or a termination signal was received.
  package static var isInterrupted: Bool {
    consume_interrupt() || pending_termination_signal() != 0
  }

  /// Work running on another thread.
  private final class Running<Value: Sendable>: @unchecked Sendable {
    package let cancellation = Cancellation()
    private let done = DispatchSemaphore(value: 0)
    // Written before the semaphore is signalled, read after.
    package private(set) var value: Value?

    package init(_ work: @escaping @Sendable (Cancellation) -> Value) {
      DispatchQueue.global().async { [self] in
        value = work(cancellation)
        done.signal()
      }
    }

    /// Waits at most this many milliseconds; returns whether the work has ended.
    package func ends(within milliseconds: Int) -> Bool {
      done.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
    }
  }
}
