import Foundation
import Testing

/// Articles whose names are words of the shell, or need quotation marks.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct OddNamesTests {
  static let names = [
    "-dash", "a;b", "all", "it's \"q\"", "on", "this", "todo", "x#y", "Über Köln",
  ]

  private static func workspace() throws -> Postil {
    let texts = names.map { ("\($0).txt", "Ana left Rome.\n") }
    let postil = Postil(workspace: try Workspace(Dictionary(texts) { $1 }))
    for name in names {
      let outcome = try postil("--article", name, "tag", "\"Rome\"", "GPE")
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    return postil
  }

  /// The names of the articles that a list has lines of.
  private func articles(_ outcome: Postil.Outcome) -> [String] {
    outcome.output.split(separator: "\n").map {
      String($0.prefix(upTo: $0.firstRange(of: " e1 ")?.lowerBound ?? $0.endIndex))
    }
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\\\"") + "\""
  }

  /// In quotation marks every name is a name, in a script and on the command line.
  @Test(arguments: names) func areNamesInQuotationMarks(_ name: String) throws {
    let postil = try Self.workspace()
    let script = try postil("shell", "-c", "list GPE on \(Self.quoted(name))")
    #expect(script.status == 0 && articles(script) == [name], "\(script.errors)\(script.output)")
    let line = try postil("list", "GPE", "on", Self.quoted(name))
    #expect(line.status == 0 && articles(line) == [name], "\(line.errors)\(line.output)")
    let path = try postil("list", "GPE", "on", "\(name).txt")
    #expect(path.status == 0 && articles(path) == [name], "\(path.errors)\(path.output)")
  }

  /// Without them a word of the shell is that, wherever it stands.
  @Test func areTakenOnce() throws {
    let postil = try Self.workspace()
    let all = try postil("list", "GPE", "on", "all")
    #expect(Set(articles(all)) == Set(Self.names) && articles(all).count == Self.names.count)
    for way in [["this", "all"], ["x#y", "all", "\"x#y\""], ["todo", "this"], ["all", "all"]] {
      let outcome = try postil.run(["--article", "on", "list", "GPE", "on"] + way)
      #expect(outcome.output.split(separator: "\n").count == Self.names.count, "\(way)")
    }
    let twice = try postil("relabel", "GPE", "LOC", "on", "x#y", "x#y.txt")
    #expect(twice.output.split(separator: "\n").count == 1, "\(twice.output)")
    let stats = try postil("stats", "x#y", "x#y", "--json")
    #expect(stats.output.contains(#""all":1,"#), "\(stats.output)")
  }

  /// A part of a name does not choose an article to change.
  @Test func areGivenWhole() throws {
    let postil = try Self.workspace()
    let outcome = try postil("accept", "GPE", "on", "Über", "Köln")
    #expect(outcome.status == 66 && outcome.errors.contains("Did you mean Über Köln?"))
  }

  /// `all` alone never names the article.
  @Test func doNotHideWordsOfTheShell() throws {
    let postil = try Self.workspace()
    let outcome = try postil("list", "all")
    #expect(
      outcome.status == 64 && outcome.errors.contains("use postil list ./all"), "\(outcome.output)")
    #expect(try postil("show", "--", "-dash").status == 0)
    #expect(try postil("show", "\"-dash\"").status == 0)
  }

  /// What the command line is told when the article comes too late.
  @Test func saysThatTheArticleComesFirst() throws {
    let postil = try Self.workspace()
    let outcome = try postil("list", "GPE", "x#y")
    #expect(outcome.errors.contains("use postil list x#y GPE"), "\(outcome.errors)")
  }

  /// What bash is offered is read back as the article, even with a leading hyphen.
  @Test func areOfferedSoThatTheyAreReadBack() throws {
    let postil = try Self.workspace()
    for words in [["open", ""], ["list", "GPE", "on", ""], ["stats", ""], ["open", "-"]] {
      let offered = try Postil.run(
        Postil.executable, ["complete", "--", "-C", postil.workspace.folder.path] + words
      ).output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
      #expect(offered.contains("\"-dash\""), "\(words): \(offered)")
    }
    let outcome = try postil("list", "GPE", "on", "\"-dash\"", "\"all\"")
    #expect(articles(outcome) == ["-dash", "all"], "\(outcome.errors)")
  }
}
