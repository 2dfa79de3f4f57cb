import PostilSystem
import PostilKit

/// The result of pressing TAB.
package struct CompletionAnswer: Hashable {
  /// The byte offset from which `replacement` replaces the text up to the cursor.
  package var start: Int
  /// The replacement text; nil if nothing can be added.
  package var replacement: String?
  /// The possible completions.
  package var choices: [String] = []

  package init(start: Int, replacement: String?, choices: [String] = []) {
    self.start = start
    self.replacement = replacement
    self.choices = choices
  }

  /// The choices laid out in columns that fit a width; at most 200 of them.
  package static func columns(_ choices: [String], width: Int) -> String {
    let shown = choices.prefix(200).map { Escaping.shown($0) }
    let cell = (shown.map(\.columns).max() ?? 0) + 2
    let perRow = max(1, width / cell)
    let rows = (shown.count + perRow - 1) / perRow
    var lines: [String] = []
    for row in 0..<rows {
      let cells = stride(from: row, to: shown.count, by: rows).map { shown[$0].padded(cell) }
      lines.append(cells.joined().trimmed)
    }
    if choices.count > shown.count { lines.append("… and \(choices.count - shown.count) more") }
    return lines.map { $0 + "\n" }.joined()
  }
}
