import Synchronization

/// What a plugin that is a process tells while it starts or works.
package struct PluginNews: Sendable, Hashable {
  /// The plugin's name.
  package let plugin: String
  /// Its words; they may have control characters.
  package let text: String
  /// How much is done, and of how much.
  package var done: Int?
  package var of: Int?
  /// Whether it is a line of its standard error, not its progress.
  package var isError = false

  /// `loading weights, 3 of 10`.
  package var words: String {
    guard let done else { return text }
    return "\(text), \(done)" + (of.map { " of \($0)" } ?? "")
  }
}

/// Hands news of plugins to whoever listens; its listener may change while a plugin runs.
package final class PluginNewsDesk: Sendable {
  /// A listener, which any thread may call.
  package typealias Listener = @Sendable (PluginNews) -> Void

  private let listener: Mutex<Listener?>

  /// Creates a desk with a listener.
  package init(_ listener: Listener? = nil) { self.listener = Mutex(listener) }

  /// Changes the listener.
  package func listen(_ new: Listener?) { listener.withLock { $0 = new } }

  func tell(_ news: PluginNews) { listener.withLock { $0 }?(news) }
}
