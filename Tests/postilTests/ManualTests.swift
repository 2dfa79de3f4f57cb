import PostilShell
import Testing

@testable import postil

@Suite struct ManualTests {
  private let lines = ManualPage(Program.table).text.split(
    separator: "\n", omittingEmptySubsequences: false)

  @Test func hasEveryCommandFlagAndSetting() {
    let text = ManualPage(Program.table).text
    for command in Program.table.everywhere {
      #expect(lines.contains { $0.hasPrefix(".B \"") && $0.contains(command.name) })
      for flag in command.allFlags { #expect(text.contains("\\-\\-\(flag.name)")) }
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
