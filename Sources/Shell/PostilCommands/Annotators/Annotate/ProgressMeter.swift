import PostilShell
import PostilSystem
import PostilWorkbench
import Synchronization

/// Shows the progress of a batch on standard error: one line that is overwritten at a terminal, else
/// periodic lines.
final class ProgressMeter: Sendable {
  /// The interval between two updates in milliseconds: at a terminal, and elsewhere.
  private static let (often, seldom) = (100.0, 30_000.0)
  /// A batch that ends sooner, in milliseconds, shows no progress.
  private static let patience = 400.0

  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex((last: 0.0, isShown: false))

  /// Shows the progress, unless the last update was too recent.
  func show(_ progress: BatchProgress) {
    let pause = isTerminal ? Self.often : Self.seldom
    let isDue = state.withLock { state in
      guard progress.done < progress.total, progress.milliseconds >= state.last + pause,
        progress.milliseconds >= Self.patience
      else { return false }
      state = (progress.milliseconds, true)
      return true
    }
    guard isDue else { return }
    write(isTerminal ? "\r\(Self.line(progress))\u{1B}[K" : Self.line(progress) + "\n")
  }

  /// Clears the line from the terminal.
  func clear() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown, isTerminal { write("\r\u{1B}[K") }
  }

  /// `1200 of 5000 articles, 34.1 a second, 3 failed, about 2 min left`.
  static func line(_ progress: BatchProgress) -> String {
    let rate = progress.articlesPerSecond
    var line = "\(progress.done) of \(progress.total) articles"
    if progress.done == 0 { line += ", \(Int(progress.milliseconds / 1000)) s" }
    if rate > 0 { line += ", \(Decimals.tenths(rate)) a second" }
    if progress.errors > 0 { line += ", \(progress.errors) failed" }
    guard let seconds = progress.secondsLeft else { return line }
    let left = Int(min(seconds.rounded(.up), 1e9))
    return line + ", about \(left < 100 ? "\(left) s" : "\(left / 60) min") left"
  }

  private func write(_ text: String) {
    // Progress output is optional: a failed write must not stop the batch.
    try? Files.write(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
  }
}

extension Session {
  /// One decimal, `34.1`, or none from 100 on, `340`.
  static func tenths(_ number: Double) -> String {
    let tenths = Int(min(max(number, 0), 1e12) * 10 + 0.5)
    return tenths >= 1000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
