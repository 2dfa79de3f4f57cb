import PostilKit
import Testing

@testable import PostilWorkbench

@Suite struct WorkspaceEntitiesTests {
  /// The renamings of articles whose mentions are written `LABEL form = name`, `!` before what a person
  /// accepted.
  private func renamings(_ articles: [[String]]) -> [String] {
    var entities = WorkspaceEntities()
    for (number, mentions) in articles.enumerated() {
      entities.add(mentions.map(annotation), article: number)
    }
    return entities.renamings().map { "\($0.old) is \($0.new): \($0.reason)" }
  }

  private func annotation(_ line: String) -> Annotation {
    let isAccepted = line.hasPrefix("!")
    let line = line.drop { $0 == "!" }
    let label = line.prefix { $0 != " " }
    let parts = line.dropFirst(label.count + 1).split(separator: "=").map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return Annotation(
      layer: .entity, label: String(label), spans: [Span(0, 1)], text: parts[0],
      attributes: ["entity": .string(parts[parts.count - 1])],
      state: isAccepted ? .accepted : .suggested)
  }

  @Test func aSurnameGetsTheFullNameOfAnotherArticle() {
    let found = renamings([
      ["PER Alexander Lukashenko", "GPE Minsk"], ["PER Lukashenko", "GPE Minsk"],
    ])
    #expect(found == ["Lukashenko is Alexander Lukashenko: surname"])
  }

  @Test func aSurnameOfTwoStaysAlone() {
    let found = renamings([
      ["PER Angela Merkel", "GPE Berlin"], ["PER Una Merkel", "GPE Berlin"],
      ["PER Merkel", "GPE Berlin"],
    ])
    #expect(found == [])
  }

  @Test func aSurnameInAnArticleAboutSomethingElseStaysAlone() {
    #expect(renamings([["PER Ann Smith", "GPE Oslo"], ["PER Smith", "GPE Lima"]]) == [])
  }

  @Test func spellingsAreOneWithTheCommonerName() {
    let found = renamings([
      ["PER Ali Khamenei"], ["PER Ali Khamenei"], ["PER Ali Khameini"],
    ])
    #expect(found == ["Ali Khameini is Ali Khamenei: other spelling"])
  }

  @Test func anAcronymIsWhatAnotherArticleCallsSo() {
    let found = renamings([
      ["ORG Arctic Trade Council", "ORG ATC = Arctic Trade Council", "GPE Oslo"],
      ["ORG ATC", "GPE Oslo"],
    ])
    #expect(found == ["ATC is Arctic Trade Council: acronym"])
  }

  @Test func whatAPersonAcceptedDecides() {
    let found = renamings([
      ["PER Ali Khamenei"], ["PER Ali Khamenei"], ["!PER Ali Khameini"],
    ])
    #expect(found == ["Ali Khamenei is Ali Khameini: other spelling"])
  }

  @Test func twoNamesThatPersonsGaveStayTwo() {
    #expect(renamings([["!PER Ali Khamenei"], ["!PER Ali Khameini"]]) == [])
  }

  /// The names depend on the mentions, not on the order of the articles, and nothing is left to rename.
  @Test func theOrderOfArticlesDoesNotMatter() {
    let articles = [
      ["PER Alexander Lukashenko", "GPE Minsk", "ORG Institute of Policy Studies"],
      ["PER Lukashenko", "GPE Minsk", "ORG IPS"],
      ["PER Aleksander Lukashenko", "GPE MINSK", "ORG IPS = Institute of Policy Studies"],
      ["GPE COLORADO", "PER Lukashenko"], ["GPE Colorado", "GPE Minsk", "ORG IPS"],
    ]
    let expected = renamings(articles)
    #expect(!expected.isEmpty)
    for first in articles.indices {
      let turned = Array(articles[first...] + articles[..<first])
      #expect(renamings(turned) == expected)
      #expect(renamings(turned.reversed()) == expected)
    }
  }

  @Test func kindsStayApart() {
    let found = renamings([["PER Washington", "GPE Oslo"], ["GPE Washington", "GPE Oslo"]])
    #expect(found == [])
  }

  @Test func manyNamesTakeNoLongTime() {
    var entities = WorkspaceEntities()
    for article in 0..<2000 {
      entities.add(
        (0..<10).map { annotation("PER Anna Berg\(article * 7 + $0)") } + [annotation("PER Anna")],
        article: article)
    }
    let time = ContinuousClock().measure { _ = entities.renamings() }
    #expect(time < .seconds(10))
  }
}
