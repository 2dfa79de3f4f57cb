import PostilStream
import PostilSystem
import PostilWorkbench
import Synchronization

/// Shows the progress of a batch or a stream on standard error: one line that is overwritten at a terminal,
/// else periodic lines.
package final class ProgressMeter: Sendable {
  /// The interval between two updates in milliseconds: at a terminal, and elsewhere.
  private static let (often, seldom) = (100.0, 30_000.0)
  /// A batch that ends sooner, in milliseconds, shows no progress.
  private static let patience = 400.0

  /// Whether standard error is a terminal.
  package let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex((last: 0.0, isShown: false, note: ""))

  /// Makes a meter that shows nothing yet.
  package init() {}

  /// Sets words that follow the counts, which must be escaped for a terminal.
  package func note(_ words: String) { state.withLock { $0.note = words } }

  /// Shows the progress of a batch, unless the last update was too recent.
  package func show(_ progress: BatchProgress) {
    guard progress.done < progress.total else { return }
    show(Self.line(progress), at: progress.milliseconds)
  }

  /// Shows the progress of a stream, unless the last update was too recent.
  package func show(_ progress: StreamProgress) {
    show(Self.line(progress), at: progress.milliseconds)
  }

  private func show(_ line: @autoclosure () -> String, at milliseconds: Double) {
    let pause = isTerminal ? Self.often : Self.seldom
    let note = state.withLock { state -> String? in
      guard milliseconds >= state.last + pause, milliseconds >= Self.patience else { return nil }
      (state.last, state.isShown) = (milliseconds, true)
      return state.note.isEmpty ? "" : "; \(state.note)"
    }
    guard let note else { return }
    write(isTerminal ? "\r\(line())\(note)\u{1B}[K" : "\(line())\(note)\n")
  }

  /// Clears the line from the terminal.
  package func clear() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown, isTerminal { write("\r\u{1B}[K") }
  }

  /// `1200 of 5000 articles, 34.1 a second, 3 failed, about 2 min left`.
  package static func line(_ progress: BatchProgress) -> String {
    let rate = progress.articlesPerSecond
    var line = "\(progress.done) of \(progress.total) articles"
    if progress.done == 0 { line += ", \(Int(progress.milliseconds / 1000)) s" }
    if rate > 0 { line += ", \(Decimals.tenths(rate)) a second" }
    if progress.errors > 0 { line += ", \(progress.errors) failed" }
    return line + left(progress.secondsLeft)
  }

  /// `1200 records, 340 a second, 1.1 MB/s, 3 failed, about 2 min left`.
  package static func line(_ progress: StreamProgress) -> String {
    var line = "\(progress.answered) records"
    line += ", \(Decimals.tenths(progress.recordsPerSecond)) a second"
    line += ", \(Decimals.tenths(progress.megabytesPerSecond)) MB/s"
    if progress.failed > 0 { line += ", \(progress.failed) failed" }
    return line + left(progress.secondsLeft)
  }

  private static func left(_ seconds: Double?) -> String {
    guard let seconds else { return "" }
    let left = Int(min(seconds.rounded(.up), 1e9))
    return ", about \(left < 100 ? "\(left) s" : "\(left / 60) min") left"
  }

  private func write(_ text: String) {
    // Progress output is optional: a failed write must not stop the batch.
    try? Files.write(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
  }
}

/// Shows at a terminal how far a command is that looks at all articles, once it takes long.
package final class ArticleMeter {
  private let meter = ProgressMeter()
  private let start = Platform.milliseconds()

  /// Makes a meter that shows nothing yet.
  package init() {}

  /// Shows the number of articles that are done and that of all, unless the last update was too recent.
  package func show(_ done: Int, of total: Int) {
    guard meter.isTerminal else { return }
    meter.show(
      BatchProgress(total: total, done: done, milliseconds: Platform.milliseconds() - start))
  }

  /// Clears the line from the terminal.
  package func clear() { meter.clear() }
}
