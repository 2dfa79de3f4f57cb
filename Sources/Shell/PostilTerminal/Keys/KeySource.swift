import CLineEditor
import PostilSystem

/// A source of single keys: a terminal or a script.
package protocol KeySource: AnyObject {
  /// The next key; nil if there are no more.
  func next() -> Key?
  /// The keys so far, in the notation of `--keys`.
  var pressed: String { get }
  /// Gives a key back, which is then the next one.
  func putBack(_ key: Key)
  /// Replaces the record of the keys so far: text edited on a line is recorded in its final form.
  func amend(_ pressed: String)
  /// Restores the terminal and suspends the process, for Ctrl-Z.
  func suspend()
  /// Restores the terminal while `body` uses it.
  func pause<Result>(_ body: () throws -> Result) rethrows -> Result
}

extension KeySource {
  /// The next key that is pressed: a change of the terminal's size is passed over.
  package func nextPress() -> Key? {
    while let key = next() { if key != .resized { return key } }
    return nil
  }
}

/// Keys from a script: `review --keys "aaxq"`.
package final class ScriptedKeys: KeySource {
  private var keys: Substring
  package private(set) var pressed = ""

  package init(_ keys: String) { self.keys = keys[...] }

  package func next() -> Key? {
    guard let key = keys.popFirst() else { return nil }
    pressed.append(key)
    return .character(key)
  }

  package func putBack(_ key: Key) {
    guard case .character(let character) = key else { return }
    keys = Substring(String(character) + keys)
    if pressed.last == character { pressed.removeLast() }
  }

  package func amend(_ pressed: String) { self.pressed = pressed }

  package func suspend() {}

  package func pause<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }
}

/// Keys pressed at a terminal.
package final class TerminalKeys: KeySource {
  private let terminal: RawTerminal
  package private(set) var pressed = ""

  private var putBack: [Key] = []

  package init(_ terminal: RawTerminal) { self.terminal = terminal }

  package func putBack(_ key: Key) { putBack.append(key) }

  package func next() -> Key? {
    if let key = putBack.popLast() { return key }
    let key = terminal.key()
    // In the notation of `--keys` backspace is z.
    if case .character(let character)? = key {
      pressed.append(character == "\u{8}" ? "z" : character)
    }
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
