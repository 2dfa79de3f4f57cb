/// The signs that lanes are drawn with.
struct Drawing: Hashable, Sendable {
  let margin: String
  let open: Character
  let close: Character
  let solid: Character
  let dotted: Character
  let continues: Character
  let point: Character

  /// Box drawing, for a UTF-8 locale.
  static let unicode = Drawing(
    margin: "│", open: "└", close: "┘", solid: "─", dotted: "┄", continues: "…", point: "╵")

  /// The ASCII set: `[PER 3---]`, `(PER?7..)` is `[PER?7...]`, `^LOC 1`.
  static let ascii = Drawing(
    margin: "|", open: "[", close: "]", solid: "-", dotted: ".", continues: "~", point: "^")
}
