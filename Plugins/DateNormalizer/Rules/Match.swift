/// The lexemes that a pattern took, as a rule's meaning reads them.
///
/// A class with memory of its own, since one is filled again for each of thousands of attempts, and
/// copying it would cost more than they do. It lives no longer than the call that made it.
final class Match {
  /// A lexeme taken, by its place, with what it was taken for.
  struct Taken {
    var lexeme: Int
    var categories: Categories
  }

  /// How many lexemes a pattern can take, and how many timexes it can have. What needs more fits
  /// nowhere; a test compiles all patterns with these bounds.
  static let mostTaken = 24
  static let mostGroups = 4

  /// The text with its lexemes.
  let passage: Passage
  private let slots = UnsafeMutablePointer<Taken>.allocate(capacity: mostTaken)
  private let spans = UnsafeMutablePointer<ClosedRange<Int>>.allocate(capacity: mostGroups)
  /// How many lexemes were taken.
  private(set) var takenCount = 0
  /// How many timexes there are.
  private(set) var groupCount = 0

  init(passage: Passage) { self.passage = passage }

  deinit {
    slots.deallocate()
    spans.deallocate()
  }

  /// The n-th lexeme taken, with what it was taken for.
  func taken(_ nth: Int) -> Taken {
    precondition(nth < takenCount)
    return slots[nth]
  }

  /// The lexemes of the n-th timex.
  func group(_ nth: Int) -> ClosedRange<Int> {
    precondition(nth < groupCount)
    return spans[nth]
  }

  /// The last lexeme of the last timex, -1 without one.
  var end: Int { groupCount > 0 ? spans[groupCount - 1].upperBound : -1 }

  /// The number of the n-th lexeme taken as a category; nil if there is none.
  subscript(category: Category, nth: Int = 0) -> Int? {
    lexeme(category, nth).flatMap { passage.number($0, category) }
  }

  /// Whether a lexeme was taken as a category.
  func has(_ category: Category) -> Bool { lexeme(category, 0) != nil }

  /// The n-th lexeme taken as a category.
  func lexeme(_ category: Category, _ nth: Int) -> Lexeme? {
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
  var firstToken: Int { groupCount > 0 ? passage.lexemes[spans[0].lowerBound].first : 0 }
  /// The last token of the last timex.
  var lastToken: Int { groupCount > 0 ? passage.lexemes[end].last : 0 }

  // MARK: Filling it

  /// Forgets all.
  func clear() { (takenCount, groupCount) = (0, 0) }

  /// Takes a lexeme; false if there is no room.
  func take(_ lexeme: Int, _ categories: Categories) -> Bool {
    guard takenCount < Self.mostTaken else { return false }
    (slots + takenCount).initialize(to: Taken(lexeme: lexeme, categories: categories))
    takenCount += 1
    return true
  }

  /// Adds a timex; false if there is no room.
  func group(_ lexemes: ClosedRange<Int>) -> Bool {
    guard groupCount < Self.mostGroups else { return false }
    (spans + groupCount).initialize(to: lexemes)
    groupCount += 1
    return true
  }

  /// How far it is filled; setting it gives back what was taken since.
  var mark: (taken: Int, groups: Int) {
    get { (takenCount, groupCount) }
    set { (takenCount, groupCount) = newValue }
  }

  /// Whether nothing was taken yet.
  var isEmpty: Bool { takenCount == 0 }
}

extension Match {
  /// The unit taken, singular or plural.
  var unit: Unit? { (self[.unit] ?? self[.units]).flatMap { Unit(rawValue: $0) } }

  /// The month taken, with or without its capital.
  var month: Int? { self[.month] ?? self[.smallMonth] }

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
