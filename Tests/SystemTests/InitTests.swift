import Foundation
import Testing

/// A workspace that begins with `postil init`.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct InitTests {
  private let postil: Postil

  init() throws {
    postil = Postil(
      workspace: try Workspace([
        "a.txt": "GENEVA, 3 March 2026 - Iran signed the Treaty of Geneva on Tuesday.\n"
      ]))
  }

  /// From the file that `init` writes to marks, relations, labels of the article, and an export.
  @Test func leadsToAnnotationsOfOnesOwn() throws {
    let begun = try postil("init")
    #expect(begun.status == 0 && begun.output.contains("Next:"), "\(begun.errors)")
    let schema = try postil("schema").output
    #expect(schema.contains("event   EVENT WEAPON TREATY"), "\(schema)")
    #expect(try postil("guide", "TREATY").output.contains("a treaty or an agreement"))
    let script = """
      open a; treaty "Treaty of Geneva"; gpe "Iran"; signed from=e2 to=e1; politics; check complete; list
      """
    let marked = try postil("shell", "-c", script)
    #expect(marked.status == 0, "\(marked.errors)")
    #expect(marked.output.contains("e3 signed from e2 \"Iran\", to e1 \"Treaty of Geneva\""))
    #expect(marked.output.contains("e4 politics"))
    #expect(try postil("check").status == 0)
    #expect(try postil("export", "jsonl", "out.jsonl", "--all-articles").status == 0)
  }

  @Test func makesAFolderAndReplacesNothing() throws {
    let made = try postil("init", "new/one")
    #expect(made.status == 0 && made.output.contains("wrote new/one/postil.toml, in a new folder"))
    let refused = try postil("init", "new/one")
    #expect(
      refused.status == 64 && refused.errors.contains("is never replaced"), "\(refused.errors)")
  }

  /// The entity tagger has a setting `labels` of its own; a table of that name is the host's.
  @Test func adaptsTheLabelsOfThePlugins() throws {
    try postil.workspace.write(
      "postil.toml", Data("[plugins.entity-tagger.labels]\nGPE = \"LOC\"\n".utf8))
    #expect(try postil("annotate", "--only", "entity-tagger").status == 0)
    let list = try postil("--article", "a", "list", "entity").output
    #expect(list.contains("LOC \"Iran\"") && !list.contains("GPE"), "\(list)")
    try postil.workspace.write("postil.toml", Data("[plugins.entity-taggr]\nx = 1\n".utf8))
    let refused = try postil("annotate", "--force")
    #expect(
      refused.errors.contains(
        "postil.toml:1:10: unknown key 'plugins.entity-taggr': did you mean plugins.entity-tagger?"),
      "\(refused.errors)")
  }

  /// What is marked, and then suggested, is there once.
  @Test func marksAndSuggestionsDoNotDouble() throws {
    let script = """
      open a; gpe "Iran"; loc "GENEVA"; gpe "GENEVA"; reject e3; run entity; list all; check
      """
    let outcome = try postil("shell", "-c", script)
    #expect(outcome.output.components(separatedBy: "GPE \"Iran\"").count == 3, "\(outcome.output)")
    #expect(outcome.output.contains("+1 suggested, 2 known"), "\(outcome.output)")
    #expect(outcome.output.contains("?4 GPE \"Geneva\" 1.11"), "\(outcome.output)")
    #expect(outcome.errors.contains("no findings"), "\(outcome.errors)")
  }

  @Test func runSaysWhichArticlesHaveNoDay() throws {
    try postil.workspace.write("b.txt", Data("He left on Monday.\n".utf8))
    let outcome = try postil("run", "date", "on", "b")
    #expect(
      outcome.errors.contains("1 article has no day of publication")
        && outcome.errors.contains("use published YYYY-MM-DD on b"), "\(outcome.errors)")
  }
}
