import Foundation
import Testing

/// What is out of date is found, said, and made anew.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct StaleTests {
  private let space: ProcessPlugins

  /// A plugin that marks the first letters of a text, as many as its file `count` has.
  init() throws {
    space = try ProcessPlugins()
    try space.plugin(
      "own",
      """
      count = len(open('count').read().strip())
              answer['annotations'] = [{'layer': 'entity', 'label': 'PER', 'spans': [[i, i + 1]]} for i in range(count)]
      """, settings: #"{"level":1}"#)
    try space.write("a.txt", "Ana left.\n")
    try count(3)
  }

  private func count(_ number: Int) throws {
    try space.write("programs/own/count", String(repeating: "x", count: number) + "\n")
  }

  private func lines(_ words: String...) throws -> [String] {
    let outcome = try space.run(words)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func aChangeIsFoundAndMadeAnew() throws {
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    #expect(try lines("--article", "a", "accept", "1") == ["accepted e1 PER \"A\" 1.1"])
    #expect(try lines("articles", "--stale") == ["none"])
    #expect(try lines("list", "stale", "on", "all") == ["none"])
    try count(1)
    #expect(
      try lines("articles", "--stale") == ["a  own: its settings or model have changed"])
    #expect(try lines("list", "stale", "on", "all").count == 2)
    let redone = try lines("run", "--stale", "own", "on", "all")
    #expect(redone.first?.contains("+0 suggested, 2 withdrawn, 1 known") == true, "\(redone)")
    #expect(try lines("articles", "--stale") == ["none"])
    #expect(try lines("--article", "a", "list") == ["e1 PER \"A\" 1.1"])
    #expect(try space.run(["run", "--stale", "own"]).errors.contains("nothing is stale"))
  }

  @Test func whatWasWithdrawnIsSuggestedAgain() throws {
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    #expect(try space.run(["--article", "a", "reject", "2"]).status == 0)
    for number in [1, 3] {
      try count(number)
      #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    }
    let all = try lines("--article", "a", "list", "all")
    #expect(all.count == 3 && all.count { $0.contains("x2") } == 1, "\(all)")
  }

  @Test func settingsAndTheDayCount() throws {
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    try space.write("postil.toml", "[plugins.own]\nlevel = 2\n")
    #expect(
      try lines("articles", "--stale") == ["a  own: its settings or model have changed"])
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    #expect(try lines("articles", "--stale") == ["none"])
    #expect(try space.run(["published", "2023-03-13", "on", "a"]).status == 0)
    #expect(try lines("articles", "--stale") == ["a  own: the day of publication has changed"])
  }

  @Test func aLineWithoutAHashKeepsWorking() throws {
    #expect(try space.run(["annotate", "--only", "own"]).status == 0)
    let old = try space.text("a.jsonl").split(separator: "\n").map { line in
      line.replacing(/,"hash":"[0-9a-f.]*"/, with: "").replacing(/,"crc":"[0-9a-f]*"/, with: "")
    }
    try space.write("a.jsonl", old.joined(separator: "\n") + "\n")
    try count(1)
    #expect(try lines("articles", "--stale") == ["none"])
    let again = try lines("annotate", "--only", "own")
    #expect(again.joined().contains("already processed"), "\(again)")
  }
}
