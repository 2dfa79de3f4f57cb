import Foundation
import Testing

/// The examples of the help, typed as they are there.
///
/// They speak of one small workspace: `wire` with a date `e2`, a quote `e8` and people, another article
/// after it, and files that other tools wrote.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ExampleTests {
  private static let wire = """
    Harbour Minister Ana Duarte and Prime Minister Rui Costa met the Bank of Portugal on Monday in Hull.
    "We will not wait for another storm," Duarte told the reporters of the Wire, who had asked about \
    the port. "The money is there," she said.
    Duarte left Hull, where Ali Khamenei and Mojtaba Khamenei of the Bank of Portugal had waited for \
    her on Tuesday, with the mayor of the city and union leaders.
    Costa said no.
    Khamenei smiled at the end.

    """

  /// What was done before: annotations e1 to e9, an export in each format, a search.
  private static let before = """
    open wire
    per 1.3-4; date "Monday" value=2023-03-13; per 1.8-9; org "Bank of Portugal"#1
    per "Ali Khamenei" entity="Ali Khamenei"; per "Mojtaba Khamenei" entity="Ali Khamenei"
    per "Duarte"#2; direct 2.1-7! cue="told" source="Duarte"#2; per 5.1
    note e8 looked at
    export brat out; export conll gold.conll; export jsonl prodigy.jsonl
    find "the" on all
    """

  /// What an example may lack here: a terminal or a prompt, plugins, a record under way, files of other people's.
  private static let lacking = [
    "reads keys from a terminal", "no plugin", "nothing is being recorded",
    "aliases work only at the prompt", "'trust' does not work in a script",
    "'record' does not work in a script", "is being recorded already", "to redo",
    "there is no file", "there is nothing to anchor", "already exists",
    "use one that `moved` lists", "no list has been shown",
    "is not a folder of sidecars, an author",
    "'plugins check' does not work in a script", "--map names 'PERSON'",
    "no place or annotation matches", "use echo first", "there is nothing to learn from",
  ]

  /// The examples of all commands that scripts have.
  static let examples: [String] = {
    guard Postil.isStaged, let help = try? Postil.run(Postil.executable, ["help", "--json"]) else {
      return []
    }
    return help.output.split(separator: "\n").flatMap { line -> [String] in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let isElsewhere = object?["command_line_only"] as? Bool ?? true
      let examples = object?["examples"] as? [[String: String]] ?? []
      return isElsewhere ? [] : examples.compactMap { $0["line"] }
    }
  }()

  @Test func areThere() { #expect(Self.examples.count > 60) }

  @Test(arguments: examples) func does(_ example: String) throws {
    let workspace = try Workspace([
      "wire.txt": Self.wire, "zulu.txt": "Another one.\n" + Self.wire,
      "2023/march.txt": "Ana left on Monday.\n", "briefing.txt": Self.wire,
    ])
    let commands = "source commands\n\(example)\n"
    let script = workspace.folder.appending(path: "commands")
    try Data((Self.before + "\n").utf8).write(to: script)
    let outcome = try Postil.run(
      Postil.executable, ["-C", workspace.folder.path, "shell"],
      input: commands.replacingOccurrences(of: "source commands", with: "source \(script.path)"))
    guard let error = outcome.errors.range(of: "error: ") else { return }
    let sentence = String(outcome.errors[error.upperBound...])
    #expect(Self.lacking.contains { sentence.contains($0) }, "\(example): \(sentence)")
  }
}
