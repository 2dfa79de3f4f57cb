import PostilShell
import PostilTerminal

extension Session {
  /// The index of the one that a person selects of several by a digit; nil for another key.
  ///
  /// - Parameters:
  ///   - name: What is selected: `ref`.
  ///   - count: How many there are.
  ///   - terminal: Where the key is typed; it is left afterwards.
  func selected(_ name: String, of count: Int, _ terminal: RawTerminal) throws -> Int? {
    let out = console.out
    try out.write(raw: "\(name)? a digit, or another key for none: ")
    try out.flush()
    let key = terminal.key()
    terminal.leave()
    guard case .character(let typed)? = key, let digit = typed.wholeNumberValue,
      (1...count).contains(digit)
    else {
      try out.print("none")
      return nil
    }
    try out.print("\(digit)")
    return digit - 1
  }
}
