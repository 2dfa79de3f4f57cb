import PostilStore
import PostilSystem
import PostilViews
import TestSupport
import Testing

@testable import PostilShell

/// Where a setting is taken from, and what is refused.
@Suite struct PreferencesTests {
  private func preferences(
    workspace toml: String = "", user: String = "", variables: [String: String] = [:],
    flags: [(name: String, value: String)] = []
  ) throws -> Preferences {
    let folder = try TestWorkspace(text: "word")
    try Files.replace("\(folder.folder)/postil.toml", with: Array(toml.utf8))
    try Files.replace("\(folder.folder)/config.toml", with: Array(user.utf8))
    return try Preferences(
      workspace: Workspace(root: folder.folder), flags: flags, environment: { variables[$0] },
      userPath: "\(folder.folder)/config.toml")
  }

  @Test func theNearerPlaceWins() throws {
    let user = "[shell]\nwidth = 40\nruler = true"
    let workspace = "[shell]\nwidth = 50"
    let variables = ["POSTIL_WIDTH": "60"]
    #expect(try preferences(user: user).display.width == 40)
    #expect(try preferences(workspace: workspace, user: user).display.width == 50)
    let third = try preferences(workspace: workspace, user: user, variables: variables)
    #expect(third.display.width == 60 && third.origins["width"] == "POSTIL_WIDTH")
    let all = try preferences(
      workspace: workspace, user: user, variables: variables, flags: [("width", "70")])
    #expect(all.display.width == 70 && all.origins["width"] == "the command line")
    #expect(all.display.hasRuler)
  }

  @Test func noColorIsHeard() throws {
    #expect(try preferences(variables: ["NO_COLOR": "1"]).colour == false)
    #expect(try preferences(user: "[shell]\ncolour = true").colour == true)
    let both = ["NO_COLOR": "1", "POSTIL_COLOUR": "on"]
    #expect(try preferences(variables: both).colour == true)
  }

  @Test func thePagerIsThePersonsOwn() throws {
    #expect(try preferences(variables: ["PAGER": "more"]).pager == "more")
    #expect(try preferences(variables: ["PAGER": "more", "POSTIL_PAGER": "cat"]).pager == "cat")
    #expect(try preferences(user: "[shell]\npager = \"most\"").pager == "most")
    #expect(throws: PostilError.self) { try preferences(workspace: "[shell]\npager = \"rm\"") }
    #expect(throws: PostilError.self) { try preferences(workspace: "[shell]\nannotator = \"x\"") }
  }

  @Test(arguments: [
    ("view = \"lists\"", "shell.view: 'lists' is not a valid view: use lanes or list"),
    ("vew = \"list\"", "shell.vew: 'vew' is not a valid setting: did you mean view?"),
    ("width = 3", "shell.width: '3' is not a valid width: use 24 to 1000, or auto"),
    ("pager = \"less\"", "shell.pager: pager cannot be set by a workspace"),
  ])
  func saysWhatIsWrongAndWhere(_ line: String, _ expected: String) {
    do {
      _ = try preferences(workspace: "[shell]\n\(line)")
      Issue.record("'\(line)' was taken")
    } catch {
      let text = ErrorReport.of(error).text
      #expect(text.contains("postil.toml:2:1: \(expected)"), "\(text)")
    }
  }

  @Test(arguments: Setting.all.map(\.name)) func everySettingHasAValue(_ name: String) throws {
    let setting = try Setting.named(name)
    #expect(setting.summary.hasSuffix(".") && setting.variable == "POSTIL_\(name.uppercased())")
    for choice in setting.choices {
      var preferences = Preferences()
      try preferences.take(name, choice, from: "here")
      #expect(preferences.value(name) == choice)
    }
  }
}

@Suite struct SetTests {
  @Test func listsWhereEachWasSaid() throws {
    let workspace = try TestWorkspace()
    _ = workspace.run("set view list")
    #expect(workspace.run("set").contains("view       list         from this session"))
    #expect(
      workspace.run("set vew list") == "error: 'vew' is not a valid setting: did you mean view?\n")
    #expect(
      workspace.run("set view") == "error: set view needs one value; use set view lanes|list\n")
  }
}
