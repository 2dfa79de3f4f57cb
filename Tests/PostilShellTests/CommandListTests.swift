import PostilStore
import PostilSystem
import Testing

@testable import PostilShell

@Suite struct CommandListTests {
  @Test func namesAndAliasesAreUnique() {
    let names = CommandList.executable.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  /// `set` is the command; the label SET is said `tag SPAN SET`.
  @Test func noneButSetIsALabel() {
    let labels = Set(Schema.news.layers.flatMap(\.labels).map { $0.lowercased() })
    #expect(labels.intersection(CommandList.all.flatMap { [$0.name] + $0.aliases }) == ["set"])
  }

  @Test(arguments: CommandList.executable.map(\.name))
  func explainsItself(_ name: String) throws {
    let command = try CommandList.command(
      named: name, allowingPrefix: false, in: CommandList.executable)
    #expect(command.summary.hasSuffix(".") && command.summary.count < 100)
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      let first = try CommandParser.statements(example.line).first?.words.first?.text ?? ""
      let isLabel = (try? Schema.news.layer(ofLabel: first)) != nil
      #expect(isLabel || ([command.name] + command.aliases).contains(first), "\(example.line)")
    }
    for line in HelpCommand.about(command) { #expect(line.text.count <= 100, "\(line.text)") }
  }

  @Test(arguments: [("show", "show"), ("s", "show"), ("rev", "review"), ("sch", "schema")])
  func findsByPrefixAtAPrompt(_ typed: String, _ name: String) throws {
    #expect(try CommandList.command(named: typed, allowingPrefix: true).name == name)
  }

  @Test func wantsWholeNamesInScripts() {
    #expect(throws: PostilError.noCommand(name: "rev", nearest: ["prev"])) {
      try CommandList.command(named: "rev", allowingPrefix: false)
    }
  }
}
