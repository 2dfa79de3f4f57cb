import CLineEditor
import PostilSystem

/// The input and output of a session: both outputs, the pager, and the user's lines and keys.
package final class Console {
  /// Standard output.
  package let out: Output
  /// Standard error.
  package let err: Output
  /// Whether long output goes through a pager: a person uses the session.
  package let pages: Bool
  /// The pager's command.
  package var pager = "cat"
  /// Reads a line after a prompt, with an initial text; nil if input is not interactive.
  package var ask: ((_ prompt: String, _ text: String) -> String?)?

  package init(out: Output, err: Output, pages: Bool) {
    self.out = out
    self.err = err
    self.pages = pages
  }

  /// Prints lines, through a pager if output is interactive and they do not fit the screen.
  package func page(_ lines: [StyledLine]) throws { try page { print in try print(lines) } }

  /// Prints the lines that `body` produces, through a pager as soon as they do not fit the screen.
  package func page(_ body: (([StyledLine]) throws -> Void) throws -> Void) throws {
    guard pages, out.isTerminal, Terminal.isInteractive, !Terminal.isDumb else {
      return try body { try out.print($0) }
    }
    let paging = Paging(output: out, command: pager, rows: Terminal.size.rows)
    do { try body(paging.take) } catch is Paging.Left {}
    try paging.finish()
  }

  /// The key source of a command driven by single keys: the given keys, else the terminal; nil if there
  /// is neither. `isLive` is whether the screen can be redrawn.
  package func keys(_ given: String?) -> (source: any KeySource, isLive: Bool)? {
    if let given { return (ScriptedKeys(given), false) }
    guard out.isTerminal, let terminal = RawTerminal() else { return nil }
    line_editor_set_locale()
    return (TerminalKeys(terminal), !Terminal.isDumb)
  }
}
