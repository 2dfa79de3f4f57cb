import PostilIndex
import PostilKit
import Testing

@testable import PostilWorkbench

/// Names that differ in a letter or two are offered only with something else in common.
@Suite struct NearlyAlikeTests {
  /// The pairs of articles whose mentions are written `LABEL name`, after a title in brackets.
  private func pairs(_ articles: [[String]]) -> [String] {
    var all = EntityClusters()
    var titles: [String: [String]] = [:]
    for (number, mentions) in articles.enumerated() {
      let namings = mentions.map { line in
        var words = line.split(separator: " ").map(String.init)
        let label = words.removeFirst()
        let title = words[0].hasPrefix("[") ? words.removeFirst().dropFirst().dropLast() : nil
        let name = words.joined(separator: " ")
        if let title { titles[name, default: []].append(String(title)) }
        return ArticleFacts.Naming(entity: name, label: label, text: name, ref: nil, count: 1)
      }
      all.add(namings, of: "article \(number)")
    }
    let clusters = all.all
    return clusters.nearlyAlike { titles[$0.name] ?? [] }.map {
      "\(clusters[$0.first].name), \(clusters[$0.second].name): \($0.reason)"
    }
  }

  @Test func aMisspeltNameBesideTheSamePersonIsOffered() {
    let found = pairs([
      ["PER Alexander Lukashenko", "PER Vladimir Putin"], ["PER Kukashenko", "PER Vladimir Putin"],
    ])
    #expect(
      found == [
        "Alexander Lukashenko, Kukashenko: almost the same spelling, beside Vladimir Putin"
      ])
  }

  @Test func theSameTitleIsEnough() {
    let found = pairs([["PER [President] Kukashenko"], ["PER [President] Lukashenko"]])
    #expect(
      found == ["Kukashenko, Lukashenko: almost the same spelling, the same title 'President'"])
  }

  @Test func inOneArticleIsEnough() {
    #expect(pairs([["ORG Havre Maritime", "ORG Harve Maritime"]]).count == 1)
  }

  @Test func namesWithNothingElseInCommonStayApart() {
    #expect(pairs([["PER Kukashenko"], ["PER Lukashenko"]]) == [])
  }

  @Test func shortNamesAndOtherKindsStayApart() {
    #expect(pairs([["GPE Iran", "GPE Iraq", "PER Marin", "ORG Martin"]]) == [])
    #expect(pairs([["PER Moore", "PER Morse"]]) == [])
  }
}
