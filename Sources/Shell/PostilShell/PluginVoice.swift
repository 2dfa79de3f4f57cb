import PostilPlugins
import PostilSystem
import PostilTerminal

/// Says on standard error what plugins tell.
package enum PluginVoice {
  /// A listener that hands on progress, and prints what plugins print on their standard error if that is wanted.
  ///
  /// - Parameter progress: Gets words such as `llm: loading weights, 3 of 10`, escaped for a terminal.
  package static func listener(
    printsErrors: Bool, progress: @escaping @Sendable (String) -> Void
  ) -> PluginNewsDesk.Listener {
    let start = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : ""
    return { news in
      let words = Escaping.shown("\(news.plugin): \(news.words)")
      guard news.isError else { return progress(words) }
      guard printsErrors else { return }
      // A failed write must not stop the work.
      try? Files.write(Array("\(start)\(words)\n".utf8), to: STDERR_FILENO, path: "standard error")
    }
  }
}
