import PostilPointing
import PostilSystem
import PostilTerminal

/// `set view list`: changes one setting for the session; `set` alone lists all settings.
package struct SettingChange {
  private let session: Session
  private let request: Request

  package init(_ session: Session, _ request: Request) {
    self.session = session
    self.request = request
  }

  /// Runs the change with the words of the command.
  package func run(_ words: [Word]) throws {
    if words.isEmpty { return try list() }
    let setting = try Setting.named(words[0].text)
    guard words.count == 2 else {
      throw PostilError.usage(
        .settingValue(setting: setting.name, values: setting.values))
    }
    let value = words[1].text
    if request.origin == .commandLine {
      throw PostilError.usage(
        .shellSetting(setting: setting.name, value: value, isPersonal: setting.isPersonal))
    }
    // The pager is a program; a script that is not sourced uses none.
    if setting.name == "pager", request.isSourced { try request.refuseInScript("set pager") }
    guard request.isDryRun else { return try session.set(setting, value) }
    var preferences = session.preferences
    try preferences.take(setting.name, value, from: "this session")
    try session.console.out.print(
      "would be set: \(setting.name) \(preferences.value(setting.name))")
  }

  private func list() throws {
    for setting in Setting.all {
      let preferences = session.preferences
      let value = setting.name == "annotator" ? session.author : preferences.value(setting.name)
      var line = StyledLine("\(setting.name.padded(10)) \(value.padded(12)) ")
      line.append(preferences.origins[setting.name].map { "from \($0)" } ?? setting.values, .dim)
      try session.console.out.print(line)
    }
  }
}
