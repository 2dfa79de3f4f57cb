import CLineEditor
import PostilSystem

/// Where a session prints and where it asks: both outputs, the pager, lines and keys of a person.
package final class Console {
  /// Standard output.
  package let out: Output
  /// Standard error.
  package let err: Output
  /// Whether a person is at it: long output goes through a pager.
  package let pages: Bool
  /// The command that shows more than a screen.
  package var pager = "cat"
  /// Reads a line after a prompt, with some text in it already; nil where nobody types.
  package var ask: ((_ prompt: String, _ text: String) -> String?)?

  package init(out: Output, err: Output, pages: Bool) {
    self.out = out
    self.err = err
    self.pages = pages
  }

  /// Prints lines, through a pager if a person reads and the screen is too small for them.
  package func page(_ lines: [StyledLine]) throws { try page { print in try print(lines) } }

  /// Prints what `body` gives, through a pager as soon as it is too much for the screen.
  package func page(_ body: (([StyledLine]) throws -> Void) throws -> Void) throws {
    guard pages, out.isTerminal, Terminal.isInteractive, !Terminal.isDumb else {
      return try body { try out.print($0) }
    }
    let paging = Paging(output: out, command: pager, rows: Terminal.size.rows)
    do { try body(paging.take) } catch is Paging.Left {}
    try paging.finish()
  }

  /// The keys of a command of single keys: given ones, else a person's; nil where there is neither.
  package func keys(_ given: String?) -> (source: any KeySource, isLive: Bool)? {
    if let given { return (ScriptedKeys(given), false) }
    guard out.isTerminal, let terminal = RawTerminal() else { return nil }
    line_editor_set_locale()
    return (TerminalKeys(terminal), !Terminal.isDumb)
  }
}
