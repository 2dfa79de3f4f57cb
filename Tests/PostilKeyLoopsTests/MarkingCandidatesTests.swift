import PostilKit
import Testing

@testable import PostilKeyLoops

@Suite struct MarkingCandidatesTests {
  @Test(arguments: [
    (
      "Trucks go. The trucks met Jan de Beer of the Bank of Portugal.",
      "Jan de Beer|Bank of Portugal"
    ),
    ("On Monday, 4 May 2026 (Wire) she left on foot", "On Monday|4 May 2026|Wire"),
    ("PORT ELLIS - Ali\nKhamenei; 10 000 of OPEC of the", "PORT ELLIS|Ali|Khamenei|10 000|OPEC"),
    ("京都 Éire’s élan", "Éire"), ("", ""),
  ])
  func findsWhatLooksLikeAName(_ text: String, _ expected: String) {
    let scanned = Text(text)
    #expect(
      MarkingCandidates(scanned).names.map { scanned[[$0]] }.joined(separator: "|") == expected)
  }

  @Test(arguments: [
    (#"He said "no" and “yes, I do”."#, #""no"|“yes, I do”"#), (#"an open " only"#, ""),
    ("«Oui» „Ja”", "«Oui»|„Ja”"),
  ])
  func findsQuotations(_ text: String, _ expected: String) {
    let scanned = Text(text)
    #expect(
      MarkingCandidates(scanned).quotations.map { scanned[[$0]] }.joined(separator: "|") == expected
    )
  }
}
