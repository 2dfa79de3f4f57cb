import PostilSystem

/// One or more keys of a command of single keys: what help says about them, and what they do.
package struct KeyBinding<Target>: Sendable {
  /// The keys, the one to recommend first.
  package let keys: [Character]
  /// What they do, in a few words.
  package let help: String
  /// The words of the prompt, where the key is important enough to be shown there.
  package let hint: String?
  /// Performs the key that was pressed.
  package let action: @Sendable (_ target: Target, _ key: Character) throws -> Void

  /// Keys that all do the same.
  package init(
    _ keys: Character..., help: String, hint: String? = nil,
    action: @escaping @Sendable (Target) throws -> Void
  ) {
    self.keys = keys
    self.help = help
    self.hint = hint
    self.action = { target, _ in try action(target) }
  }

  /// Keys whose action depends on which of them was pressed.
  package init(
    _ keys: Character..., help: String, hint: String? = nil,
    byKey action: @escaping @Sendable (Target, Character) throws -> Void
  ) {
    self.keys = keys
    self.help = help
    self.hint = hint
    self.action = action
  }

  /// The names of the keys: `a, y, Enter`, `j, down`, `1-9`.
  package var names: String {
    range ?? keys.flatMap(Self.names).uniqued().joined(separator: ", ")
  }

  /// The name of the first key, or of a range of digits.
  var shortName: String { range ?? keys.first.map { $0 == " " ? "space" : String($0) } ?? "" }

  /// More than two digits in a row: `1-9`.
  private var range: String? {
    guard keys.count > 2, keys.allSatisfy(\.isNumber), let first = keys.first, let last = keys.last
    else { return nil }
    return "\(first)-\(last)"
  }

  /// The names of a key; arrow keys are read as vi's letters.
  private static func names(_ key: Character) -> [String] {
    switch key {
    case " ": ["space"]
    case "\u{8}": ["backspace"]
    case "\r", "\n": ["Enter"]
    case "h": ["h", "left"]
    case "j": ["j", "down"]
    case "k": ["k", "up"]
    case "l": ["l", "right"]
    default: [String(key)]
    }
  }
}
