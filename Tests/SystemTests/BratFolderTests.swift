import Foundation
import Testing

/// A folder that brat opens: all that the schema allows is declared, and the copies of the texts are
/// no articles of the workspace.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct BratFolderTests {
  private func lines(_ postil: Postil, _ name: String) throws -> [String] {
    try String(contentsOf: postil.workspace.folder.appending(path: name), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  /// Exports into a folder of the workspace.
  private func export(_ postil: Postil, _ folder: String = "out", _ flags: String...) throws {
    let path = postil.workspace.folder.appending(path: folder).path
    let outcome = try postil.run(["export", "brat", path] + flags)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func importsTheAnnotationsBesideAText() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana left.\n"]))
    #expect(try postil("tag", "\"Ana\"", "PER").status == 0)
    try export(postil)
    #expect(try postil("rm", "PER").status == 0)
    #expect(try postil("import", "brat", "out/a.txt").status == 0)
    #expect(try postil("list", "PER").output.contains("Ana"))
  }

  // MARK: annotation.conf

  @Test func declaresTheRolesOfTheSchema() throws {
    let postil = Postil(workspace: try Workspace(["a.txt": "Ana left.\n"]))
    try export(postil)
    let lines = try lines(postil, "out/annotation.conf")
    #expect(
      lines.contains(
        "Quote\tContent:<ANY>, Addressee*:<ANY>, Cue*:<ANY>, Parent*:<ANY>, Source*:<ANY>"))
    for role in ["addressee", "parent", "source"] {
      let name = role.prefix(1).uppercased() + role.dropFirst()
      #expect(lines.contains("\(role)\tContent:<ANY>, \(name):<ANY>"))
      #expect(lines.contains(name))
    }
    #expect(lines.contains("Cue"))
  }

  @Test func declaresTheRolesOfOnesOwnLayers() throws {
    let postil = Postil(
      workspace: try Workspace([
        "a.txt": "Ana left.\n",
        "postil.toml": """
        [layers.claim]
        labels = ["CLAIM"]
        roles = ["evidence", "against"]
        [layers.report]
        labels = ["REPORT"]
        roles = ["cue", "source"]

        """,
      ]))
    try export(postil)
    let lines = try lines(postil, "out/annotation.conf")
    #expect(lines.contains("against\tContent:<ANY>, Against:<ANY>"))
    #expect(lines.contains("evidence\tContent:<ANY>, Evidence:<ANY>"))
    #expect(lines.contains("Report\tContent:<ANY>, Cue*:<ANY>, Source*:<ANY>"))
    #expect(!lines.contains { $0.hasPrefix("Claim\t") })
  }

  // MARK: Copies

  /// A workspace of two articles with an annotation each.
  private func workspace() throws -> Postil {
    let postil = Postil(
      workspace: try Workspace(["a.txt": "Ana left.\n", "news/b.txt": "Ana stayed.\n"]))
    let outcome = try postil("shell", "-c", "open a; tag \"Ana\" PER on all")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return postil
  }

  @Test(arguments: ["out", "news/out", "deep/er/out"]) func isNotOfTheWorkspace(
    _ folder: String
  ) throws {
    let postil = try workspace()
    let before = try ["articles", "check"].map { try postil($0) }.map { $0.output + $0.errors }
    let statistics = try postil("stats", "--all", "--json").output
    try export(postil, folder)
    #expect(
      FileManager.default.fileExists(
        atPath: postil.workspace.folder.appending(path: folder + "/a.ann").path))
    #expect(
      try ["articles", "check"].map { try postil($0) }.map { $0.output + $0.errors } == before)
    #expect(try postil("stats", "--all", "--json").output == statistics)
    #expect(try postil("--article", "\(folder)/a", "show").status == 66)
    let annotated = try Postil.run(Postil.executable, ["annotate", postil.workspace.folder.path])
    #expect(annotated.output.contains("2 articles"), "\(annotated.output)")
    #expect(
      !FileManager.default.fileExists(
        atPath: postil.workspace.folder.appending(path: folder + "/a.jsonl").path))
  }

  /// Again, and to another folder: no copies of copies.
  @Test func isExportedAgain() throws {
    let postil = try workspace()
    try export(postil)
    try export(postil)
    try export(postil, "other")
    let files = FileManager.default.enumerator(atPath: postil.workspace.folder.path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".ann") }.sorted()
    #expect(files == ["other/a.ann", "other/news/b.ann", "out/a.ann", "out/news/b.ann"])
  }

  /// What was changed in brat comes back.
  @Test func isImportedAgain() throws {
    let postil = try workspace()
    try export(postil)
    let path = postil.workspace.folder.appending(path: "out/a.ann")
    let lines = try String(contentsOf: path, encoding: .utf8)
    try Data((lines + "T9\tMISC 4 8\tleft\n").utf8).write(to: path)
    let outcome = try postil(
      "import", "brat", postil.workspace.folder.appending(path: "out").path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasSuffix("1 annotation in 2 articles, 0 lost\n"), "\(outcome.output)")
    #expect(try postil("--article", "a", "list", "MISC").output == "e2 MISC \"left\" 1.2\n")
  }

  /// Even if it is named, since `annotate *` names it.
  @Test func isNotAnnotated() throws {
    let postil = try workspace()
    try export(postil)
    for name in ["out", "out/a.txt", "out/news"] {
      let path = postil.workspace.folder.appending(path: name).path
      let outcome = try Postil.run(Postil.executable, ["annotate", path])
      #expect(outcome.status != 0 && outcome.errors.contains("out/.postil-export"), "\(outcome)")
    }
  }

  /// A workspace exported over itself stays a workspace.
  @Test func mayBeTheWorkspaceItself() throws {
    let postil = try workspace()
    let before = try postil("articles").output
    try export(postil, ".")
    #expect(try postil("articles").output == before)
    #expect(try postil("--article", "a", "list").output == "e1 PER \"Ana\" 1.1\n")
    // A folder that holds articles may be refused, but takes none of them away and adds none.
    _ = try postil(
      "export", "brat", postil.workspace.folder.appending(path: "news").path, "--force")
    #expect(try postil("articles").output == before)
  }

  /// A folder of texts that nobody exported is of the workspace, whatever else lies in it.
  @Test func isToldFromAFolderOfTexts() throws {
    let postil = Postil(
      workspace: try Workspace(["a.txt": "Ana.\n", "theirs/b.txt": "Bo.\n", "theirs/b.ann": ""]))
    #expect(try postil("articles").output.contains("theirs/b"))
  }
}
