import Foundation
import Testing

/// The name that git knows, asked of git itself, and only when something is written.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct GitNameTests {
  private static let git = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// A person's home folder with git's settings, and the variables that lead there.
  private struct Home {
    let workspace: Workspace
    var path = "/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin"

    init(_ files: [String: String]) throws {
      workspace = try Workspace(files.merging(["a/one.txt": "Ana left.\n"]) { $1 })
    }

    func callAsFunction(_ words: String...) throws -> Postil.Outcome {
      let folder = workspace.folder.path
      return try Postil.run(
        URL(filePath: "/usr/bin/env"),
        [
          "-u", "POSTIL_ANNOTATOR", "-u", "XDG_CONFIG_HOME", "HOME=\(folder)", "PATH=\(path)",
          "USER=ursula", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C.UTF-8", Postil.executable.path, "-C",
          folder + "/a",
        ] + words)
    }

    /// Who wrote what was written last.
    func author() throws -> String? {
      let outcome = try self("tag", "\"Ana\"", "PER")
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try workspace.lines(of: "a/one.jsonl").last?.firstMatch(of: #/"by":"([^"]*)"/#)
        .map { String($0.1) }
    }
  }

  /// Each case: git's settings files, and the name that they give.
  static let cases: [(files: [String: String], name: String)] = [
    ([".gitconfig": "[user]\n\tname = Anna Berg\n"], "Anna Berg"),
    ([".gitconfig": "[user]\n\tname = Anna Berg ; work machine\n"], "Anna Berg"),
    ([".gitconfig": "[user]\n\tname = Anna Berg # at work\n"], "Anna Berg"),
    ([".gitconfig": "[user]\n\tname = \"Anna ; Berg\" # at work\n"], "Anna ; Berg"),
    ([".gitconfig": "[User] Name = Anna Berg\n"], "Anna Berg"),
    ([".gitconfig": "[user]\n\tname = Anna \\\n Berg\n"], "Anna  Berg"),
    ([".gitconfig": "[user]\n\tname = A\n[user]\n\tname = Anna Berg\n"], "Anna Berg"),
    (
      [".gitconfig": "[include]\n\tpath = more\n", "more": "[user]\n\tname = Anna Berg\n"],
      "Anna Berg"
    ),
    (
      [
        ".gitconfig": "[user]\n\tname = A\n[include]\n\tpath = ~/more\n",
        "more": "[user]\n\tname = Anna Berg\n",
      ], "Anna Berg"
    ),
    ([".config/git/config": "[user]\n\tname = Anna Berg\n"], "Anna Berg"),
    ([".gitconfig": "[core]\n\tpager = cat\n"], "ursula"),
    ([:], "ursula"),
  ]

  @Test(.enabled(if: git != nil, "there is no git"), arguments: cases)
  func isWhatGitSays(_ one: (files: [String: String], name: String)) throws {
    #expect(try Home(one.files).author() == one.name)
  }

  @Test func isTheLoginNameWithoutGit() throws {
    var home = try Home([:])
    home.path = "/nonexistent"
    #expect(try home.author() == "ursula")
  }

  /// What only reads starts no git.
  @Test func isAskedOnlyToWrite() throws {
    var home = try Home(["bin/git": "#!/bin/sh\necho asked >> \"$HOME/asked\"\necho Fake Name\n"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: home.workspace.folder.appending(path: "bin/git").path)
    home.path = home.workspace.folder.appending(path: "bin").path + ":/usr/bin:/bin"
    for command in ["list", "show", "articles", "stats", "check"] {
      #expect(try home(command).status == 0)
    }
    #expect(!home.workspace.names.contains("asked"))
    #expect(try home.author() == "Fake Name")
    #expect(home.workspace.names.contains("asked"))
  }

  /// A mistake in git's settings is told once, and does not stop the work.
  @Test(.enabled(if: git != nil, "there is no git")) func tellsThatGitCannotReadItsSettings() throws
  {
    let home = try Home([".gitconfig": "[user\n\tname = Anna\n"])
    let outcome = try home("shell", "-c", "open one; per \"Ana\"; note . seen")
    #expect(outcome.status == 0)
    #expect(outcome.errors.components(separatedBy: "note: git cannot read its settings").count == 2)
    #expect(try home("log", "1").output.contains(" ursula  note"), "\(outcome.errors)")
  }
}
