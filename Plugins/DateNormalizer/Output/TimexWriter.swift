import DateEngine
import PostilKit

/// Turns timexes into annotations, in reading order.
struct TimexWriter {
  /// The annotations written.
  private(set) var annotations: [Annotation] = []
  private let profile: Conventions.Profile
  private var intervals = Intervals()
  private var why = Sentence()

  init(_ profile: Conventions.Profile) { self.profile = profile }

  /// Writes a timex; in the profile `extended`, one that ends a range becomes part of the one before.
  mutating func write(_ timex: Timex) {
    let annotation = annotation(timex)
    if profile == .extended, intervals.joins(timex), let first = annotations.last {
      annotations[annotations.count - 1] = intervals.interval(first, annotation, timex.value)
    } else {
      annotations.append(annotation)
    }
  }

  private mutating func annotation(_ timex: Timex) -> Annotation {
    let printed = ValuePrinter.print(timex.value)
    return Annotation(
      layer: .timex, label: timex.value.label.rawValue, spans: [timex.span],
      attributes: attributes(timex, printed), rule: rule(timex, printed))
  }

  private func attributes(_ timex: Timex, _ printed: String) -> [String: JSONValue] {
    let reading = timex.reading
    var attributes: [String: JSONValue] = Dictionary(minimumCapacity: 3)
    attributes["value"] = .string(printed)
    if let modifier = reading.modifier {
      attributes["mod"] = .string(ValuePrinter.print(modifier))
    }
    if let anchor = timex.origin.value, reading.meaning.isRelative, case .point = timex.value {
      attributes["anchor"] = .string(anchor)
    }
    if let quantity = reading.quantity { attributes["quant"] = .string(quantity) }
    if let frequency = reading.frequency { attributes["freq"] = .string(frequency) }
    return attributes
  }

  /// What `why` prints: the rule, the arithmetic, the value.
  private mutating func rule(_ timex: Timex, _ printed: String) -> String {
    why.clear()
    why.append(timex.rule)
    why.append(": ")
    if timex.reason?.kind == .habit {
      why.append("the time")
    } else {
      Explanation.add(timex.reading.meaning, timex.value, from: timex.origin, to: &why)
    }
    if let reason = timex.reason, timex.origin.value != nil { Explanation.add(reason, to: &why) }
    why.append(" → ")
    why.append(printed)
    return why.string
  }
}
