import PostilKit

/// Writes timexes as annotations, in reading order.
struct TimexWriter {
  /// What was written.
  private(set) var timexes: [Annotation] = []
  private let passage: Passage
  private let text: Text
  private var intervals: Intervals
  private var why = Sentence()

  /// - Parameter most: How many there can be.
  init(_ passage: Passage, _ text: Text, most: Int) {
    (self.passage, self.text) = (passage, text)
    intervals = Intervals(passage)
    timexes.reserveCapacity(most)
  }

  /// Writes a timex that is resolved, with what it was counted from.
  mutating func write(
    _ candidate: Candidate, _ value: Value, from anchor: (words: String, day: CalendarDate?)
  ) {
    let timex = annotation(candidate, value, from: anchor)
    if passage.settings.profile == .extended, intervals.joins(candidate, value),
      let first = timexes.last
    {
      timexes[timexes.count - 1] = intervals.interval(first, timex, value)
    } else {
      timexes.append(timex)
    }
  }

  private mutating func annotation(
    _ candidate: Candidate, _ value: Value, from anchor: (words: String, day: CalendarDate?)
  ) -> Annotation {
    let printed = ValuePrinter.print(value)
    return Annotation(
      layer: .timex, label: value.label,
      spans: [text.span(passage.tokens[candidate.first], through: passage.tokens[candidate.last])],
      attributes: attributes(candidate.reading, value, printed, anchor.words),
      rule: rule(candidate, value, printed, anchor))
  }

  private func attributes(
    _ reading: Reading, _ value: Value, _ printed: String, _ anchor: String
  ) -> [String: JSONValue] {
    var attributes: [String: JSONValue] = Dictionary(minimumCapacity: 3)
    attributes["value"] = .string(printed)
    if let modifier = reading.modifier {
      attributes["mod"] = .string(ValuePrinter.print(modifier))
    }
    if reading.meaning.isRelative, case .point = value, anchor != Resolver.noAnchor {
      attributes["anchor"] = .string(anchor)
    }
    if let quantity = reading.quantity { attributes["quant"] = .string(quantity) }
    if let frequency = reading.frequency { attributes["freq"] = .string(frequency) }
    return attributes
  }

  /// What `why` prints: the rule, the arithmetic, the value.
  private mutating func rule(
    _ candidate: Candidate, _ value: Value, _ printed: String,
    _ anchor: (words: String, day: CalendarDate?)
  ) -> String {
    why.clear()
    why.append(candidate.rule)
    why.append(": ")
    Explanation.add(candidate.reading.meaning, value, from: anchor.words, anchor.day, to: &why)
    why.append(" → ")
    why.append(printed)
    return why.string
  }
}
