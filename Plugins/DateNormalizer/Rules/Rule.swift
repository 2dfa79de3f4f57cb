/// One way of writing a time: what it looks like, what it means, and an example that the tests run.
struct Rule: Sendable {
  /// What `why` calls it.
  let name: String
  /// What it looks like.
  let pattern: String
  /// `words = value`, with `; ` between the values of several timexes.
  let example: String
  /// Cases in which it does not apply.
  let guards: [Guard]
  /// Cases outside of which it does not apply.
  let conditions: [Guard]
  /// What it means: one reading for each bracket of the pattern, none if it cannot be.
  let readings: @Sendable (Match) -> [Reading]

  /// A rule of one timex.
  init(
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

  /// A rule of several timexes, or of one with more than a value.
  init(
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
