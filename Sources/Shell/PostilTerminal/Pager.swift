import PostilSystem

/// A pager: an external program that shows text longer than the screen, fed while it runs.
package final class Pager {
  private let pipe: UnsafeMutablePointer<FILE>
  /// Whether the pager still reads its input.
  package private(set) var isOpen = true

  /// Starts the pager's command; nil if it cannot be started.
  package init?(_ command: String) {
    guard let pipe = popen(command, "w") else { return nil }
    self.pipe = pipe
  }

  /// Sends text that is already escaped for a terminal. `isOpen` becomes false once the user has quit
  /// the pager.
  package func write(_ text: String) {
    var text = text
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, pipe) }
    if written < text.utf8.count { isOpen = false }
  }

  /// Closes the pager's input and waits until the user quits it; false if the system shell did not find
  /// the program.
  package func finish() -> Bool { pclose(pipe) >> 8 & 0xFF != 127 }
}
