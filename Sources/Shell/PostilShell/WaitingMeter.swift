import PostilSystem
import Synchronization

/// Says on standard error what a command waits for: at a terminal one line that is overwritten and
/// cleared, elsewhere one line.
package final class WaitingMeter: Sendable {
  /// How long nothing is said, in milliseconds: at a terminal, and elsewhere.
  private static let patience = (terminal: 400.0, other: 2000.0)
  /// The pause between two lines of progress where they are not overwritten, in milliseconds.
  private static let pause = 5000.0

  private struct State {
    var what = ""
    /// What is told of its progress.
    var detail: String?
    var since = Platform.milliseconds()
    var shown = 0.0
    var isShown = false
  }

  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  /// Creates a meter for nothing.
  package init() {}

  /// Begins to wait for something, such as `starting llm`; made of names without control characters.
  package func wait(for what: String) {
    state.withLock {
      let isShown = $0.isShown && isTerminal
      $0 = State(what: what, isShown: isShown)
    }
  }

  /// Notes words about the progress, which must be escaped for a terminal; nothing if nobody waits.
  package func tell(_ detail: String) { state.withLock { $0.detail = detail } }

  /// Says it, if the wait is long and it was not said just now. Called several times a second.
  package func show() {
    let now = Platform.milliseconds()
    let line = state.withLock { state -> String? in
      let waited = now - state.since
      guard !state.what.isEmpty,
        waited > (isTerminal ? Self.patience.terminal : Self.patience.other)
      else { return nil }
      let words = state.detail ?? state.what
      if isTerminal {
        guard now - state.shown > 200 else { return nil }
        (state.shown, state.isShown) = (now, true)
        return "\r\(words), \(Int(waited / 1000)) s\u{1B}[K"
      }
      guard !state.isShown || state.detail != nil && now - state.shown > Self.pause else {
        return nil
      }
      (state.shown, state.isShown, state.detail) = (now, true, nil)
      return "\(words)\n"
    }
    if let line { write(line) }
  }

  /// Clears the line from the terminal.
  package func clear() {
    let wasShown = state.withLock { state in
      defer { state = State() }
      return state.isShown
    }
    if wasShown, isTerminal { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    // A failed write must not stop the work.
    try? Files.write(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
  }
}
