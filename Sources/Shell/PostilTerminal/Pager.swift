import PostilSystem

/// A program that shows what is longer than the screen, fed while it shows.
package final class Pager {
  private let pipe: UnsafeMutablePointer<FILE>
  /// Whether it still reads.
  package private(set) var isOpen = true

  /// Starts a command; nil if that is impossible.
  package init?(_ command: String) {
    guard let pipe = popen(command, "w") else { return nil }
    self.pipe = pipe
  }

  /// Sends text that is safe for a terminal. A pager that was left takes nothing more.
  package func write(_ text: String) {
    var text = text
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, pipe) }
    if written < text.utf8.count { isOpen = false }
  }

  /// Shows what was sent and waits until the person leaves; false if the system's shell found no such
  /// program.
  package func finish() -> Bool { pclose(pipe) >> 8 & 0xFF != 127 }
}
