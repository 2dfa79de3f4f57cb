/// A case in which a rule does not apply although its pattern fits.
package struct Guard: Sendable {
  package let applies: @Sendable (Match) -> Bool

  /// Creates a guard from what it checks.
  package init(_ applies: @escaping @Sendable (Match) -> Bool) { self.applies = applies }
}
