import PostilSystem
import PostilTerminal
import PostilViews

/// A setting of the shell: how articles are shown, which pager, the name of the author.
///
/// This is the one definition that `set`, the command-line options, the environment, both settings
/// files, completion and the manual use.
package struct Setting: Sendable {
  /// Its name: `view`.
  package let name: String
  /// The valid values, as help shows them: `lanes|list`.
  package let values: String
  /// What it does, in one line.
  package let summary: String
  /// Whether a workspace may not set it: a workspace from elsewhere must not choose what is run.
  package let isPersonal: Bool
  /// Applies a value; returns what a valid one looks like if the value is not valid.
  private let take: @Sendable (String, inout Preferences) -> String?

  private init(
    _ name: String, _ values: String, _ summary: String, isPersonal: Bool = false,
    _ take: @escaping @Sendable (String, inout Preferences) -> String?
  ) {
    self.name = name
    self.values = values
    self.summary = summary
    self.isPersonal = isPersonal
    self.take = take
  }

  /// All settings.
  package static let all = [
    Setting("view", "lanes|list", "Draw annotations below the text, or list them as text.") {
      choice($0, ["lanes": false, "list": true], \.display.isList, &$1)
    },
    Setting("width", "N|auto", "The width in columns; auto is the terminal's.") { value, all in
      if value == "auto" {
        all.display.width = nil
        return nil
      }
      guard let columns = Int(value), (24...1000).contains(columns) else {
        return "24 to 1000, or auto"
      }
      all.display.width = columns
      return nil
    },
    Setting("ruler", "on|off", "Number every fifth word above the text.") {
      choice($0, onOff, \.display.hasRuler, &$1)
    },
    Setting(
      "ascii", "on|off", "Draw with ASCII characters; on by default unless the locale is UTF-8."
    ) {
      choice($0, onOff, \.display.isASCII, &$1)
    },
    Setting(
      "ambiguous", "1|2",
      "Columns of East Asian Ambiguous characters; 2 draws with ASCII characters."
    ) { choice($0, ["1": 1, "2": 2], \.display.ambiguous, &$1) },
    Setting("colour", "on|off|auto", "Colours; auto is on at a terminal without NO_COLOR.") {
      choice($0, ["on": true, "off": false, "auto": nil], \.colour, &$1)
    },
    Setting("pager", "COMMAND", "The pager for long output; cat for none.", isPersonal: true) {
      $1.pager = $0
      return nil
    },
    Setting(
      "annotator", "NAME", "The author of your decisions; else git's user.name.", isPersonal: true
    ) {
      let name = $0.trimmed
      guard !name.isEmpty, Escaping.shown(name) == name else {
        return "a name in one line, for example Anna Berg"
      }
      $1.annotator = name
      return nil
    },
  ]

  private static let onOff = ["on": true, "off": false]

  private static func choice<Value>(
    _ value: String, _ choices: [String: Value],
    _ member: WritableKeyPath<Preferences, Value>, _ all: inout Preferences
  ) -> String? {
    guard let chosen = choices[value] else {
      return choices.keys.sorted().joined(separator: " or ")
    }
    all[keyPath: member] = chosen
    return nil
  }

  /// The environment variable that sets it: `POSTIL_VIEW`.
  package var variable: String { "POSTIL_" + name.uppercased() }

  /// The valid values, for completion; empty if any value is valid.
  package var choices: [String] {
    values.split(separator: "|").map(String.init).filter { $0 != $0.uppercased() || Int($0) != nil }
  }

  /// The setting of a name; `color` is an alias of `colour`.
  ///
  /// - Throws: `unknown` if there is no such setting.
  package static func named(_ name: String) throws(PostilError) -> Setting {
    if let setting = all.first(where: { $0.name == (name == "color" ? "colour" : name) }) {
      return setting
    }
    throw .value(.unknown(name: "setting", value: name, known: all.map(\.name)))
  }

  /// Applies a value to the preferences.
  ///
  /// - Throws: `invalid` if the value is not valid.
  package func apply(_ value: String, to preferences: inout Preferences) throws(PostilError) {
    if let form = take(value, &preferences) {
      throw .value(.invalid(name: name, value: value, form: form))
    }
  }
}
