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

  /// The sentence for help and the manual, in lines of at most 100 columns.
  package var sentence: String {
    let all = groups.joined().map(Self.entry)
    let entries = ["Keys:"] + all.dropLast().map { $0 + "," } + all.suffix(1).map { $0 + "." }
    return Self.lines(entries, gap: " ", width: 100, indent: 0).map(\.text).joined(separator: "\n")
  }

  /// The important keys for a prompt; neighbours with the same hint share it: `][ edge`.
  package var hints: String {
    var hints: [(keys: String, hint: String)] = []
    for binding in groups.joined() {
      guard let hint = binding.hint else { continue }
      if hints.last?.hint == hint {
        hints[hints.count - 1].keys += binding.shortName
      } else {
        hints.append((binding.shortName, hint))
      }
    }
    return hints.map { "\($0.keys) \($0.hint)" }.joined(separator: "  ")
  }

  /// The lines for `?`: a group begins a line, and lines are broken between bindings.
  ///
  /// - Parameters:
  ///   - labels: Keys of labels, such as `1 PER`, shown last.
  ///   - width: The columns of the terminal.
  package func lines(labels: [String], width: Int) -> [StyledLine] {
    groups.flatMap { Self.lines($0.map(Self.entry), gap: "   ", width: width, indent: 2) }
      + Self.lines(labels, gap: "  ", width: width, indent: 2)
  }

  private static func entry(_ binding: KeyBinding<Target>) -> String {
    "\(binding.names) \(binding.help)"
  }

  /// Entries side by side while they fit; an entry that is too long is broken at its blanks.
  private static func lines(
    _ entries: [String], gap: String, width: Int, indent: Int
  ) -> [StyledLine] {
    var lines: [String] = []
    for entry in entries {
      if let line = lines.last, line.columns + gap.count + entry.columns <= width {
        lines[lines.count - 1] += gap + entry
      } else {
        let blanks = lines.isEmpty ? indent : 2 * indent
        lines.append(String(repeating: " ", count: blanks) + entry)
      }
    }
    return lines.flatMap { StyledLine($0).wrapped(to: width, indent: 3 * indent) }
  }
}
