import PostilSystem
import PostilTerminal
import TestSupport
import Testing

@testable import postil

/// A person's name as git has it, with no other setting.
@Suite struct GitNameTests {
  private static let git = ProgramOutput.line(of: "git", ["--version"], in: "/", within: 5000)

  /// A repository of git's that has this configuration, in the folder of a workspace.
  private func repository(_ configuration: String) throws -> TestWorkspace {
    let workspace = try TestWorkspace(text: "word")
    let git = "\(workspace.folder)/.git"
    for folder in [git, "\(git)/objects", "\(git)/refs"] { try Folders.create(folder) }
    try Files.replace("\(git)/HEAD", with: Array("ref: refs/heads/main\n".utf8))
    try Files.replace("\(git)/config", with: Array(configuration.utf8))
    return workspace
  }

  @Test(
    .enabled(if: git != nil, "git is not installed"),
    arguments: [
      ("[user]\n\tname = Anna Berg\n", "Anna Berg"),
      ("[core]\nname = no\n[user]\nname=\"A B\"", "A B"),
      ("[user]\n\tname = Anna Berg ; work machine\n", "Anna Berg"),
      ("[user]\n\tname = \"Anna; Berg\" # both\n", "Anna; Berg"),
      ("[user]\n\tname = Åsa  Öberg 京\n", "Åsa  Öberg 京"),
    ])
  func isReadAsGitReadsIt(_ configuration: String, _ expected: String) throws {
    let workspace = try repository(configuration)
    #expect(GitSettings.userName(in: workspace.folder) == expected)
    #expect(AuthorName.find(nil, in: workspace.folder) == expected)
    #expect(AuthorName.find(" bob ", in: workspace.folder) == "bob")
  }

  @Test(.enabled(if: git != nil, "git is not installed"))
  func isFoundInAnIncludedFile() throws {
    let workspace = try repository("[include]\n\tpath = ../person.txt\n")
    try Files.replace(
      "\(workspace.folder)/person.txt", with: Array("[user]\n\tname = Anna Berg\n".utf8))
    #expect(GitSettings.userName(in: workspace.folder) == "Anna Berg")
  }

  @Test(
    .enabled(if: git != nil, "git is not installed"),
    arguments: [
      "[user]\n\tname = \"one\\ntwo\"\n", "[user]\n\tname = \"red\u{1B}[31m\"\n",
      "[user]\n\tname = \"left\u{202E}right\"\n", "[user]\n\tname =\n", "[user\n",
    ])
  func isRefusedUnlessItIsOneHarmlessLine(_ configuration: String) throws {
    let workspace = try repository(configuration)
    #expect(GitSettings.userName(in: workspace.folder) == nil)
    #expect(AuthorName.find(nil, in: workspace.folder) == Terminal.environment("USER") ?? "unknown")
  }

  @Test func isNobodysWhereTheFolderIsNotThere() {
    #expect(GitSettings.userName(in: "/nowhere/at/all") == nil)
  }
}

/// What a program prints, taken as one line.
@Suite struct ProgramOutputTests {
  @Test(arguments: [
    ("echo one", "one"), ("printf one", nil), ("echo one; echo two", nil), ("exit 3", nil),
    ("echo one; exit 3", nil), ("cat; echo one", "one"), ("sleep 60", nil),
    ("printf '\\377\\n'", nil),
    ("echo \"$HOME\"", Terminal.environment("HOME")),
  ])
  func isOneLineOrNothing(_ script: String, _ expected: String?) {
    let limit = script.hasPrefix("sleep") ? 100 : 2000
    #expect(ProgramOutput.line(of: "sh", ["-c", script], in: "/", within: limit) == expected)
  }

  @Test func isNothingWithoutTheProgram() {
    #expect(ProgramOutput.line(of: "no-such-program", [], in: "/", within: 100) == nil)
  }
}
