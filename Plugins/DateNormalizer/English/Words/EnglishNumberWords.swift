import DateEngine

/// Adds up English number words: `twenty-six`, `a hundred and ten`, `nineteen ninety-six`, `two thousand
/// and ten`.
struct EnglishNumberWords: NumberWords {
  private var total = 0
  private var current = 0
  private var isPair = false
  private(set) var count = 0

  var value: Int { total &+ current }

  /// A year can be read as two numbers (`nineteen ninety-six`); a number of this century is one.
  var isYear: Bool {
    isPair && (1000...2999).contains(value) || (2000...2099).contains(value)
  }

  /// `and` may be skipped, as after a hundred.
  func skips(_ categories: Categories) -> Bool {
    count > 1 && value >= 100 && value % 100 == 0 && categories.contains(.and)
  }

  /// `twenty-first`.
  func ordinal(with last: Int) -> Int? {
    value % 10 == 0 && value >= 20 && last < 10 ? value + last : nil
  }

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
