import PostilKit

/// Joins the two ends of a range to one interval, as the profile `extended` has them: `2023-2026`,
/// `from Monday to Friday`, `between 1985 and 1987`.
struct Intervals {
  private let passage: Passage
  /// The last token of the point before, if there was one.
  private var last: (first: Int, last: Int)?
  private var start: CalendarDate?
  private var end: CalendarDate?

  init(_ passage: Passage) { self.passage = passage }

  /// Whether a value ends the range that the value before it began.
  mutating func joins(_ candidate: Candidate, _ value: Value) -> Bool {
    guard case .point(let partial) = value else {
      last = nil
      return false
    }
    let before = last
    last = (candidate.first, candidate.last)
    (start, end) = (end, partial.hasTime ? nil : partial.date)
    guard let before, candidate.first == before.last + 2 else { return false }
    let (sign, opener) = (before.last + 1, before.first - 1)
    let joins =
      passage.is(sign, .hyphen)
      || passage.is(sign, .to) && passage.is(opener, .from)
      || passage.is(sign, .and) && passage.is(opener, .between)
    if joins { last = nil }
    return joins
  }

  /// One timex from the first through the second; `Monday to Friday` ends after it begins.
  func interval(_ first: Annotation, _ second: Annotation, _ value: Value) -> Annotation {
    var result = first
    result.spans = [Span(first.extent.start, second.extent.end)]
    var ending = ValuePrinter.print(value)
    if let start, let end, end < start { ending = end.advanced(days: 7).description }
    let beginning = first.attributes["value"]?.string ?? ""
    result.attributes["value"] = .string("\(beginning)/\(ending)")
    result.rule = "\(first.rule ?? ""); \(second.rule ?? "")"
    return result
  }
}
