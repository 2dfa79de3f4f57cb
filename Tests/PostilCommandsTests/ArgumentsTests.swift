import PostilPointing
import PostilShell
import PostilSystem
import Testing

@testable import PostilCommands

@Suite struct ArgumentsTests {
  @Test func findsPairsAndFlags() throws {
    let words =
      try CommandParser.statements("x 3 a=1 b=\"c d\" --json score<0.5 --done").first?.words ?? []
    let arguments = try Arguments(words.dropFirst(), for: ExportCommand())
    #expect(arguments.words.map(\.text) == ["3", "score<0.5"])
    #expect(arguments.pairs.map(\.name) == ["a", "b"])
    #expect(arguments.pairs.map(\.value.text) == ["1", "c d"])
    #expect(arguments.has("json") && arguments.has("done") && !arguments.has("force"))
  }

  @Test func takesAFlagsValueEitherWay() throws {
    for line in ["x --with=suggested a", "x --with suggested a"] {
      let words = try CommandParser.statements(line).first?.words ?? []
      let arguments = try Arguments(words.dropFirst(), for: ExportCommand())
      #expect(arguments.value("with") == "suggested")
      #expect(arguments.words.map(\.text) == ["a"])
    }
  }

  @Test(arguments: ["x --wiht=a", "x --force=1", "x --with"])
  func refusesFlags(_ line: String) throws {
    let words = try CommandParser.statements(line).first?.words ?? []
    #expect(throws: PostilError.self) { try Arguments(words.dropFirst(), for: ExportCommand()) }
  }
}
