import PostilKit
import Testing

@testable import PostilFacts

/// Numbers and what they count, in sentences without annotations.
@Suite struct QuantityTests {
  private static func amounts(_ sentence: String) -> [String] {
    let report = ReportReader("a", Text(sentence), [], published: nil).report()
    return report.sentences.flatMap(\.amounts).map { amount, _ in
      let bound = amount.bound == .exact ? "" : " \(amount.bound.rawValue)"
      return "\(amount.what)=\(amount.value)\(bound)"
    }
  }

  @Test(arguments: [
    ("Trade came to about $100 million.", ["money in $=100000000.0 about"]),
    ("It cost €45m, or $100mn.", ["money in €=45000000.0", "money in $=100000000.0"]),
    ("Damage was put at 45 million euros.", ["money in €=45000000.0"]),
    ("At least nine people died.", ["dead=9.0 at least"]),
    ("The crash killed 12 and injured thirty-four.", ["dead=12.0", "injured=34.0"]),
    ("Nine persons lost their lives; 72 were injured.", ["dead=9.0", "injured=72.0"]),
    ("It has eleven lines.", ["lines=11.0"]),
    ("More than 1,200 homes were lost.", ["homes=1200.0 at least"]),
    ("Turnout was 41.5 per cent, not 43%.", ["per cent=41.5", "per cent=43.0"]),
    ("One of them left.", []), ("He came third.", []),
  ])
  func numbers(_ sentence: String, _ wanted: [String]) {
    #expect(Self.amounts(sentence) == wanted)
  }
}

/// Times of values, as they are compared.
@Suite struct TimeRangeTests {
  @Test(arguments: [
    ("2023-03-13", "2023-03-13", "same"), ("2023-03-13", "2023-03", "narrower"),
    ("2023", "2023-03-13", "wider"), ("2023-03-13TMO", "2023-03-13", "narrower"),
    ("2023-W11", "2023-03-13", "wider"), ("2023-W11", "2023-03-20", "apart"),
    ("2022-FA", "2022-10-05", "wider"), ("198", "1985", "wider"),
    ("2024-06-04T03:20", "2024-06-04T04:00", "apart"),
    ("P2D", "P3D", "apart"), ("P14D", "P2W", "same"), ("PXY", "P40Y", "wider"),
    ("P2D", "2023", "none"), ("PAST_REF", "2023", "none"), ("XXXX-03-13", "2023-03-13", "same"),
  ])
  func relations(_ one: String, _ other: String, _ wanted: String) {
    let day = CalendarDate(year: 2023, month: 3, day: 14)
    let ranges = [one, other].map { TimeRange($0, published: day) }
    let relation = ranges[0].flatMap { left in ranges[1].flatMap { left.relation(to: $0) } }
    #expect((relation.map { "\($0)" } ?? "none") == wanted)
  }
}
