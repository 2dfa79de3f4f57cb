import Foundation
import Testing

/// A command writes over nothing that it has not written itself.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct OverwriteTests {
  private let workspace: Workspace
  private var postil: Postil { Postil(workspace: workspace) }

  init() throws {
    workspace = try Workspace([
      "a.txt": "Ana Duarte left Oslo.\n", "postil.toml": "", "notes": "mine\nhalf a line",
      "plugins/p/run.sh": "exit\n",
    ])
    #expect(try postil("tag", "a.txt", "\"Ana Duarte\"", "PER").status == 0)
  }

  private func files() throws -> [String: Data] {
    var all: [String: Data] = [:]
    for name in workspace.names where name != "plugins" {
      all[name] = try Data(contentsOf: workspace.folder.appending(path: name))
    }
    return all
  }

  @Test(arguments: [
    ("a.jsonl", "is an article or a sidecar"), ("a.txt", "is an article or a sidecar"),
    ("new.txt", "new.txt' would become an article"),
    ("postil.toml", "is a file of the workspace itself"),
    ("plugins/p/run.sh", "is a file of the workspace itself"),
    (".git/config", "is a file of the workspace itself"),
    ("../x.model", "is outside the workspace"), ("/tmp/x.model", "is outside the workspace"),
  ])
  func trainReplacesNothingOfTheWorkspace(_ out: String, _ sentence: String) throws {
    let before = try files()
    for flags in [["--out=\(out)"], ["--out=\(out)", "--force"]] {
      let outcome = try postil.run(["train"] + flags)
      #expect(outcome.status != 0 && outcome.errors.contains(sentence), "\(outcome.errors)")
    }
    #expect(try files() == before)
  }

  @Test func trainReplacesItsOwnModelAndOthersWhenForced() throws {
    let before = try files()
    let refused = try postil("train", "--out=notes")
    #expect(
      refused.errors.contains("already exists; add --force to replace it"), "\(refused.errors)")
    #expect(try files() == before)
    #expect(try postil("train", "--out=notes", "--force").status == 0)
    let again = try postil("train", "--out=notes")
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test func aStreamGoesOnOnlyInAFileOfAStream() throws {
    let before = try files()
    let out = workspace.folder.path
    for (name, sentence) in [
      ("new.md", "would become an article"), ("notes", "was not begun by a run: there is no"),
      ("a.txt", "is an article or a sidecar"),
      ("a.jsonl", "is an article or a sidecar"),
      ("postil.toml", "is a file of the workspace itself"),
    ] {
      let outcome = try postil.run(
        ["annotate", "--stream", "--only", "date", "--resume", "--out", "\(out)/\(name)"],
        input: "{\"id\":1,\"text\":\"May 2026\"}\n")
      #expect(outcome.status != 0 && outcome.errors.contains(sentence), "\(outcome.errors)")
    }
    #expect(try files() == before)
  }

  @Test func compactDeletesNoFileOfAPerson() throws {
    let names = [
      "a.jsonl.my-notes.tmp", "a.jsonl.1.2.tmp", "a.jsonl.postil-x.tmp",
      "a.jsonl.postil-1-2.tmp.txt",
    ]
    for name in names { try workspace.write(name, Data("mine\n".utf8)) }
    try workspace.write("a.jsonl.postil-12-34.tmp", Data("half".utf8))
    let before = workspace.names
    #expect(try postil("compact", "a.txt", "--force").status == 0)
    #expect(try postil("repair", "a.txt").status == 0)
    #expect(workspace.names == before.filter { $0 != "a.jsonl.postil-12-34.tmp" })
  }

  @Test func aLinkThatStaysInTheWorkspaceWorks() throws {
    let folder = workspace.folder
    try FileManager.default.createDirectory(
      at: folder.appending(path: "store"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: folder.appending(path: "a.jsonl"), to: folder.appending(path: "store/a.jsonl"))
    for (link, target) in [
      ("a.jsonl", "store/a.jsonl"), ("b.txt", "\(folder.path)/a.txt"), ("there", "store"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: link).path, withDestinationPath: target)
    }
    #expect(try postil("tag", "a.txt", "\"Oslo\"", "GPE").status == 0)
    #expect(try postil("list", "a.txt").output.contains("\"Oslo\""))
    #expect(try postil("--article", "b", "show").status == 0)
    #expect(try postil("compact", "a.txt", "--force").status == 0)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.appending(path: "a.jsonl").path)
    #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
    #expect(try workspace.lines(of: "store/a.jsonl").contains { $0.contains("GPE") })
    let export = try postil("export", "brat", "\(folder.path)/there/out")
    #expect(export.status == 0, "\(export.errors)")
  }

  @Test func aWorkspaceGivenRelativelyStartsItsPlugins() throws {
    let script = """
      cd '\(workspace.folder.path)/..' || exit 9; ws=$(basename '\(workspace.folder.path)')
      cat > $ws/plugins/p/run.sh <<'end'
      #!/bin/sh
      read line; case $line in *'"workspace":"/'*) ;; *) exit 3 ;; esac
      echo '{"api":1}'
      while read line; do
        case $line in *shutdown*) exit ;; esac
        echo '{"seq":1,"annotations":[]}'
      done
      end
      chmod +x $ws/plugins/p/run.sh
      echo '{"name":"p","version":"1.0.0","api":1,"summary":"P.","produces":["note"],'\\
      '"start":{"command":["./run.sh"]}}' > $ws/plugins/p/plugin.json
      P='\(Postil.executable.path)'
      "$P" -C $ws trust p && "$P" annotate $ws --only p && "$P" annotate $ws --isolate --force
      """
    let outcome = try Postil.run(URL(filePath: "/bin/bash"), ["-c", script])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
