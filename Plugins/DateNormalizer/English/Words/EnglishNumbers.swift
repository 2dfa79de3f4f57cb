import DateEngine

/// Adds up English number words: `twenty-six`, `a hundred and ten`, `nineteen ninety-six`, `two thousand
/// and ten`.
package struct EnglishNumbers: NumberGrammar {
  package init() {}

  package func add(_ number: Int, to sum: inout NumberSum) -> Bool {
    guard fits(number, sum) else { return false }
    switch number {
    case 100: sum.current = max(1, sum.current) &* 100
    case 1000...:
      sum.total = sum.total &+ max(1, sum.current) &* number
      sum.current = 0
    default:
      if isYearPair(number, sum) {
        sum.current = sum.current * 100 + number
        sum.isPair = true
      } else {
        sum.current = sum.current &+ number
      }
    }
    sum.count += 1
    return true
  }

  /// A year can be read as two numbers (`nineteen ninety-six`); a number of this century is one.
  package func isYear(_ sum: NumberSum) -> Bool {
    sum.isPair && (1000...2999).contains(sum.value) || (2000...2099).contains(sum.value)
  }

  /// `and` may be skipped, as after a hundred.
  package func skips(_ categories: Categories, after sum: NumberSum) -> Bool {
    sum.count > 1 && sum.value >= 100 && sum.value % 100 == 0 && categories.contains(.and)
  }

  /// `twenty-first`.
  package func takesOrdinal(_ sum: NumberSum) -> Bool { sum.value % 10 == 0 && sum.value >= 20 }

  package func ordinal(_ sum: NumberSum, with last: Int) -> Int? {
    last < 10 ? sum.value + last : nil
  }

  private func isYearPair(_ number: Int, _ sum: NumberSum) -> Bool {
    !sum.isPair && sum.total == 0 && (11...20).contains(sum.current) && number >= 10
  }

  private func fits(_ number: Int, _ sum: NumberSum) -> Bool {
    if sum.count == 0 { return true }
    if number >= 1000 {
      return sum.current > 0 && sum.current < 1000 && sum.total == 0 && !sum.isPair
    }
    if number == 100 { return (1...99).contains(sum.current) }
    if isYearPair(number, sum) { return true }
    // A smaller place must be free: "twenty six", "hundred thirty", but not "six seven".
    return number < 10
      ? sum.current % 10 == 0 && sum.current % 100 != 10 : sum.current % 100 == 0
  }
}
