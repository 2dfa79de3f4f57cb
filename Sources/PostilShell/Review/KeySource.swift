/// Where the keys of a review come from: a terminal, or a script.
protocol KeySource: AnyObject {
  /// The next key, nil when there are no more.
  func next() -> Key?
  /// Lets go of the terminal for Ctrl-Z.
  func suspend()
}

/// Keys written down: `review --keys "aaxq"`.
final class ScriptedKeys: KeySource {
  private var keys: Substring

  init(_ keys: String) { self.keys = keys[...] }

  func next() -> Key? { keys.popFirst().map { .character($0) } }

  func suspend() {}
}

/// Keys of a person.
final class TerminalKeys: KeySource {
  private let terminal: RawTerminal

  init(_ terminal: RawTerminal) { self.terminal = terminal }

  func next() -> Key? { terminal.key() }

  func suspend() { terminal.suspend() }
}
