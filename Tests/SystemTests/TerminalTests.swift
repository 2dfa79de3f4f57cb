import Foundation
import Testing

/// The shell in a real terminal: `Tests/Terminal/session` drives it through tmux.
@Suite struct TerminalTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

  /// The executable, which `swift test` builds beside the tests.
  private static let executable = CommandLine.arguments.first.flatMap { path -> String? in
    let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    return ["\(folder)/postil", "\(root)/.build/debug/postil"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// `session`: completion, review, suspension, pastes; `display`: pager, resize, colours; `own`: labels of
  /// one's own.
  @Test(arguments: ["session", "display", "own"])
  func theScreenShowsWhatItMust(_ name: String) throws {
    guard let executable = Self.executable else {
      print("skipped: the executable is not built")
      return
    }
    let status = system("'\(Self.root)/Tests/Terminal/\(name)' '\(executable)'") >> 8
    if status == 77 {
      print("skipped: tmux is not installed")
      return
    }
    #expect(status == 0)
  }
}
