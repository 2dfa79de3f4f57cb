/// The rules of a language.
package struct Grammar: Sendable {
  /// The families, in order: of two rules that take the same words, the first wins.
  package var families: [[Rule]]
  /// Words too frequent to look rules up by: a rule is looked up by the first word it needs that is not
  /// one of these, else by the last one it needs.
  package var frequent: Categories
  /// The categories whose number is a timex's modifier, in the order in which they are tried.
  package var modifiers: [Category]

  /// Creates a grammar; all but the families may be missing.
  package init(
    _ families: [[Rule]], frequent: Categories = [], modifiers: [Category] = Grammar.modifiers
  ) {
    (self.families, self.frequent, self.modifiers) = (families, frequent, modifiers)
  }

  /// The engine's own modifiers.
  package static let modifiers: [Category] = [.part, .edge, .bound, .trailing]
}
