import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import TestSupport
import Testing

@testable import PostilCommands

@Suite struct CommandListTests {
  private let table = TestWorkspace.table

  @Test func namesAndAliasesAreUnique() {
    let names = CommandList.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  /// `set` is the command; the label SET is said `tag SPAN SET`.
  @Test func noneButSetIsALabel() {
    let labels = Set(Schema.news.layers.flatMap(\.labels).map { $0.lowercased() })
    #expect(labels.intersection(CommandList.all.flatMap { [$0.name] + $0.aliases }) == ["set"])
  }

  @Test(arguments: CommandList.all.map(\.name))
  func explainsItself(_ name: String) throws {
    let command = try table.command(
      named: name, allowingPrefix: false, isCommandLine: true)
    #expect(command.summary.hasSuffix(".") && command.summary.count < 100)
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      let first = try CommandParser.statements(example.line).first?.words.first?.text ?? ""
      let isLabel = (try? Schema.news.layer(ofLabel: first)) != nil
      #expect(isLabel || ([command.name] + command.aliases).contains(first), "\(example.line)")
    }
    for width in [40, 60, 80, 100] {
      for line in HelpText(table, width: width).about(command) {
        let isOneWord = !line.text.trimmed.contains(" ")
        #expect(line.text.columns <= width || isOneWord, "\(line.text)")
      }
    }
  }

  @Test(arguments: [("show", "show"), ("s", "show"), ("rev", "review"), ("sch", "schema")])
  func findsByPrefixAtAPrompt(_ typed: String, _ name: String) throws {
    #expect(try table.command(named: typed, allowingPrefix: true).name == name)
  }

  @Test func wantsWholeNamesInScripts() {
    let error = #expect(throws: PostilError.self) {
      try table.command(named: "rev", allowingPrefix: false)
    }
    guard case UsageFact.unknownCommand(let command)? = error?.fact else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(command.name == "rev" && command.nearest == ["prev"])
  }

  /// The scope of a usage follows from the command's rule: none is hidden, none invented.
  @Test(arguments: CommandList.all.map(\.name))
  func showsItsScope(_ name: String) throws {
    let command = try table.command(named: name, allowingPrefix: false, isCommandLine: true)
    #expect(command.fullUsage.contains("on this|todo|all") == command.scope.takesScope)
    #expect(!command.usage.contains(#/\bon (this|todo|all)\b|ARTICLE/#), "\(command.usage)")
    #expect(command.allFlags.contains { $0.name == "all" } == command.scope.takesScope)
  }
}
