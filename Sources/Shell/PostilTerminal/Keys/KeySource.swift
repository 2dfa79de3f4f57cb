import CLineEditor
import PostilSystem

/// Where single keys come from: a terminal, or a script.
package protocol KeySource: AnyObject {
  /// The next key, nil when there are no more.
  func next() -> Key?
  /// The keys so far, as `--keys` takes them.
  var pressed: String { get }
  /// Says what the keys so far come to: what was typed on a line is written down as it was in the end.
  func amend(_ pressed: String)
  /// Lets go of the terminal for Ctrl-Z.
  func suspend()
  /// Lets go of the terminal while something else uses it.
  func pause<Result>(_ body: () throws -> Result) rethrows -> Result
}

/// Keys written down: `review --keys "aaxq"`.
package final class ScriptedKeys: KeySource {
  private var keys: Substring
  package private(set) var pressed = ""

  package init(_ keys: String) { self.keys = keys[...] }

  package func next() -> Key? {
    guard let key = keys.popFirst() else { return nil }
    pressed.append(key)
    return .character(key)
  }

  package func amend(_ pressed: String) { self.pressed = pressed }

  package func suspend() {}

  package func pause<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
}

/// Keys of a person.
package final class TerminalKeys: KeySource {
  private let terminal: RawTerminal
  package private(set) var pressed = ""

  package init(_ terminal: RawTerminal) { self.terminal = terminal }

  package func next() -> Key? {
    let key = terminal.key()
    // In a script backspace is z, and Enter ends nothing but a line.
    if case .character(let sign)? = key { pressed.append(sign == "\u{8}" ? "z" : sign) }
    return key
  }

  package func amend(_ pressed: String) { self.pressed = pressed }

  package func suspend() { terminal.suspend() }

  package func pause<Result>(_ body: () throws -> Result) rethrows -> Result {
    terminal.leave()
    defer { terminal.enter() }
    return try body()
  }
}
