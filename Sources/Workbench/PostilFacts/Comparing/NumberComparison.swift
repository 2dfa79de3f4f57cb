import PostilKit

/// Compares numbers that count one thing.
enum NumberComparison {
  private typealias Found = (amount: Quantity, cell: Cell)

  /// Joins the numbers of two sentences about one thing: equal ones first, then two that are left.
  static func join(
    _ left: ReportedSentence, _ right: ReportedSentence, _ topic: String, _ joined: inout Joined
  ) {
    let measures = Set(left.amounts.map(\.amount.measure))
    for measure in measures.intersection(right.amounts.map(\.amount.measure)) {
      var some = left.amounts.filter { $0.amount.measure == measure }
      var others = right.amounts.filter { $0.amount.measure == measure }
      for one in some {
        guard let place = others.firstIndex(where: { $0.amount.value == one.amount.value }) else {
          continue
        }
        join(one, others.remove(at: place), topic, &joined)
        some.removeAll { $0.cell == one.cell }
      }
      if some.count == 1, others.count == 1 { join(some[0], others[0], topic, &joined) }
    }
  }

  /// Joins the numbers of victims and of ages, which mean one thing wherever a report gives them, and those of
  /// things that each report counts once. A sentence about an earlier time is left out.
  ///
  /// - Parameter day: The latest day of publication, if one is known.
  static func join(_ reports: [Report], lately day: CalendarDate?, _ joined: inout Joined) {
    var found: [Quantity.Measure: [Found]] = [:]
    for sentence in reports.flatMap(\.sentences)
    where !isEarlier(sentence, than: day) {
      for one in sentence.amounts { found[one.amount.measure, default: []].append(one) }
    }
    for (measure, all) in found.sorted(by: { $0.value[0].cell.article < $1.value[0].cell.article })
    where isComparable(measure, all) {
      let topic = all[0].amount.what
      for (one, other) in zip(all, all.dropFirst()) { join(one, other, topic, &joined) }
      // The most different ones need not be neighbours.
      if let low = all.min(by: { $0.amount.value < $1.amount.value }),
        let high = all.max(by: { $0.amount.value < $1.amount.value }), low.cell != high.cell
      {
        join(low, high, topic, &joined)
      }
    }
  }

  private static func isComparable(_ measure: Quantity.Measure, _ all: [Found]) -> Bool {
    switch measure {
    case .age: return true
    case .count(let thing):
      if NumberWords.victims.contains(where: { $0.name == thing }) { return true }
      let values = Dictionary(grouping: all, by: \.cell.article).values
      return values.allSatisfy { Set($0.map(\.amount.value)).count == 1 }
    case .money, .percent, .unit: return false
    }
  }

  /// Whether a sentence names a time more than sixty days before a day.
  private static func isEarlier(_ sentence: ReportedSentence, than day: CalendarDate?) -> Bool {
    guard let day else { return false }
    return sentence.times.contains {
      !$0.range.isLength && $0.range.minutes.upperBound < (day.dayNumber - 60) * 1440
    }
  }

  private static func join(_ one: Found, _ other: Found, _ topic: String, _ joined: inout Joined) {
    let (left, right) = (one.amount, other.amount)
    if left.value != right.value {
      return joined.join(one.cell, other.cell, topic, left.allows(right) ? .lessExact : .differs)
    }
    if left.bound != right.bound { joined.join(one.cell, other.cell, topic, .lessExact) }
    let isWritten = left.isWritten && left.numeral != right.numeral
    joined.join(one.cell, other.cell, topic, isWritten ? .written : nil)
  }
}

extension Quantity {
  /// Whether another value may be the same amount: `more than 10` and `12`, `about 100` and `97`.
  func allows(_ other: Quantity) -> Bool {
    fits(other.value) && other.fits(value) && (bound != .exact || other.bound != .exact)
  }

  private func fits(_ number: Double) -> Bool {
    switch bound {
    case .exact: true
    case .about: abs(number - value) <= value / 10
    case .atLeast: number >= value
    case .atMost: number <= value
    }
  }

  /// Whether newsrooms have a rule for how it is written: `$100mn`.
  fileprivate var isWritten: Bool {
    switch measure {
    case .money, .percent: true
    case .age, .unit, .count: false
    }
  }
}
