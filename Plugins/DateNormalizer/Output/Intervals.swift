import DateEngine
import PostilKit

/// Joins the two ends of a range to one interval, as the profile `extended` has them: `2023-2026`,
/// `from Monday to Friday`, `between 1985 and 1987`.
struct Intervals {
  /// Whether the timex before was a point that can begin a range.
  private var isOpen = false
  private var start: CalendarDate?
  private var end: CalendarDate?

  /// Whether a timex ends the range that the timex before it began.
  mutating func joins(_ timex: Timex) -> Bool {
    guard case .point(let partial) = timex.value else {
      isOpen = false
      return false
    }
    (start, end) = (end, partial.hasTime ? nil : partial.date)
    let joins = isOpen && timex.endsRange
    isOpen = !joins
    return joins
  }

  /// One timex from the first through the second; `Monday to Friday` ends after it begins.
  func interval(_ first: Annotation, _ second: Annotation, _ value: Value) -> Annotation {
    var result = first
    result.spans = [Span(first.extent.start, second.extent.end)]
    var ending = ValuePrinter.print(value)
    if let start, let end, end < start { ending = end.advanced(days: 7).description }
    let opening = first.attributes["value"]?.string ?? ""
    result.attributes["value"] = .string("\(opening)/\(ending)")
    result.rule = "\(first.rule ?? ""); \(second.rule ?? "")"
    return result
  }
}
