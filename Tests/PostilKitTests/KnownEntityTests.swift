import PostilKit
import Testing

@Suite struct KnownEntityTests {
  @Test func readsNamesIdsTypesAndVariants() throws {
    let list = """
      name\tid\ttype\tvariants
      # ours
      Port of Hull\twikidata:Q7231\tORG\tHull Port; the port\r
      Eva de Wit\t-\tPER

      """
    let found = try KnownEntity.read(Array(list.utf8))
    #expect(
      found == [
        KnownEntity(
          name: "Port of Hull", id: "wikidata:Q7231", type: "ORG",
          variants: ["Hull Port", "the port"]),
        KnownEntity(name: "Eva de Wit", type: "PER"),
      ])
    #expect(try KnownEntity.read(Array(found.map(\.line).joined(separator: "\n").utf8)) == found)
  }

  /// Each case: a list, the number of the line that is not valid, and a part of the reason.
  static let invalid: [(list: String, line: Int, reason: String)] = [
    ("Port of Hull", 1, "with tabs between them"),
    ("# a\n\nHull\t\t\n", 3, "the type of 'Hull' is missing"),
    ("\twikidata:Q1\tORG", 1, "the name is missing"),
    ("Hull\tQ1\tGPE", 1, "'Q1' is not a database and an id"),
    ("Hull\tgeonames:1\tCITY", 1, "'CITY' is not a type of entities; the types are PER, GPE"),
  ]

  @Test(arguments: invalid)
  func namesTheLine(_ example: (list: String, line: Int, reason: String)) throws {
    let error = #expect(throws: KnownEntity.Invalid.self) {
      try KnownEntity.read(Array(example.list.utf8), types: ["PER", "GPE"])
    }
    #expect(error?.line == example.line)
    #expect(error?.reason.contains(example.reason) == true, "\(error?.reason ?? "")")
  }
}
