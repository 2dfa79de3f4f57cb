import CLineEditor
import PostilSystem

/// What the terminal can do and how large it is.
package enum Terminal {
  /// An environment variable that is set and not empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let string = String(cString: value)
    return string.isEmpty ? nil : string
  }

  /// Columns and rows: of the terminal on standard output, else `COLUMNS`, else 80 by 24.
  package static var size: (columns: Int, rows: Int) {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return (Int(size.ws_col), max(2, Int(size.ws_row)))
    }
    let columns = environment("COLUMNS").flatMap { Int($0) } ?? 80
    return (min(max(columns, 20), 1000), 24)
  }

  /// Whether a person sits at both ends.
  package static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Whether colours are wanted: a terminal that can show them, and no `NO_COLOR`.
  package static var wantsColour: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil && !isDumb
  }

  /// Whether the terminal can do nothing but print one line below the other.
  package static var isDumb: Bool { environment("TERM").map { $0 == "dumb" } ?? true }

  /// Whether the locale can show box drawing.
  package static var isUTF8: Bool { line_editor_locale_is_utf8() }
}
