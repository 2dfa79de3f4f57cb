/// The characters that lanes are drawn with.
package struct Drawing: Hashable, Sendable {
  package let margin: String
  package let open: Character
  package let close: Character
  package let solid: Character
  package let dotted: Character
  package let continues: Character
  package let point: Character

  /// Box drawing, for a UTF-8 locale.
  package static let unicode = Drawing(
    margin: "│", open: "└", close: "┘", solid: "─", dotted: "┄", continues: "…", point: "╵")

  /// The ASCII set: `[PER 3---]`, `[PER?7...]` for a suggestion, `^LOC 1` for a narrow span.
  package static let ascii = Drawing(
    margin: "|", open: "[", close: "]", solid: "-", dotted: ".", continues: "~", point: "^")
}
