/// One way of writing a time: its pattern, what it means, and an example that the tests run.
package struct Rule: Sendable {
  /// Its name, which `why` prints.
  package let name: String
  /// Its pattern, as `Pattern` compiles it.
  package let pattern: String
  /// `words = value`, with `; ` between the values of several timexes.
  package let example: String
  /// Cases in which it does not apply.
  package let guards: [Guard]
  /// Conditions that must hold for it to apply.
  package let conditions: [Guard]
  /// What it means: one reading for each bracket of the pattern; none if there is no such time.
  package let readings: @Sendable (Match) -> [Reading]

  /// A rule of one timex.
  package init(
    _ name: String, _ pattern: String, _ example: String, unless guards: [Guard] = [],
    only conditions: [Guard] = [],
    _ meaning: @escaping @Sendable (Match) -> Meaning?
  ) {
    self.init(
      name, pattern, example, unless: guards, only: conditions,
      each: { match in
        meaning(match).map { [Reading($0)] } ?? []
      })
  }

  /// A rule of several timexes, or of one with a quantity or frequency.
  package init(
    _ name: String, _ pattern: String, _ example: String, unless guards: [Guard] = [],
    only conditions: [Guard] = [],
    each readings: @escaping @Sendable (Match) -> [Reading]
  ) {
    self.name = name
    self.pattern = pattern
    self.example = example
    self.guards = guards
    self.conditions = conditions
    self.readings = readings
  }
}
