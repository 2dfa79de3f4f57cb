import DateEngine

/// What English words in a match mean.
extension Match {
  /// `last`, `next`, `this` before a month, weekday or season.
  var direction: Direction {
    if has(.next) || has(.coming) { return .next }
    if has(.last) || has(.previous) { return .last }
    return has(.this) || has(.current) ? .this : .open
  }

  /// The last number that was taken, such as the year after a day.
  var lastNumber: Int? {
    for nth in stride(from: takenCount - 1, through: 0, by: -1) {
      let lexeme = passage.lexemes[taken(nth).lexeme]
      if lexeme.categories.contains(.number) || lexeme.categories.contains(.year) {
        return lexeme.number
      }
    }
    return nil
  }

  /// The hour that precedes the first colon.
  func hour(before colon: Lexeme) -> Int? {
    (0..<takenCount).lazy.map { self.passage.lexemes[self.taken($0).lexeme] }
      .first { $0.last == colon.first - 1 }?.number
  }

  /// The number after the n-th colon.
  private func number(afterColon nth: Int) -> Int? {
    guard let colon = lexeme(.colon, nth) else { return nil }
    let after = (0..<takenCount).lazy.map { self.passage.lexemes[self.taken($0).lexeme] }
      .first { $0.first == colon.last + 1 }
    return after.flatMap { $0.categories.contains(.number) ? $0.number : nil }
  }

  var minuteAfterColon: Int? { number(afterColon: 0) }
  var secondAfterColon: Int? { number(afterColon: 1) }

  /// The hours of an offset from Greenwich, after a plus or the last hyphen.
  var offset: Int? {
    for nth in stride(from: takenCount - 1, to: 0, by: -1) {
      let before = passage.lexemes[taken(nth - 1).lexeme].categories
      let lexeme = passage.lexemes[taken(nth).lexeme]
      if before.contains(.colon), lexeme.categories.contains(.minute) { continue }
      if before.contains(.plus) || before.contains(.hyphen),
        lexeme.categories.contains(.number)
      {
        return lexeme.number
      }
    }
    return nil
  }

  /// How many units `last`, `this` or `next` move.
  var steps: Int {
    switch direction {
    case .next: 1
    case .last: -1
    default: 0
    }
  }

  /// The modifier that words such as `early`, `about` or `or so` add.
  var modifier: Modifier? { modifier(Self.englishModifiers) }

  /// The categories whose number is a modifier, in the order in which they are tried.
  static let englishModifiers: [Category] = [.part, .edge, .bound, .over, .trailing]
}
