import Foundation
import Testing

/// The completion scripts, sourced by the shells they are for.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct CompletionTests {
  private static func shell(_ name: String) -> URL? {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map {
      URL(filePath: "\($0)/\(name)")
    }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// What a script prints that a shell runs in a workspace of two articles, with `postil` on its path.
  private func run(_ shell: URL, _ flags: [String], _ script: String) throws -> [String] {
    let workspace = try Workspace(["harbour.txt": "Ana left.\n", "my wire.txt": "Bo left.\n"])
    let bin = Postil.executable.deletingLastPathComponent().path
    let outcome = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      ["PATH=\(bin):/usr/bin:/bin", shell.path] + flags
        + ["-c", "cd '\(workspace.folder.path)'\n\(script)"])
    #expect(outcome.errors == "")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  /// Each case: the words typed, and what bash offers for the last one.
  @Test(
    .enabled(if: shell("bash") != nil, "there is no bash"),
    arguments: [
      ("postil anno", ["annotate"]), ("postil open har", ["harbour"]),
      ("postil export ht", ["html"]), ("postil export --lay", ["--layer="]),
      ("postil open my", ["my\\ wire"]), ("postil --article har", ["harbour"]),
      ("postil show harb", ["harbour", "harbour.txt"]), ("postil completions z", ["zsh"]),
    ])
  func bash(_ line: String, _ expected: [String]) throws {
    let words = line.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
    let script = """
      source <(postil completions bash)
      compopt() { :; }
      COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
      _postil
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let bash = try #require(Self.shell("bash"))
    #expect(try run(bash, ["--norc", "--noprofile"], script) == expected)
  }

  /// Bash splits words at `=`: only what follows is replaced.
  @Test(.enabled(if: shell("bash") != nil, "there is no bash")) func bashAfterAnEqualsSign() throws
  {
    let script = """
      source <(postil completions bash)
      COMP_WORDS=(postil export brat out --layer = t) COMP_CWORD=6
      _postil
      printf '%s\\n' "${COMPREPLY[@]}"
      complete -p postil
      """
    let bash = try #require(Self.shell("bash"))
    #expect(
      try run(bash, ["--norc", "--noprofile"], script) == [
        "timex", "topic", "complete -F _postil postil",
      ])
  }

  @Test(.enabled(if: shell("zsh") != nil, "there is no zsh")) func zsh() throws {
    let script = """
      compdef() { print "compdef $*" }
      source <(postil completions zsh)
      compadd() { local at=${argv[(i)-a]}; print -l -- ${(P)argv[at+1]} }
      words=(postil export ht) CURRENT=3; _postil
      words=(postil export --lay) CURRENT=3; _postil
      words=(postil open my) CURRENT=3; _postil
      """
    let zsh = try #require(Self.shell("zsh"))
    #expect(
      try run(zsh, ["-f"], script) == ["compdef _postil postil", "html", "--layer=", "my wire"])
  }

  @Test(.enabled(if: shell("fish") != nil, "there is no fish")) func fish() throws {
    let script = """
      postil completions fish | source
      complete -C 'postil export ht'
      complete -C 'postil --article har'
      complete -C 'postil anno'
      """
    let fish = try #require(Self.shell("fish"))
    let lines = try run(fish, ["--no-config"], script)
    #expect(lines.map { $0.split(separator: "\t")[0] } == ["html", "harbour", "annotate"])
    #expect(lines.last?.contains("Run annotators") == true)
  }

  /// What an installation lays out is what the program prints.
  @Test func areLaidOutByStage() throws {
    let share = Postil.executable.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share")
    for (path, words) in [
      ("bash-completion/completions/postil", ["completions", "bash"]),
      ("zsh/site-functions/_postil", ["completions", "zsh"]),
      ("fish/vendor_completions.d/postil.fish", ["completions", "fish"]),
      ("man/man1/postil.1", ["manual"]),
    ] {
      let laidOut = try String(contentsOf: share.appending(path: path), encoding: .utf8)
      #expect(try Postil.run(Postil.executable, words).output == laidOut)
    }
  }
}
