import Foundation
import Testing

/// `undo` and `redo` without an open article, and what a killed or an interrupted command leaves to them.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct LastCommandTests {
  private let postil: Postil
  private var folder: String { postil.workspace.folder.path }

  init() throws {
    let text = "Ana Duarte left Hull on 4 May 2023.\n"
    postil = Postil(workspace: try Workspace(["port.txt": text, "wire.txt": text]))
  }

  /// Commands that fall within one second are undone in their order.
  @Test func quickCommandsInTheirOrder() throws {
    let commands = [
      ["annotate"], ["accept", "1", "--article", "wire"], ["accept", "1", "--article", "port"],
      ["tag", "\"Hull\"", "LOC", "on", "all"], ["relabel", "\"Hull\"", "GPE", "on", "wire"],
    ]
    for command in commands { #expect(try postil.run(command).status == 0, "\(command)") }
    let undone = try (0..<5).map { _ in
      try postil("undo").output.split(separator: "\n").first.map(String.init) ?? ""
    }
    #expect(
      undone == [
        "undone: relabel \"Hull\" GPE on wire",
        "undone: tag \"Hull\" LOC on all  (in 2 articles: port, wire)",
        "undone: accept 1", "undone: accept 1", "undone: annotate  (in 2 articles: port, wire)",
      ])
    #expect(try postil("undo").errors.contains("no command to undo in this workspace"))
  }

  /// A newer command may be in an article that cannot be read: nothing older is undone instead.
  @Test func refusesWhereTheLastCommandCannotBeRead() throws {
    _ = try postil("tag", "\"Hull\"", "GPE", "on", "port")
    _ = try postil("tag", "\"Hull\"", "GPE", "on", "wire")
    try postil.workspace.write("wire.txt", Data("Nobody left Hull.\n".utf8))
    let outcome = try postil("undo")
    #expect(outcome.status == 65 && outcome.errors.contains("run `anchor`"), "\(outcome)")
    #expect(try postil("list", "port").output.contains("GPE \"Hull\""))
  }

  /// What a killed command has left is found from a folder inside the workspace too, and a dry run says
  /// that it is there.
  @Test func isFoundFromAFolderInside() throws {
    let nested = Postil(
      workspace: try Workspace(
        Dictionary(
          uniqueKeysWithValues: (0..<80).map { ("s\($0 % 2)/a\($0).txt", "Ana left Hull.\n") })))
    let root = nested.workspace.folder.path
    let running = try Postil.start(
      Postil.executable, ["-C", root, "tag", "\"Hull\"", "GPE", "on", "all"])
    while running.isRunning, !FileManager.default.fileExists(atPath: "\(root)/s0/a2.jsonl") {
      usleep(100)
    }
    running.signal(SIGKILL)
    guard running.wait().status == -SIGKILL else { return }
    let dry = try nested("undo", "--dry-run")
    #expect(dry.errors.contains("note: a command was interrupted"), "\(dry)")
    let inside = try Postil.run(
      Postil.executable, ["-C", "\(root)/s0", "list", "GPE", "on", "all"])
    #expect(inside.errors.contains("was interrupted") && inside.output == "none\n", "\(inside)")
    #expect(try nested("redo").status == 1)
  }

  /// `--article` chooses the articles of every command.
  @Test func theOptionChoosesTheArticle() throws {
    let annotated = try postil("annotate", "--article", "wire")
    #expect(annotated.status == 0 && annotated.output.contains("1 annotated"), "\(annotated)")
    #expect(postil.workspace.names == ["port.txt", "wire.jsonl", "wire.txt"])
    _ = try postil("accept", "all", "--article", "wire")
    let exported = try postil("export", "brat", "\(folder)/out", "--article", "wire")
    #expect(exported.status == 0, "\(exported)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").count < 6)
    for words in [
      ["stats", "--article", "wire", "port"],
      ["annotate", "--stream", "--article", "wire"],
      ["annotate", "--stream", "on", "all"],
    ] {
      #expect(try postil.run(words).status == 64, "\(words)")
    }
  }
}
