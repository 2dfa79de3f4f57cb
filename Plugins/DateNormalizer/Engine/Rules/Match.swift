/// The lexemes that a pattern took, as a rule's meaning reads them.
///
/// A class with memory of its own, since one is refilled for each of thousands of attempts, and copying
/// it would cost more than they do. It must not outlive the call that created it.
package final class Match {
  /// A lexeme taken, by its index, with the categories it was taken as.
  package struct TakenLexeme {
    package var lexeme: Int
    package var categories: Categories
  }

  /// How many lexemes a pattern can take, and how many timexes it can have. A pattern that needs more
  /// never matches; a test checks all patterns against these bounds.
  package static let mostTaken = 24
  package static let mostGroups = 4

  /// The text with its lexemes.
  package let passage: Passage
  private let slots = UnsafeMutablePointer<TakenLexeme>.allocate(capacity: mostTaken)
  private let spans = UnsafeMutablePointer<ClosedRange<Int>>.allocate(capacity: mostGroups)
  // Private, so that the compiler sees all accesses and leaves out its checks of them.
  private var taken = 0
  private var groups = 0

  /// How many lexemes were taken.
  package var takenCount: Int { taken }
  /// How many timexes there are.
  package var groupCount: Int { groups }

  init(passage: Passage) { self.passage = passage }

  deinit {
    slots.deallocate()
    spans.deallocate()
  }

  /// The n-th lexeme taken, with the categories it was taken as.
  package func taken(_ nth: Int) -> TakenLexeme {
    precondition(nth < takenCount)
    return slots[nth]
  }

  /// The lexemes of the n-th timex.
  package func group(_ nth: Int) -> ClosedRange<Int> {
    precondition(nth < groupCount)
    return spans[nth]
  }

  /// The last lexeme of the last timex, -1 without one.
  var end: Int { groupCount > 0 ? spans[groupCount - 1].upperBound : -1 }

  /// The number of the n-th lexeme taken as a category; nil if there is none.
  package subscript(category: Category, nth: Int = 0) -> Int? {
    lexeme(category, nth).flatMap { passage.number($0, category) }
  }

  /// Whether a lexeme was taken as a category.
  package func has(_ category: Category) -> Bool { lexeme(category, 0) != nil }

  /// The n-th lexeme taken as a category.
  package func lexeme(_ category: Category, _ nth: Int) -> Lexeme? {
    var left = nth
    for index in 0..<takenCount where slots[index].categories.contains(category) {
      let lexeme = passage.lexemes[slots[index].lexeme]
      guard lexeme.categories.contains(category) else { continue }
      if left == 0 { return lexeme }
      left -= 1
    }
    return nil
  }

  /// The first token of the first timex.
  package var firstToken: Int { groupCount > 0 ? passage.lexemes[spans[0].lowerBound].first : 0 }
  /// The last token of the last timex.
  package var lastToken: Int { groupCount > 0 ? passage.lexemes[end].last : 0 }

  // MARK: Filling

  /// Empties it.
  func clear() { (taken, groups) = (0, 0) }

  /// Takes a lexeme; false if there is no room.
  func take(_ lexeme: Int, _ categories: Categories) -> Bool {
    guard taken < Self.mostTaken else { return false }
    (slots + taken).initialize(to: TakenLexeme(lexeme: lexeme, categories: categories))
    taken += 1
    return true
  }

  /// Adds a timex; false if there is no room.
  func group(_ lexemes: ClosedRange<Int>) -> Bool {
    guard groups < Self.mostGroups else { return false }
    (spans + groups).initialize(to: lexemes)
    groups += 1
    return true
  }

  /// How far it is filled; setting it undoes what was taken since.
  var checkpoint: (taken: Int, groups: Int) {
    get { (taken, groups) }
    set { (taken, groups) = newValue }
  }

  /// Whether nothing was taken yet.
  var isEmpty: Bool { takenCount == 0 }
}

extension Match {
  /// The unit taken, singular or plural.
  package var unit: Unit? { (self[.unit] ?? self[.units]).flatMap { Unit(rawValue: $0) } }

  /// The month taken, with or without its capital.
  package var month: Int? { self[.month] ?? self[.smallMonth] }

  /// The modifier of the first of some categories that was taken: `early`, `about`, `or so`.
  package func modifier(_ categories: [Category]) -> Modifier? {
    for category in categories {
      if let number = self[category] { return Modifier(rawValue: number) }
    }
    return nil
  }

  /// The length of `number unit`, with hundredths.
  package func amount(_ unit: Unit? = nil) -> Amount? {
    guard let unit = unit ?? self.unit else { return nil }
    guard let number = lexeme(.number, 0), let whole = self[.number] else {
      return Amount(has(.fuzzy) ? nil : self[.couple] ?? 1, unit)
    }
    guard whole < 10_000_000_000 else { return nil }
    let half = has(.half) ? 50 : 0
    return Amount(
      hundredths: whole * 100 + number.hundredths + half, unit, splits: number.isFraction)
  }

  /// The n-th year as written, with two digits or four.
  package func year(_ nth: Int = 0) -> Int? {
    if let year = self[.year, nth] { return year }
    guard let short = self[.shortYear, nth], short < 100 else { return nil }
    return passage.year(ofShort: short)
  }

  /// The n-th day of a month, as a number or an ordinal.
  package func day(_ nth: Int = 0) -> Int? {
    var left = nth
    for index in 0..<takenCount {
      let lexeme = passage.lexemes[slots[index].lexeme]
      let categories = slots[index].categories.intersection(lexeme.categories)
      for category in [Category.dayNumber, .dayOrdinal] where categories.contains(category) {
        if left == 0 { return passage.number(lexeme, category) }
        left -= 1
        break
      }
    }
    return nil
  }
}
