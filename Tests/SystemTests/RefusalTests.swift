import Foundation
import Testing

/// Command lines that cannot be meant: each is refused in one sentence that says what to type instead.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct RefusalTests {
  private let postil: Postil

  init() throws {
    let workspace = try Workspace([
      "wire.txt": "Ana Duarte left Oslo.\n", "storm.txt": "Bo Li left Rome.\n",
      "list.postil": "articles\n", "more.postil": "articles\n",
    ])
    postil = Postil(workspace: workspace)
  }

  /// Each case: the words, the exit status, and a part of the error.
  static let refused: [(words: [String], status: Int32, error: String)] = [
    (["link", "on", "wire", "1", "2"], 64, "use postil link wire 1 2\n"),
    (["role", "on", "wire"], 64, "use postil role wire\n"),
    (["names", "on", "wire"], 64, "names takes no 'on ARTICLE'"),
    (["names", "on", "todo", "PER"], 64, "names takes no 'on todo'"),
    (["published", "0000-01-01", "wire"], 64, "'0000-01-01' is not a valid day"),
    (["annotate", "--only", ""], 64, "--only needs a value; use --only=PLUGIN,…"),
    (["--article", "", "show"], 64, "--article needs a value"),
    (["list", "foo=1", "on", "all"], 64, "unknown filter 'foo='. Did you mean mod=?"),
    (["shell", "nowhere"], 66, "there is no file or folder 'nowhere'"),
    (
      ["agree", "anna", "ben"], 66,
      "'anna' is not a folder of sidecars, an author of this workspace or a revision of git"
    ),
    (["shell", "list.postil", "-c", "articles"], 64, "shell runs '-c' or 'list.postil', not both"),
    (["shell", "list.postil", "more.postil"], 64, "'list.postil' or 'more.postil', not both"),
    (["shell", ".", "."], 64, "not both"),
    (["shell", "--review"], 64, "review reads keys from a terminal, and there is none"),
  ]

  @Test(arguments: refused)
  func isRefused(_ example: (words: [String], status: Int32, error: String)) throws {
    let outcome = try postil.run(example.words)
    #expect(outcome.status == example.status, "\(outcome.errors)")
    #expect(outcome.errors.contains(example.error), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  /// A search without a hit ends with 1, as grep's does, in every form.
  @Test(arguments: [
    ["find", "Olso"], ["find", "Olso", "--json"], ["find", "PER"],
    ["find", "Oslo", "PER", "--json"],
  ])
  func aSearchFindsNothing(_ words: [String]) throws {
    let outcome = try postil.run(["--article", "wire"] + words)
    #expect(outcome.status == 1 && outcome.output == "", "\(outcome.output)")
  }

  /// A person whose name looks like a plugin's is told apart from one.
  @Test func aPersonIsCalledAPerson() throws {
    _ = try postil("--as", "li@1.2", "tag", "wire", "\"Oslo\"", "GPE")
    #expect(try postil("why", "wire", "e1").output.contains("made by li@1.2 (a person)\n"))
    #expect(try postil("log", "wire").output.contains("li@1.2 (a person)  tag"))
    #expect(try postil("list", "wire", "--json").output.contains(#""author":"person""#))
  }

  /// What a redo leaves out is said.
  @Test func aRedoSaysWhatItLeavesOut() throws {
    let commands = "open wire; find \"left\" on all; tag #* ORG; undo; open storm; tag \"Rome\" GPE"
    #expect(try postil("shell", "-c", commands).status == 0)
    let redone = try postil("redo", "wire")
    #expect(redone.output.hasSuffix("not redone in storm, changed by you since\n"), "\(redone)")
  }
}
