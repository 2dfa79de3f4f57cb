import Foundation
import Testing

/// What happens at the edges: odd file names, file systems without locks, runs that ended early.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct EdgesTests {
  private func shell(_ script: String) throws -> Postil.Outcome {
    try Postil.run(URL(filePath: "/bin/sh"), ["-c", script])
  }

  private func path(_ postil: Postil) -> String { postil.workspace.folder.path }

  @Test func articlesWhoseNamesAreNotUTF8AreNamed() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana left Rome.\n"]))
    let made = try shell(
      "cd '\(path(postil))' && printf 'Ana\\n' > \"$(printf 'caf\\351.txt')\" && mkdir \"$(printf 'd\\377')\""
        + " && printf x > \"$(printf 'caf\\351.png')\"")
    try #require(made.status == 0, "\(made.errors)")
    for command in [["articles"], ["check"], ["annotate", path(postil)]] {
      let outcome = try postil.run(command)
      let said = outcome.output + outcome.errors
      #expect(said.contains(#"caf\xE9.txt"#) && said.contains(#"d\xFF"#), "\(command): \(said)")
      #expect(
        said.contains("its name is not UTF-8") && !said.contains("png"), "\(command): \(said)")
      #expect(outcome.status == (command == ["articles"] ? 0 : 1), "\(command)")
    }
    #expect(try postil("check").errors.contains("1 article, 2 findings"))
  }

  /// A batch that ended after its last article unifies when it is run again.
  @Test func aBatchThatEndedBeforeUnifyingUnifies() throws {
    let postil = Postil(
      workspace: try Workspace([
        "a.txt":
          "Chancellor Olaf Scholz met reporters in Berlin. \"We will pay,\" Olaf Scholz said.\n",
        "b.txt": "Reporters said that Scholz arrived late. Mr Scholz left Berlin.\n",
      ]))
    let first = try postil("annotate", path(postil))
    #expect(first.status == 0, "\(first.errors)")
    let whole = try postil("names").output
    try #require(whole.contains("as Scholz"), "\(whole)")
    let sidecar = postil.workspace.folder.appending(path: "b.jsonl")
    let lines = try String(contentsOf: sidecar, encoding: .utf8).split(separator: "\n")
    let earlier = lines.filter { !$0.contains(#""by":"postil@"#) }
    try #require(earlier.count < lines.count)
    try (earlier.joined(separator: "\n") + "\n").write(
      to: sidecar, atomically: true, encoding: .utf8)
    #expect(try postil("names").output != whole)
    #expect(try postil("annotate", path(postil)).status == 0)
    #expect(try postil("names").output == whole)
    let settled = try Data(contentsOf: sidecar)
    #expect(try postil("annotate", path(postil)).status == 0)
    #expect(try Data(contentsOf: sidecar) == settled)
  }

  /// A new sidecar's folder is synced, so that its name survives a power failure.
  @Test func theFolderOfANewSidecarIsSynced() throws {
    guard try shell("strace -V").status == 0 else { return }
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana left Rome.\n"]))
    let traced = try Postil.run(
      URL(filePath: "/usr/bin/env"),
      [
        "strace", "-f", "-y", "-e", "trace=fsync,fdatasync", Postil.executable.path, "annotate",
        path(postil),
      ])
    let synced = traced.errors.split(separator: "\n").filter { $0.contains("sync(") }
    let file = synced.firstIndex { $0.contains("/a.jsonl>") }
    let folder = synced.lastIndex { $0.contains("\(postil.workspace.folder.lastPathComponent)>") }
    #expect(file != nil && folder != nil && file! < folder!, "\(traced.errors)")
  }

  // MARK: No locks

  /// A library that takes locks away, as some network file systems do.
  private func withoutLocks(_ postil: Postil) throws -> String? {
    let library = "\(path(postil))/.nolock.so"
    let source = "#include <errno.h>\nint flock(int f, int o) { errno = ENOLCK; return -1; }"
    let built = try shell("printf '\(source)' | cc -shared -fPIC -x c -o '\(library)' -")
    return built.status == 0 ? library : nil
  }

  @Test func withoutLocksOneProgramWritesAtATime() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana left Rome.\n"]))
    guard let library = try withoutLocks(postil) else {
      return print("skipped: there is no C compiler")
    }
    // A lock file that a killed process has left.
    _ = try shell("touch -d '1 hour ago' '\(path(postil))/a.jsonl.lock'")
    let writers = try ["Ana", "left", "Rome"].map { word in
      let script = (1...30).map { _ in "tag \"\(word)\" PER; undo" }.joined(separator: "; ")
      return try Postil.start(
        URL(filePath: "/usr/bin/env"),
        [
          "LD_PRELOAD=\(library)", Postil.executable.path, "-C", path(postil), "--as", word,
          "--article", "a", "shell", "-c", script,
        ])
    }
    let outcomes = writers.map { $0.wait() }
    for outcome in outcomes {
      let notes = outcome.errors.split(separator: "\n").filter { $0.contains("has no locks") }
      #expect(outcome.status == 0 && notes.count == 1, "\(outcome.errors)")
    }
    let sidecar = postil.workspace.folder.appending(path: "a.jsonl")
    let lines = try String(contentsOf: sidecar, encoding: .utf8).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix(#"{"postil""#) } == 1)
    // A line for each tag and each undo, after the header.
    #expect(lines.count == 1 + 3 * 60, "\(outcomes.map(\.errors))")
    #expect(try postil("check").status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(path(postil))/a.jsonl.lock"))
  }
}
