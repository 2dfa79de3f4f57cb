/// The lexemes that a pattern took, as a rule's meaning reads them.
struct Match {
  /// The text with its lexemes.
  let passage: Passage
  /// Each lexeme taken, with what it was taken for.
  var taken: [(lexeme: Int, as: Categories)] = []
  /// The lexemes of each timex.
  var groups: [ClosedRange<Int>] = []

  /// The number of the n-th lexeme taken as a category; nil if there is none.
  subscript(category: Category, nth: Int = 0) -> Int? {
    lexeme(category, nth).flatMap { passage.number($0, category) }
  }

  /// Whether a lexeme was taken as a category.
  func has(_ category: Category) -> Bool { lexeme(category, 0) != nil }

  /// The n-th lexeme taken as a category.
  func lexeme(_ category: Category, _ nth: Int) -> Lexeme? {
    var left = nth
    for (index, categories) in taken
    where categories.contains(category) && passage.lexemes[index].categories.contains(category) {
      if left == 0 { return passage.lexemes[index] }
      left -= 1
    }
    return nil
  }

  /// The first token of the first timex.
  var firstToken: Int { groups.first.map { passage.lexemes[$0.lowerBound].first } ?? 0 }
  /// The last token of the last timex.
  var lastToken: Int { groups.last.map { passage.lexemes[$0.upperBound].last } ?? 0 }
}

extension Match {
  /// The unit taken, singular or plural.
  var unit: Unit? { (self[.unit] ?? self[.units]).flatMap { Unit(rawValue: $0) } }

  /// `last`, `next`, `this` before a month, weekday or season.
  var direction: Direction {
    if has(.next) || has(.coming) { return .next }
    if has(.last) || has(.previous) { return .last }
    return has(.this) || has(.current) ? .this : .open
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
  var modifier: Modifier? {
    (self[.part] ?? self[.edge] ?? self[.bound] ?? self[.over] ?? self[.trailing]).flatMap {
      Modifier(rawValue: $0)
    }
  }

  /// The length of `number unit`, with hundredths.
  func amount(_ unit: Unit? = nil) -> Amount? {
    guard let unit = unit ?? self.unit else { return nil }
    guard let number = lexeme(.number, 0), let whole = self[.number] else {
      return Amount(has(.fuzzy) ? nil : self[.couple] ?? 1, unit)
    }
    guard whole < 1_000_000 else { return nil }
    let half = has(.half) ? 50 : 0
    return Amount(
      hundredths: whole * 100 + number.hundredths + half, unit, splits: number.isFraction)
  }

  /// A year as written, with two digits or four.
  func year(_ nth: Int = 0) -> Int? {
    if let year = self[.year, nth] { return year }
    guard let short = self[.shortYear, nth], short < 100 else { return nil }
    return short < 50 ? 2000 + short : 1900 + short
  }

  /// Day of the month, as a number or an ordinal.
  func day(_ nth: Int = 0) -> Int? {
    var left = nth
    for (index, categories) in taken {
      let lexeme = passage.lexemes[index]
      for category in [Category.dayNumber, .dayOrdinal]
      where categories.contains(category) && lexeme.categories.contains(category) {
        if left == 0 { return passage.number(lexeme, category) }
        left -= 1
        break
      }
    }
    return nil
  }
}
