/// The keys of a command: the one place that its handling, `?`, help and the manual are made from.
package struct KeyTable<Target>: Sendable {
  /// The bindings in groups, in the order in which help shows them.
  package let groups: [[KeyBinding<Target>]]
  private let bindings: [Character: KeyBinding<Target>]

  package init(_ groups: [KeyBinding<Target>]...) {
    self.groups = groups
    bindings = Dictionary(
      groups.joined().flatMap { binding in binding.keys.map { ($0, binding) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The binding of a key; nil if the table does not have it.
  package subscript(key: Character) -> KeyBinding<Target>? { bindings[key] }

  /// All keys, in the order of the table.
  package var keys: [Character] { groups.joined().flatMap(\.keys) }

  /// Each binding for help and the manual: its keys, and what they do.
  package var entries: [(keys: String, does: String)] {
    groups.joined().map { ($0.names, $0.help) }
  }

  /// The important keys for a prompt; neighbours with the same hint share it: `][ edge`.
  package var hints: [String] {
    var hints: [(keys: String, hint: String)] = []
    for binding in groups.joined() {
      guard let hint = binding.hint else { continue }
      if hints.last?.hint == hint {
        hints[hints.count - 1].keys += binding.shortName
      } else {
        hints.append((binding.shortName, hint))
      }
    }
    return hints.map { "\($0.keys) \($0.hint)" }
  }

  /// The lines for `?`: one binding a line, its keys first.
  ///
  /// - Parameters:
  ///   - labels: Keys of labels, such as `1 PER`, shown last, side by side.
  ///   - width: The columns of the terminal.
  package func lines(labels: [String], width: Int) -> [StyledLine] {
    let column = 4 + (entries.map(\.keys.columns).max() ?? 0)
    return entries.flatMap { entry in
      StyledLine.row(StyledLine("  \(entry.keys)"), entry.does, at: column, width: width)
    } + StyledLine.flow(labels, indent: 2, width: width)
  }
}
