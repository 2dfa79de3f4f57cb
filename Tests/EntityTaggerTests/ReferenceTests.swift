import PostilKit
import Testing

@testable import EntityTagger

/// Which external ids mentions get, and which names remain without.
@Suite struct ReferenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var surface: String
    var ref: String?

    init(_ text: String, _ surface: String, _ ref: String?) {
      (self.text, self.surface, self.ref) = (text, surface, ref)
    }

    var testDescription: String { "\(surface) in '\(text)'" }
  }

  @Test(arguments: [
    Case("Paris spoke on Monday, and France listened.", "Paris", "wikidata:Q90"),
    Case(
      "The mayor of Paris, Texas, flew to Dallas. Texas has many small towns.", "Paris",
      "geonames:4717560"),
    Case(
      "Officials in Victoria said that Seychelles would build a port.", "Victoria",
      "enwiki:Victoria,_Seychelles"),
    Case(
      "Labor won in Victoria again, and voters across Australia took note.", "Victoria",
      "enwiki:Victoria_(state)"),
    Case("A man from Granada won. Nicaragua cheered.", "Granada", "geonames:3619136"),
    Case("A man from Granada won the race.", "Granada", nil),
    Case(
      "Trade between Georgia and Alabama grew, the governor of Georgia said in Atlanta.", "Georgia",
      "geonames:4197000"),
    Case(
      "Trade between Georgia and Armenia grew, ministers said in Tbilisi.", "Georgia",
      "wikidata:Q230"
    ),
    Case(
      "They met in San José, the capital of Costa Rica.", "San José", "geonames:3621849"),
    Case(
      "The governor of Jammu and Kashmir spoke in Srinagar. India listened.", "Jammu",
      "enwiki:Jammu_and_Kashmir_(union_territory)"),
  ])
  func places(_ test: Case) throws { try expect(test) }

  @Test(arguments: [
    Case(
      "The Supreme Court in Nairobi ruled on Friday. Kenya has waited for the ruling.",
      "Supreme Court", "enwiki:Supreme_Court_of_Kenya"),
    Case("Judges from Kenya and India met. The Supreme Court was quiet.", "Supreme Court", nil),
    Case(
      "The Bharatiya Janata Party won. The BJP thanked voters in India.", "BJP",
      "enwiki:Bharatiya_Janata_Party"),
    Case("The BJP conference on bread opened in Lyon.", "BJP", nil),
  ])
  func organizations(_ test: Case) throws { try expect(test) }

  @Test(arguments: [
    Case("Angela Merkel left Berlin. Merkel said nothing.", "Merkel", "enwiki:Angela_Merkel"),
    Case(
      "Charles Taylor was sentenced in The Hague. Liberia remembers him.", "Charles Taylor",
      "enwiki:Charles_Taylor_(Liberian_politician)"),
    Case("Charles Taylor opened his bakery in Leeds.", "Charles Taylor", nil),
    Case(
      "Belarusian and English teachers met their friends in Minsk.", "Belarusian", "wikidata:Q184"),
    Case(
      "Belarusian and English teachers met their friends in Minsk.", "English", "enwiki:England"),
    Case("The Central African president met the South African delegation.", "Central African", nil),
  ])
  func peopleAndPeoples(_ test: Case) throws { try expect(test) }

  private func expect(_ test: Case) throws {
    let text = Text(test.text)
    let found = try released.get().annotate(Article(text: text), given: []).filter {
      $0.layer == .entity && text[$0.extent] == test.surface
    }
    let last = try #require(found.last, "'\(test.surface)' is not marked")
    #expect(last.attributes["ref"]?.string == test.ref)
  }

  /// The table has what its description promises.
  @Test func size() throws {
    let table = try Configuration(folder: pluginFolder).resource("references.bin")
    #expect(table.bytes.count <= 8 << 20)
    #expect(table.bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self).littleEndian >= 20_000)
  }

  @Test func damagedFile() throws {
    let other = try Configuration(folder: pluginFolder).resource("entities.txt")
    #expect(throws: AnnotatorError.self) { try ReferenceTable(other) }
  }

  /// A name needs no article.
  @Test func nameWithArticle() throws {
    let match = try ReferenceTable(Configuration(folder: pluginFolder).resource("references.bin"))
      .matches("the Bharatiya Janata Party", .organization)
    #expect(match.map(\.evidence) == [.none])
  }
}

/// Surnames of people whom news names by them.
@Suite struct KnownSurnameTests {
  @Test(arguments: [
    (
      "Putin had told Xi that grain would flow.",
      "[Putin]{PER} had told [Xi]{PER} that grain would flow."
    ),
    ("The committee met Raisi on Sunday.", "The committee met [Raisi]{PER} on Sunday."),
  ])
  func areMentions(_ text: String, _ marked: String) throws {
    #expect(try marks(released.get(), text) == marked)
  }
}
