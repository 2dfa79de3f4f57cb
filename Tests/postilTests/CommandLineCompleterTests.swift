import PostilShell
import Testing
import TestSupport

@testable import postil

@Suite struct CommandLineCompleterTests {
  /// The candidates for words typed after `postil -C FOLDER`.
  private func offers(_ words: String...) throws -> [String] {
    let workspace = try TestWorkspace()
    return CommandLineCompleter(["-C", workspace.folder] + words, Program.table).candidates.map(
      \.text)
  }

  @Test func offersCommandsThenWhatTheyTake() throws {
    #expect(try offers("anno") == ["annotate"])
    #expect(try offers("open", "har") == ["harbour"])
    #expect(try offers("show", "ky") == ["kyoto"])
    #expect(try offers("export", "ht") == ["html"])
    #expect(try offers("export", "--lay") == ["--layer="])
    #expect(try offers("--artic") == ["--article"])
    #expect(try offers("--article", "k") == ["kyoto"])
    #expect(try offers("tag", "harbour", "1.1", "PRO") == ["PRODUCT"])
    #expect(try offers("help", "relab") == ["relabel"])
    #expect(try offers("nonsense", "") == [])
  }

  @Test func saysWhatEachDoes() {
    let shell = CommandLineCompleter(["shel"], Program.table).candidates.first
    #expect(shell?.summary.hasPrefix("Open the shell") == true)
  }
}
