import Foundation
import Testing

/// `[export.FORMAT]` of a workspace's postil.toml says how a format is written where the command line
/// does not: `with`, `layer` and `done`, as the flags are called.
@Suite(.enabled(if: Postil.isStaged, "./test stages the program"))
struct ExportSettingsTests {
  private static let quotes = "Ana left. Bo stayed.\n"

  /// Two articles: in `a` an accepted and a rejected name and an accepted date; `b` is done.
  private func workspace(_ settings: String) throws -> Postil {
    let postil = Postil(
      workspace: try Workspace(["a.txt": Self.quotes, "b.txt": "Bo left.\n", "postil.toml": ""]))
    let work =
      "open a; per \"Ana\"; per \"Bo\"; date \"left\"; reject \"Bo\"; open b; per \"Bo\"; done --force"
    let outcome = try postil("shell", "-c", work)
    try #require(outcome.status == 0, "\(outcome.errors)")
    try postil.workspace.write("postil.toml", Data(settings.utf8))
    return postil
  }

  private func contents(_ postil: Postil, _ name: String) -> String? {
    try? String(contentsOf: postil.workspace.folder.appending(path: name), encoding: .utf8)
  }

  /// A path in the workspace.
  private func path(_ postil: Postil, _ name: String) -> String {
    postil.workspace.folder.appending(path: name).path
  }

  @Test(arguments: ["\"rejected\"", "\"suggested,rejected\"", "[\"suggested\", \"rejected\"]"])
  func sayWhichStates(_ value: String) throws {
    let postil = try workspace("[export.brat]\nwith = \(value)\n")
    #expect(try postil("export", "brat", path(postil, "out")).status == 0)
    #expect(contents(postil, "out/a.ann")?.contains("\tBo\n") == true)
  }

  @Test func holdForTheirFormatAlone() throws {
    let postil = try workspace("[export.conll]\nwith = \"rejected\"\nlayer = \"timex\"\n")
    #expect(try postil("export", "brat", path(postil, "out")).status == 0)
    #expect(contents(postil, "out/a.ann")?.contains("\tBo\n") == false)
  }

  @Test func sayWhichLayer() throws {
    let postil = try workspace("[export.conll]\nlayer = \"timex\"\n")
    #expect(try postil("export", "conll", path(postil, "o.conll")).status == 0)
    #expect(contents(postil, "o.conll")?.contains("left -X- _ B-DATE") == true)
    #expect(contents(postil, "o.conll")?.contains("B-PER") == false)
  }

  @Test func sayThatOnlyWhatIsDoneIsWritten() throws {
    let postil = try workspace("[export.conll]\ndone = true\n")
    #expect(try postil("export", "conll", path(postil, "o.conll")).status == 0)
    #expect(contents(postil, "o.conll")?.contains("Ana") == false)
    #expect(contents(postil, "o.conll")?.contains("Bo -X- _ B-PER") == true)
  }

  @Test func giveWayToTheCommandLine() throws {
    let postil = try workspace("[export.conll]\nlayer = \"timex\"\nwith = \"rejected\"\n")
    #expect(
      try postil("export", "conll", path(postil, "o.conll"), "--layer=entity", "--with=suggested")
        .status == 0)
    let lines = contents(postil, "o.conll")?.split(separator: "\n") ?? []
    #expect(lines.contains("Ana -X- _ B-PER") && !lines.contains("left -X- _ B-DATE"))
    #expect(lines.filter { $0 == "Bo -X- _ B-PER" }.count == 1)
  }

  /// Each case: settings, and the key that the error names.
  @Test(arguments: [
    ("[export.brat]\ncolour = 1\n", "export.brat.colour"), ("[export.brta]\n", "export.brta"),
    ("[export.brat]\nwith = \"sugested\"\n", "export.brat.with"),
    ("[export.conll]\nlayer = 3\n", "export.conll.layer"),
    ("[export.conll]\nlayer = \"entty\"\n", "export.conll.layer"),
    ("[export.conll]\ndone = \"yes\"\n", "export.conll.done"),
    ("[export.conll]\nforce = true\n", "export.conll.force"),
  ]) func areRefusedByTheirKey(_ settings: String, _ key: String) throws {
    let postil = try workspace(settings)
    let outcome = try postil("export", "conll", path(postil, "o.conll"))
    #expect(outcome.status != 0 && outcome.output == "")
    #expect(outcome.errors.contains("postil.toml:") && outcome.errors.contains(key))
    #expect(contents(postil, "o.conll") == nil)
  }

  /// A layer means the same in every format.
  @Test(arguments: ["brat", "jsonl", "html"]) func sayWhichLayerOfAnyFormat(_ format: String) throws
  {
    let postil = try workspace("[export.\(format)]\nlayer = \"timex\"\n")
    let outcome = try postil("export", format, path(postil, "out"), "a")
    #expect(outcome.output.hasPrefix("1 accepted annotation written"), "\(outcome.output)")
    let flag = try postil("export", format, path(postil, "other"), "a", "--layer=entity")
    #expect(flag.output.contains("left out as not chosen: 1 annotation"), "\(flag.output)")
  }

  /// A flag of other formats is an error that names them.
  @Test func refuseAFlagOfOtherFormats() throws {
    let postil = try workspace("")
    let outcome = try postil("export", "brat", path(postil, "out"), "--scheme=BIOES")
    #expect(outcome.status == 64 && outcome.errors.contains("or use conll"), "\(outcome.errors)")
    #expect(try postil("export", "jsonl", path(postil, "o.jsonl"), "--seed=1").status == 64)
    #expect(try postil("export", "jsonl", path(postil, "o.jsonl"), "--labels=PRE").status == 64)
  }

  /// The reason for what is left out is given, and the command line can write it all the same.
  @Test func sayWhyArticlesAreLeftOut() throws {
    let postil = try workspace("[export.jsonl]\ndone = true\n")
    let outcome = try postil("export", "jsonl", path(postil, "o.jsonl"), "a")
    #expect(outcome.output.contains("0 accepted annotations written"))
    #expect(
      outcome.output.contains("left out as not done: 1 article; postil.toml has done = true"),
      "\(outcome.output)")
    let all = try postil("export", "jsonl", path(postil, "o.jsonl"), "a", "--no-done", "--force")
    #expect(all.output.hasPrefix("2 accepted annotations written"), "\(all.output)")
    #expect(
      try postil("export", "jsonl", path(postil, "o.jsonl"), "--done", "--no-done").status == 64)
  }

  /// brat can set every value that the schema lists, whether or not it occurs.
  @Test func annotationConfHasTheValuesOfTheSchema() throws {
    let postil = try workspace(
      "[layers.claim]\nlabels = [\"claim\"]\n[layers.claim.attributes]\npolarity = [\"pos\", \"neg\"]\nfirm = \"boolean\"\n"
    )
    #expect(try postil("export", "brat", path(postil, "out")).status == 0)
    let lines =
      contents(postil, "out/annotation.conf")?.split(separator: "\n").map(String.init) ?? []
    #expect(lines.contains("Polarity\tArg:<ANY>, Value:neg|pos"), "\(lines)")
    #expect(lines.contains("Firm\tArg:<ANY>, Value:false|true"), "\(lines)")
  }
}
