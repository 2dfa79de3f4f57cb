import CLineEditor
import PostilSystem

/// Where single keys come from: a terminal, or a script.
protocol KeySource: AnyObject {
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
final class ScriptedKeys: KeySource {
  private var keys: Substring
  private(set) var pressed = ""

  init(_ keys: String) { self.keys = keys[...] }

  func next() -> Key? {
    guard let key = keys.popFirst() else { return nil }
    pressed.append(key)
    return .character(key)
  }

  func amend(_ pressed: String) { self.pressed = pressed }

  func suspend() {}

  func pause<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
}

/// Keys of a person.
final class TerminalKeys: KeySource {
  private let terminal: RawTerminal
  private(set) var pressed = ""

  init(_ terminal: RawTerminal) { self.terminal = terminal }

  func next() -> Key? {
    let key = terminal.key()
    // In a script backspace is z, and Enter ends nothing but a line.
    if case .character(let sign)? = key { pressed.append(sign == "\u{8}" ? "z" : sign) }
    return key
  }

  func amend(_ pressed: String) { self.pressed = pressed }

  func suspend() { terminal.suspend() }

  func pause<Result>(_ body: () throws -> Result) rethrows -> Result {
    terminal.leave()
    defer { terminal.enter() }
    return try body()
  }
}

extension Session {
  /// The keys of a command of single keys: those of `--keys`, else a person's.
  ///
  /// - Throws: `usage` where there is neither.
  func keys(
    _ arguments: Arguments, for command: any Command
  ) throws(PostilError) -> (any KeySource, isLive: Bool) {
    if let keys = arguments.value("keys") { return (ScriptedKeys(keys), false) }
    guard output.isTerminal, let terminal = RawTerminal() else {
      throw .usage(
        reason: "\(command.name) reads keys from a terminal, and there is none",
        next: command.name == "review"
          ? "say review --keys=aax, or accept and reject" : "say \(command.name) --keys=KEYS")
    }
    line_editor_set_locale()
    return (TerminalKeys(terminal), !Terminal.isDumb)
  }
}
