import PostilKit
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// What a person has chosen about the shell, from all the places that can say so: a flag wins over the
/// environment, that over the workspace's `postil.toml`, that over the person's own `config.toml`.
package struct Preferences: Sendable {
  /// How articles are shown.
  package var display = Display()
  /// Whether there are colours; nil for where they can be seen.
  package var colour: Bool?
  /// The command that shows more than a screen.
  package var pager = "less -FRX"
  /// Who decides, if that was said.
  package var annotator: String?
  /// Where each setting that is not the usual one was said.
  package private(set) var origins: [String: String] = [:]

  /// The person's own file.
  package static var userPath: String? {
    (Terminal.environment("XDG_CONFIG_HOME")
      ?? Terminal.environment("HOME").map { "\($0)/.config" }).map { "\($0)/postil/config.toml" }
  }

  /// Asks all places.
  ///
  /// - Parameters:
  ///   - workspace: Whose `postil.toml` counts.
  ///   - flags: `NAME=VALUE` of the command line, the later ones winning.
  ///   - environment: Looks up a variable.
  ///   - userPath: The person's own file.
  /// - Throws: `badSettings` that names file and key, `badValue`.
  package init(
    workspace: Workspace, flags: [(name: String, value: String)],
    environment: (String) -> String? = Terminal.environment,
    userPath: String? = Preferences.userPath
  ) throws(PostilError) {
    display.isASCII = !Terminal.isUTF8
    if let userPath, Folders.exists(userPath) {
      try take(WorkspaceSettings.read(path: userPath).shell, of: userPath, isWorkspace: false)
    }
    try take(workspace.settings.shell, of: "\(workspace.root)/postil.toml", isWorkspace: true)
    if let pager = environment("PAGER") { self.pager = pager }
    if environment("NO_COLOR") != nil { try take("colour", "off", from: "NO_COLOR") }
    for setting in Setting.all {
      if let value = environment(setting.variable) {
        try take(setting.name, value, from: setting.variable)
      }
    }
    for (name, value) in flags { try take(name, value, from: "the command line") }
  }

  /// The usual ones.
  package init() {}

  /// Takes one setting.
  package mutating func take(_ name: String, _ value: String, from origin: String)
    throws(PostilError)
  {
    let setting = try Setting.named(name)
    try setting.apply(value, to: &self)
    origins[setting.name] = origin
  }

  private mutating func take(
    _ table: JSONObject, of path: String, isWorkspace: Bool
  ) throws(PostilError) {
    for member in table.members {
      let setting: Setting
      do throws(PostilError) {
        setting = try Setting.named(member.name)
        if isWorkspace, setting.isPersonal {
          throw PostilError.usage(
            reason: "\(setting.name) is not for a workspace",
            next: "say it in \(Self.userPath ?? "your own config.toml")")
        }
        let value = member.value.bool.map { $0 ? "on" : "off" } ?? member.value.plain
        try take(setting.name, value, from: path)
      } catch {
        throw .badSettings(path: path, reason: "shell.\(member.name): \(error)")
      }
    }
  }

  /// What a setting is now.
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
