/// Adds up number words as they are read: `twenty-six`, `a hundred and ten`, `nineteen ninety-six`,
/// `two thousand and ten`.
struct NumberWords {
  private var total = 0
  private var current = 0
  private var isPair = false
  /// How many words were taken.
  private(set) var count = 0

  /// The number so far.
  var value: Int { total &+ current }

  /// Whether it can be a year said as two numbers (`nineteen ninety-six`).
  var isYear: Bool { isPair && (1000...2999).contains(value) }

  /// Whether an `and` may follow, as after a hundred.
  var admitsAnd: Bool { count > 1 && value >= 100 && value % 100 == 0 }

  /// Takes the next word's number; false if it begins another number.
  mutating func take(_ number: Int) -> Bool {
    guard fits(number) else { return false }
    switch number {
    case 100: current = max(1, current) &* 100
    case 1000...:
      total = total &+ max(1, current) &* number
      current = 0
    default:
      if isYearPair(number) {
        current = current * 100 + number
        isPair = true
      } else {
        current = current &+ number
      }
    }
    count += 1
    return true
  }

  private func isYearPair(_ number: Int) -> Bool {
    !isPair && total == 0 && (11...20).contains(current) && number >= 10
  }

  private func fits(_ number: Int) -> Bool {
    if count == 0 { return true }
    if number >= 1000 { return current > 0 && current < 1000 && total == 0 && !isPair }
    if number == 100 { return (1...99).contains(current) }
    if isYearPair(number) { return true }
    // A smaller place must be free: "twenty six", "hundred thirty", but not "six seven".
    return number < 10 ? current % 10 == 0 && current % 100 != 10 : current % 100 == 0
  }
}
