import PostilKit
import PostilSettings
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// The values of the shell's settings. In order of precedence they come from command-line flags, the
/// environment, the workspace's `postil.toml` and the user's `config.toml`.
package struct Preferences: Sendable {
  /// How articles are shown.
  package var display = Display()
  /// Whether output is coloured; nil for automatic: at a terminal that supports colours.
  package var colour: Bool?
  /// The pager's command.
  package var pager = "less -FRX"
  /// The name of the author, if set.
  package var annotator: String?
  /// Where each setting that differs from its default was set, by the setting's name.
  package private(set) var origins: [String: String] = [:]

  /// The path of the user's settings file.
  package static var userPath: String? {
    (Terminal.environment("XDG_CONFIG_HOME")
      ?? Terminal.environment("HOME").map { "\($0)/.config" }).map { "\($0)/postil/config.toml" }
  }

  /// Resolves all settings: flags, environment, workspace, user.
  ///
  /// - Parameters:
  ///   - workspace: The workspace whose `postil.toml` is read.
  ///   - flags: `NAME=VALUE` of the command line; the last one of a name wins.
  ///   - environment: Looks up an environment variable.
  ///   - userPath: The path of the user's settings file.
  /// - Throws: `badSetting` that names file and key, `unknown`, `invalid`.
  package init(
    workspace: Workspace, flags: [(name: String, value: String)],
    environment: (String) -> String? = Terminal.environment,
    userPath: String? = Preferences.userPath
  ) throws(PostilError) {
    display.isASCII = !Terminal.isUTF8
    if let userPath, Folders.exists(userPath) {
      try take(WorkspaceSettings.read(path: userPath), isWorkspace: false)
    }
    try take(workspace.settings, isWorkspace: true)
    if let pager = environment("PAGER") { self.pager = pager }
    if environment("NO_COLOR") != nil { try take("colour", "off", from: "NO_COLOR") }
    for setting in Setting.all {
      // An empty variable is the usual way to leave a setting as it is.
      if let value = environment(setting.variable), !value.isEmpty {
        try take(setting.name, value, from: setting.variable)
      }
    }
    for (name, value) in flags { try take(name, value, from: "the command line") }
  }

  /// Creates the default preferences.
  package init() {}

  /// Applies one setting.
  package mutating func take(_ name: String, _ value: String, from origin: String)
    throws(PostilError)
  {
    let setting = try Setting.named(name)
    try setting.apply(value, to: &self)
    origins[setting.name] = origin
  }

  private mutating func take(
    _ settings: WorkspaceSettings, isWorkspace: Bool
  ) throws(PostilError) {
    for member in settings.shell.members {
      let setting: Setting
      do throws(PostilError) {
        setting = try Setting.named(member.name)
        if isWorkspace, setting.isPersonal {
          throw .command(.personalSetting(name: setting.name, file: Self.userPath))
        }
        let value = member.value.bool.map { $0 ? "on" : "off" } ?? member.value.plain
        try take(setting.name, value, from: settings.path)
      } catch {
        throw .command(
          .badSetting(
            at: settings.place(of: ["shell", member.name]), name: "shell.\(member.name)", error))
      }
    }
  }

  /// The current value of a setting.
  package func value(_ name: String) -> String {
    switch name {
    case "view": display.isList ? "list" : "lanes"
    case "width": display.width.map { "\($0)" } ?? "auto"
    case "ruler": display.hasRuler ? "on" : "off"
    case "ascii": display.isASCII ? "on" : "off"
    case "ambiguous": "\(display.ambiguous)"
    case "colour": colour.map { $0 ? "on" : "off" } ?? "auto"
    case "pager": pager
    case "annotator": annotator ?? ""
    default: ""
    }
  }
}
