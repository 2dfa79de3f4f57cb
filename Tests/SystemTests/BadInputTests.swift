import Foundation
import Testing

/// What is wrong with a file, a word or a disk is said in one sentence, with the right exit status, and
/// nothing is changed.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct BadInputTests {
  /// What a command that must fail says.
  private func expect(
    _ status: Int32, _ words: String..., in workspace: Workspace, _ sentence: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try Postil(workspace: workspace).run(words)
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.errors.contains(sentence), "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.errors.hasPrefix("error: "), sourceLocation: location)
    #expect(outcome.output == "", sourceLocation: location)
  }

  @Test func whatIsMissingIsNamed() throws {
    let workspace = try Workspace(["a.txt": "Ana left.\n"])
    try expect(66, "show", "b.txt", in: workspace, "there is no file 'b.txt'")
    try expect(66, "annotate", "nowhere", in: workspace, "there is no file 'nowhere'")
    try expect(
      66, "show", "--article", "aa", in: workspace, "there is no article 'aa'. Did you mean a?")
    try expect(64, "shwo", in: workspace, "no command 'shwo'. Did you mean show?")
    try expect(64, workspace.folder.path, in: workspace, "did you mean: postil shell")
    try expect(64, "--article", "a", "tag", "\"Ana\"", "PRE", in: workspace, "Did you mean PER?")
    try expect(64, "show", "a.txt", "--plian", in: workspace, "Did you mean --plain?")
    #expect(workspace.names == ["a.txt"])
  }

  @Test func textsThatAreNoneAreRefusedWithThePlace() throws {
    let workspace = try Workspace([:])
    try workspace.write("bad.txt", Data("Zo".utf8) + [0xC3, 0x20])
    try workspace.write("nul.txt", Data("ab".utf8) + [0])
    for command in ["show", "list"] {
      try expect(65, command, "bad.txt", in: workspace, "is not UTF-8: invalid byte at offset 2")
      try expect(65, command, "nul.txt", in: workspace, "is not a text file: NUL byte at offset 2")
    }
    let path = workspace.folder.path
    try expect(65, "annotate", "\(path)/bad.txt", in: workspace, "invalid byte at offset 2")
    try expect(65, "annotate", "\(path)/nul.txt", in: workspace, "NUL byte at offset 2")
    #expect(workspace.names == ["bad.txt", "nul.txt"])
  }

  @Test func anEmptyArticleIsOne() throws {
    let workspace = try Workspace(["empty.txt": ""])
    let postil = Postil(workspace: workspace)
    let show = try postil("show", "empty.txt")
    #expect(show.status == 0 && show.errors == "note: empty is empty\n")
    let annotate = try postil("annotate", workspace.folder.path)
    #expect(annotate.status == 0 && annotate.errors == "", "\(annotate.errors)")
    #expect(try postil("check").status == 0)
  }

  @Test func twoTextsNeverShareASidecar() throws {
    let workspace = try Workspace(["a.txt": "Ana left.\n", "a.md": "Ana came.\n"])
    let sentence = "would share one sidecar; rename one of them"
    let listed = try Postil(workspace: workspace)("articles")
    #expect(listed.status == 0 && listed.errors.contains(sentence))
    try expect(65, "show", "a.txt", in: workspace, sentence)
    try expect(65, "annotate", workspace.folder.path, in: workspace, sentence)
    #expect(workspace.names == ["a.md", "a.txt"])
  }

  @Test func foreignNewerAndStaleSidecarsAreLeftAlone() throws {
    let workspace = try Workspace(["a.txt": "Ana left.\n", "b.txt": "Ana left.\n"])
    let postil = Postil(workspace: workspace)
    try workspace.write("a.jsonl", Data("{\"text\":\"mine\"}\n".utf8))
    try expect(65, "show", "a.txt", in: workspace, "is not a Postil sidecar")
    try expect(65, "tag", "a.txt", "\"Ana\"", "PER", in: workspace, "is not a Postil sidecar")
    #expect(try workspace.lines(of: "a.jsonl") == ["{\"text\":\"mine\"}"])

    #expect(try postil("tag", "b.txt", "\"Ana\"", "PER").status == 0)
    let lines = try workspace.lines(of: "b.jsonl")
    let newer = [lines[0].replacing("\"postil\":1", with: "\"postil\":2")] + lines.dropFirst()
    try workspace.write("b.jsonl", Data(newer.joined(separator: "\n").utf8))
    #expect(try postil("list", "b.txt").output.contains("Ana"))
    try expect(65, "tag", "b.txt", "\"left\"", "ORG", in: workspace, "written by a newer Postil")

    try workspace.write("b.txt", Data("Once Ana left.\n".utf8))
    for command in ["show", "list", "review"] {
      try expect(65, command, "b.txt", in: workspace, "has changed since it was annotated")
    }
    #expect(try workspace.lines(of: "b.jsonl") == newer)
  }

  /// What to do next is for a person: the shell prints it, and JSON says what is wrong only.
  @Test func jsonHasTheFactAlone() throws {
    let workspace = try Workspace(["a.txt": "Ana left.\n"])
    let postil = Postil(workspace: workspace)
    #expect(try postil("tag", "a.txt", "\"Ana\"", "PER").status == 0)
    try workspace.write("a.txt", Data("Once Ana left.\n".utf8))
    for command in [["articles"], ["check"], ["annotate", workspace.folder.path]] {
      let printed = try postil.run(command)
      #expect((printed.output + printed.errors).contains("run `anchor`"), "\(command)")
      let json = try postil.run(command + ["--json"])
      #expect(json.output.contains("has changed since it was annotated"), "\(command)")
      #expect(!json.output.contains("anchor"), "\(json.output)")
      #expect(json.status == printed.status)
    }
  }

  @Test func nothingRawReachesTheTerminal() throws {
    let evil = "x\u{1B}[31m\u{7}\u{9B}2J\u{202E}y"
    let workspace = try Workspace([
      "\(evil).txt": "Ana \(evil) said in \u{7F}Oslo.\n", "b.txt": "b\n",
    ])
    let file = "\(evil).txt"
    let commands = [
      ["articles"], ["articles", "--json"], ["show", file], ["list", file],
      ["list", file, "--json"],
      ["find", file, "Oslo"], ["check"], ["annotate", "-v", workspace.folder.path],
      ["published", file], ["show", "no" + file], [evil], ["show", file, evil],
      ["show", "--\(evil)"],
      ["tag", file, "\"Ana\"", evil], ["--article", evil, "log"], ["export", evil, "out"],
      ["annotate", "--only", evil, workspace.folder.path], ["annotate", evil],
      ["-C", evil, "list"],
      ["--as", evil, "tag", file, "\"Oslo\"", "GPE"], ["log", file], ["help", evil],
    ]
    for words in commands {
      let outcome = try Postil(workspace: workspace).run(words)
      let raw = (outcome.output + outcome.errors).unicodeScalars.filter {
        $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}")
      }
      #expect(raw.isEmpty, "\(words)")
    }
  }

  // MARK: Disks and rights

  /// A command line of the system's shell in the workspace, its words after `$POSTIL`.
  private func shell(_ script: String, in workspace: Workspace) throws -> Postil.Outcome {
    try Postil.run(
      URL(filePath: "/bin/bash"),
      ["-c", "cd '\(workspace.folder.path)'; POSTIL='\(Postil.executable.path)'; \(script)"])
  }

  @Test func aFolderThatCannotBeWrittenIsReadAndNotChanged() throws {
    let workspace = try Workspace(["a.txt": "Ana Duarte left.\n"])
    // Root stays who it is, so that it may read a checkout in a folder of its own, and loses what lets it
    // write wherever it likes.
    let drop = geteuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : ""
    if try shell("chmod a-w .; \(drop) test ! -w .", in: workspace).status != 0 {
      print("skipped: root cannot give up its rights here")
      return
    }
    defer { _ = try? shell("chmod u+w .", in: workspace) }
    let show = try shell("\(drop) \"$POSTIL\" show a.txt", in: workspace)
    #expect(show.status == 0 && show.output.contains("Duarte"), "\(show.errors)")
    for command in ["tag a.txt '\"Ana\"' PER", "annotate a.txt", "annotate ."] {
      let outcome = try shell("\(drop) \"$POSTIL\" \(command)", in: workspace)
      #expect(outcome.status == 77, "\(command): \(outcome.errors)")
      #expect(outcome.errors.contains("Permission denied; nothing was changed"))
    }
    #expect(workspace.names == ["a.txt"])
  }

  @Test func aLimitOnFilesIsAnErrorAndNoSignal() throws {
    let workspace = try Workspace(["a.txt": "Ana Duarte left.\n"])
    for command in ["tag a.txt '\"Ana\"' PER", "annotate ."] {
      let outcome = try shell(
        "(ulimit -f 0; \"$POSTIL\" \(command) 2>&1) | cat; exit ${PIPESTATUS[0]}", in: workspace)
      #expect(outcome.status == 74, "\(command): \(outcome.output)")
      #expect(outcome.output.contains("nothing was changed"), "\(outcome.output)")
    }
    #expect(workspace.names == ["a.txt"])
  }

  @Test func aFullDiskStopsABatchAndKeepsWhatIsDone() throws {
    let workspace = try Workspace([:])
    let script = """
      unshare -m bash -c 'mount -t tmpfs -o size=128k none . && cd "$PWD" || exit 200
      for i in 0 1 2 3 4 5 6 7 8 9; do
        for line in 1 2 3 4 5 6 7 8; do echo "Ana Duarte told Reuters in Oslo on Monday."; done > $i.txt
      done
      "$0" annotate .; status=$?
      "$0" check > /dev/null 2>&1 || exit 201
      rm 9.txt 8.txt; ls | grep -c jsonl; exit $status' "$POSTIL"
      """
    let outcome = try shell(script, in: workspace)
    if outcome.status == 200 || outcome.status == 1 && outcome.output.isEmpty {
      print("skipped: no file system can be mounted here")
      return
    }
    #expect(outcome.status == 74, "\(outcome.errors)")
    #expect(outcome.errors.contains("No space left on device; nothing was changed"))
    #expect(outcome.errors.contains("stopped: "))
  }

  @Test func aFullStandardOutputIsAnError() throws {
    let workspace = try Workspace(["a.txt": "Ana Duarte left.\n"])
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    for command in ["show a.txt", "help", "list a.txt --json", "export jsonl /dev/stdout"] {
      let outcome = try shell(
        "\"$POSTIL\" tag a.txt '\"Ana\"' PER > /dev/null; \"$POSTIL\" \(command) > /dev/full",
        in: workspace)
      #expect(outcome.status == 74, "\(command): \(outcome.errors)")
    }
  }
}
