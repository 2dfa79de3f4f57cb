import PostilShell
import PostilSystem
import PostilTerminal

/// A loop that shows something, reads one key and performs it: `review` and `mark`.
protocol KeyLoop: AnyObject {
  /// The keys and what they do.
  static var table: KeyTable<Self> { get }
  var session: Session { get }
  var request: Request { get }
  var keys: any KeySource { get }
  var screen: LiveScreen { get }
  /// The message of the next drawing.
  var message: String { get set }
  /// Whether the person has left.
  var hasLeft: Bool { get set }
  /// Performs a key that the table does not have.
  func performUnbound(_ key: Character) throws
}

extension KeyLoop {
  func performUnbound(_ key: Character) { refuseKey() }

  /// Notes that a key does nothing.
  func refuseKey() { message = "no such key; ? lists them" }

  /// Ends the loop.
  func leave() { hasLeft = true }

  /// Reads the next key and performs it; leaves if there are no more keys.
  func performNextKey() throws {
    guard let key = keys.next() else { return leave() }
    switch key {
    case .interrupt: leave()
    case .suspend:
      try screen.release()
      keys.suspend()
    case .pasted: message = "pasted text is not taken as keys; : or e takes it as text"
    case .escape, .other, .resized: break
    case .character(let character):
      try screen.echo(character)
      guard let binding = Self.table[character] else { return try performUnbound(character) }
      try binding.action(self, character)
    }
  }

  /// Runs a command that a person types after `prompt`; refuses where nobody types.
  ///
  /// - Parameter text: What is in the line already.
  /// - Returns: Whether the command could be typed.
  func runTypedCommand(prompt: String, text: String) throws -> Bool {
    guard let ask = session.console.ask else {
      message = "a command is typed at a terminal"
      return false
    }
    try screen.release()
    let line = keys.pause { ask(prompt, text) }
    if let line, !line.trimmed.isEmpty {
      try attempt { try request.interpreter.run(line: line) }
    }
    return true
  }

  /// Makes an error of `body` the next message.
  ///
  /// - Throws: `brokenPipe`.
  func attempt(_ body: () throws -> Void) throws {
    do { try body() } catch let error as PostilError {
      if case FileFact.brokenPipe = error.fact { throw error }
      message = ErrorReport.of(error).text
    }
  }
}
