import Testing

@testable import PostilShell

@Suite struct ManualTests {
  private let lines = ManualPage().text.split(separator: "\n", omittingEmptySubsequences: false)

  @Test func hasEveryCommandFlagAndSetting() {
    let text = ManualPage().text
    for command in CommandList.executable {
      #expect(lines.contains { $0.hasPrefix(".B \"") && $0.contains(command.name) })
      for flag in command.flags { #expect(text.contains("\\-\\-\(flag.name)")) }
    }
    for setting in Setting.all { #expect(text.contains(setting.variable)) }
  }

  /// A line that begins with a point or an apostrophe is a macro; all of ours are known ones.
  @Test func noTextIsTakenForAMacro() {
    let macros: Set = ["TH", "SH", "SS", "PP", "TP", "B", "RS", "RE", "nf", "fi"]
    for line in lines where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)")
    }
  }

  @Test func escapesWhatManWouldAct() {
    var page = Roff()
    page.text(".dot \\ --flag \"word\"")
    #expect(page.text == ".PP\n\\&.dot \\e \\-\\-flag \\(dqword\\(dq\n")
  }
}

@Suite struct CommandLineCompleterTests {
  /// The candidates for words typed behind `postil -C FOLDER`.
  private func offers(_ words: String...) throws -> [String] {
    let workspace = try TestWorkspace()
    return CommandLineCompleter(["-C", workspace.folder] + words).candidates.map(\.text)
  }

  @Test func offersCommandsThenWhatTheyTake() throws {
    #expect(try offers("anno") == ["annotate"])
    #expect(try offers("open", "har") == ["harbour"])
    #expect(try offers("show", "ky") == ["kyoto"])
    #expect(try offers("export", "ht") == ["html"])
    #expect(try offers("export", "--la") == ["--layer="])
    #expect(try offers("--artic") == ["--article"])
    #expect(try offers("--article", "k") == ["kyoto"])
    #expect(try offers("tag", "harbour", "1.1", "PRO") == ["PRODUCT"])
    #expect(try offers("help", "relab") == ["relabel"])
    #expect(try offers("nonsense", "") == [])
  }

  @Test func saysWhatEachDoes() {
    let shell = CommandLineCompleter(["shel"]).candidates.first
    #expect(shell?.summary.hasPrefix("Open the shell") == true)
  }
}
