import CLineEditor
import PostilSystem

/// The capabilities and the size of the terminal.
package enum Terminal {
  /// The value of an environment variable; nil if it is unset or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let string = String(cString: value)
    return string.isEmpty ? nil : string
  }

  /// The columns of the terminal that a file descriptor is open on; nil if it is not a terminal.
  package static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Columns and rows of the terminal on standard output; else `COLUMNS` or 80 columns, and 24 rows.
  package static var size: (columns: Int, rows: Int) {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return (Int(size.ws_col), max(2, Int(size.ws_row)))
    }
    let columns = environment("COLUMNS").flatMap { Int($0) } ?? 80
    return (min(max(columns, 20), 1000), 24)
  }

  /// Whether both standard input and standard output are terminals.
  package static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Whether colours are wanted: standard output is a terminal that supports them, without `NO_COLOR`.
  package static var wantsColour: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil && !isDumb
  }

  /// Whether the terminal cannot move the cursor or show colours: `TERM` is `dumb` or unset.
  package static var isDumb: Bool { environment("TERM").map { $0 == "dumb" } ?? true }

  /// Whether the locale is UTF-8, so that box-drawing characters can be shown.
  package static var isUTF8: Bool { line_editor_locale_is_utf8() }
}
