import Foundation
import Testing

/// The user's own list of entities: added with `kb`, used by the annotators, listed by `set ID ref=?`.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct KbTests {
  private let postil: Postil
  private static let list = """
    name\tid\ttype\tvariants
    Quillfleet\tdesk:q1\tORG\tQF; Quill Fleet
    Paris\tdesk:paris\tGPE

    """

  init() throws {
    postil = Postil(
      workspace: try Workspace([
        "a.txt": "Quillfleet said on Monday it would sail to Paris. QF has four ships.\n",
        "own.tsv": Self.list, "bad.tsv": "Quillfleet\tdesk:q1\tORG\nHull\tdesk:h\tCITY\n",
      ]))
  }

  private var own: String { postil.workspace.folder.appending(path: "own.tsv").path }
  private var bad: String { postil.workspace.folder.appending(path: "bad.tsv").path }

  @Test func itsNamesAreMarkedWithItsIds() throws {
    #expect(try postil("kb").output == "none\n")
    #expect(try postil("kb", "add", own).output == "2 added, 0 replaced; kb.tsv has 2 entities\n")
    #expect(try postil("kb", "add", own).output == "0 added, 0 replaced; kb.tsv has 2 entities\n")
    #expect(try postil("kb", "quill").output.contains("as QF, Quill Fleet  desk:q1"))
    _ = try postil("annotate", ".")
    let found = try postil("--article", "a", "list", "entity").output
    #expect(found.contains(#"ORG "Quillfleet" 1.1 entity=Quillfleet ref=desk:q1"#), "\(found)")
    #expect(found.contains(#"ORG "QF" 1.10 entity=Quillfleet ref=desk:q1"#), "\(found)")
    #expect(found.contains("ref=desk:paris"), "\(found)")
  }

  @Test func aLineThatIsNotValidIsNamed() throws {
    let outcome = try postil("kb", "add", bad)
    #expect(outcome.status == 65 && outcome.output == "")
    #expect(
      outcome.errors.contains("bad.tsv:2: 'CITY' is not a type of entities"), "\(outcome.errors)")
    #expect(try postil("kb").output == "none\n")
  }

  @Test func aDryRunWritesNothing() throws {
    #expect(
      try postil("kb", "add", own, "--dry-run").output.contains("kb.tsv would have 2 entities"))
    #expect(try postil("kb").output == "none\n")
  }

  @Test func candidatesAreListedWithALineEach() throws {
    _ = try postil("kb", "add", own)
    _ = try postil("tag", "a", "\"Paris\"", "GPE")
    let lines = try postil("--article", "a", "set", "e1", "ref=?").output.split(separator: "\n")
    #expect(lines.count > 3 && lines[1].contains("desk:paris"), "\(lines)")
    #expect(lines.contains { $0.contains("geonames:2988507") || $0.contains("wikidata:Q90") })
    #expect(lines.last == "use set e1 ref=desk:paris")
    let json = try postil("--article", "a", "set", "e1", "ref=?", "--json").output
    #expect(json.hasPrefix(#"{"ref":"desk:paris","name":"Paris","label":"GPE","origin":"kb.tsv"}"#))
    #expect(try postil("--article", "a", "list", "ref=desk:paris").output == "none\n")
  }
}
