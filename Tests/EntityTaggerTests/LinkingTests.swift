import EntityTagger
import PostilKit
import Testing

/// Which entity a mention refers to, and why.
@Suite struct LinkingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var surface: String
    var entity: String
    var reason: String

    init(_ text: String, _ surface: String, _ entity: String, _ reason: String) {
      (self.text, self.surface, self.entity, self.reason) = (text, surface, entity, reason)
    }

    var testDescription: String { "\(surface) in '\(text)'" }
  }

  @Test(arguments: [
    Case("Angela Merkel spoke in Berlin. Merkel then left.", "Merkel", "Angela Merkel", "surname"),
    Case(
      "Ali Khamenei spoke in Tehran. Ali Khameini said little.", "Ali Khameini", "Ali Khamenei",
      "other spelling"),
    Case(
      "Alexander Lukashenko left Minsk. Later Aliaksandr Lukashenka spoke. Alexander Lukashenko won.",
      "Aliaksandr Lukashenka", "Alexander Lukashenko", "other spelling"),
    Case(
      "The Arctic Trade Council (ATC) met in Oslo. The ATC is old.", "ATC", "Arctic Trade Council",
      "acronym"),
    Case(
      "The U.S. wants more, said officials of the United States.", "U.S.", "United States",
      "known name"),
    Case(
      "Reporters of BelTA heard it. The Belarusian Telegraph Agency has no doubt.", "BelTA",
      "Belarusian Telegraph Agency", "known name"),
    Case(
      "Iran denied it. Officials of the Islamic Republic spoke on Monday.", "Islamic Republic",
      "Iran", "known name"),
    Case(
      "A Belarussian officer and a Belarusian driver met in Minsk.", "Belarussian", "Belarusian",
      "known name"),
    Case(
      "LIN Mei-hua, a lawmaker, told Taipei Times that LIN would resign.", "LIN", "LIN Mei-hua",
      "first name"),
    Case(
      "Supreme Leader Ali Khamenei spoke; the Supreme Leader then left for Qom.", "Supreme Leader",
      "Ali Khamenei", "title"),
    Case(
      "Prince Mohammed bin Salman (MBS) spoke in Riyadh.", "MBS", "Mohammed bin Salman", "acronym"),
    Case(
      "Angela Merkel left. @AngelaMerkel wrote it.", "@AngelaMerkel", "Angela Merkel", "handle"),
    Case(
      "Fighters of Hezbollah left. Later Hizbullah denied it.", "Hizbullah", "Hezbollah",
      "known name"),
    Case(
      "Angela Merkel (@merkel_a) spoke in Berlin.", "@merkel_a", "Angela Merkel", "handle"),
  ])
  func links(_ example: Case) throws {
    let found = try annotations(example.text, example.surface)
    #expect(!found.isEmpty)
    for annotation in found {
      #expect(annotation.attributes["entity"] == .string(example.entity))
      #expect(annotation.rule?.hasSuffix("; \(example.reason) of \(example.entity)") == true)
    }
  }

  /// A mention that fits two is not joined; a country and its people are two entities.
  @Test(arguments: [
    ("Angela Merkel met Una Merkel. Merkel left for Berlin.", "Merkel", "Merkel"),
    ("Ivan Petrov and Anna Petrova live in Moscow.", "Anna Petrova", "Anna Petrova"),
    ("Iran and the Iranian army spoke.", "Iranian", "Iranian"),
    ("Officials of the Islamic Republic spoke on Monday.", "Islamic Republic", "Islamic Republic"),
    ("Guinea and Guinea-Bissau play in Lagos.", "Guinea", "Guinea"),
  ])
  func leavesApart(_ string: String, _ surface: String, _ entity: String) throws {
    let found = try annotations(string, surface)
    #expect(!found.isEmpty)
    for annotation in found { #expect(annotation.attributes["entity"] == .string(entity)) }
  }

  @Test func givesAnExternalIdWhereItKnowsOne() throws {
    #expect(
      try annotations("She flew to Iran.", "Iran").first?.attributes["ref"] == "wikidata:Q794")
    #expect(
      try annotations("Anna Lindgren spoke.", "Anna Lindgren").first?.attributes["ref"] == nil)
  }

  private func annotations(_ string: String, _ surface: String) throws -> [Annotation] {
    let text = Text(string)
    return try released.get().annotate(Article(text: text), given: []).filter {
      text[$0.spans] == surface
    }
  }
}
