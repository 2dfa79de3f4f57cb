import Foundation
import PostilShell
import Testing

@testable import postil

/// One command is one file, found by its name: `Sources/Shell/PostilCommands/HEADING/NAMECommand.swift`,
/// `PostilMarkingCommands` or `PostilAnnotatorCommands`; those about several people are in `PostilTeamCommands`, whatever their heading.
@Suite struct CommandFilesTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  /// The folders of commands: one for each heading of `help`, and the executable's own.
  private static let folders = CommandGroup.allCases.map(folder) + [team, "postil/Manual"]

  /// The folder of the commands about several people.
  private static let team = "Shell/PostilTeamCommands"

  /// The folder of a heading. The commands that mark and those about annotators are targets of their own.
  private static func folder(_ group: CommandGroup) -> String {
    switch group {
    case .annotators: "Shell/PostilAnnotatorCommands"
    case .marking: "Shell/PostilMarkingCommands"
    default: "Shell/PostilCommands/\(group.rawValue)"
    }
  }

  private static func file(of command: any Command) -> String { "\(type(of: command)).swift" }

  @Test(arguments: Program.table.everywhere.map(\.name))
  func isNamedAsItsCommand(_ name: String) throws {
    let command = try #require(Program.table.everywhere.first { $0.name == name })
    let file = Self.file(of: command)
    #expect(file == name.capitalized + "Command.swift")
    let folders = Self.folders.filter {
      FileManager.default.fileExists(atPath: Self.sources.appending(path: "\($0)/\(file)").path)
    }
    #expect(
      folders == [Self.folder(command.group)] || folders == ["postil/Manual"]
        || folders == [Self.team])
  }

  @Test(arguments: folders)
  func everyFileIsInTheTable(_ folder: String) throws {
    let path = Self.sources.appending(path: folder).path
    let files = try FileManager.default.contentsOfDirectory(atPath: path).filter {
      $0.hasSuffix("Command.swift")
    }
    #expect(Set(files).subtracting(Program.table.everywhere.map(Self.file)) == [])
  }
}
