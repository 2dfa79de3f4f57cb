import DateEngine

/// What English words in a match mean.
extension Match {
  /// `last`, `next`, `this` before a month, weekday or season.
  package var direction: Direction {
    if has(.next) || has(.coming) { return .next }
    if has(.last) || has(.previous) { return .last }
    return has(.this) || has(.current) ? .this : .open
  }

  /// The last number that was taken, such as the year after a day.
  package var lastNumber: Int? {
    for nth in stride(from: takenCount - 1, through: 0, by: -1) {
      let lexeme = passage.lexemes[taken(nth).lexeme]
      if lexeme.categories.contains(.number) || lexeme.categories.contains(.year) {
        return lexeme.number
      }
    }
    return nil
  }

  /// Whether the token after it is of a category.
  package func isFollowed(by category: Category) -> Bool { passage.is(lastToken + 1, category) }

  /// How many units `last`, `this` or `next` move.
  package var steps: Int {
    switch direction {
    case .next: 1
    case .last: -1
    default: 0
    }
  }

  /// The modifier that words such as `early`, `about` or `or so` add.
  package var modifier: Modifier? { modifier(Self.englishModifiers) }

  /// The categories whose number is a modifier, in the order in which they are tried.
  package static let englishModifiers: [Category] = [.part, .edge, .bound, .over, .trailing]
}
