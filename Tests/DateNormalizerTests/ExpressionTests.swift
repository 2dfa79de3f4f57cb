import PostilKit
import Testing

@testable import DateNormalizer

@Suite struct ExpressionTests {
  static let values =
    ExpressionCases.fullDates + ExpressionCases.partialDates + ExpressionCases.years
    + ExpressionCases.days + ExpressionCases.periods
    + ExpressionCases.holidays + ExpressionCases.references + ExpressionCases.times
    + ExpressionCases.durations + ExpressionCases.sets

  @Test(arguments: values)
  func value(_ entry: String) throws {
    let (text, spans, expected) = try Self.read(entry)
    let found = try timexes(text)
    #expect(found.map(\.value).joined(separator: "; ") == expected, "\(found.map(\.rule))")
    #expect(found.flatMap(\.spans) == spans)
  }

  @Test(arguments: ExpressionCases.modifiers)
  func modifier(_ entry: String) throws {
    let (text, _, expected) = try Self.read(entry)
    #expect(try timexes(text).map { $0.attributes["mod"]?.string } == [expected])
  }

  @Test(arguments: ExpressionCases.negative)
  func nothing(_ text: String) throws {
    #expect(try timexes(text).map { "\($0.rule ?? "")" } == [])
  }

  /// `said [Monday] = 2023-03-13`: the text, the spans marked in it (all of it if none), the value.
  static func read(_ entry: String) throws -> (String, [Span], String) {
    let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    let marked = String(parts[0].dropLast())
    var text = ""
    var spans: [Span] = []
    var start = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "[": start = text.unicodeScalars.count
      case "]": spans.append(Span(start, text.unicodeScalars.count))
      default: text.unicodeScalars.append(scalar)
      }
    }
    if spans.isEmpty { spans = [Span(0, text.unicodeScalars.count)] }
    return (text, spans, String(parts[1].dropFirst()))
  }
}
