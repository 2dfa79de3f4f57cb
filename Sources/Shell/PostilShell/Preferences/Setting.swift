import PostilSystem
import PostilViews

/// Something about the shell that a person may choose: how articles are shown, which pager, who decides.
///
/// `set`, the options, the environment, both settings files, completion and the manual all know them
/// from here.
package struct Setting: Sendable {
  /// Its name: `view`.
  package let name: String
  /// What it may be, as help shows it: `lanes|list`.
  package let values: String
  /// What it does.
  package let summary: String
  /// Whether it is a person's alone: a workspace that came from elsewhere must not choose what is run.
  package let isPersonal: Bool
  /// Takes a value; what is expected instead if it is none.
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

  /// All of them.
  package static let all = [
    Setting("view", "lanes|list", "Draw annotations below the text, or list them in words.") {
      choice($0, ["lanes": false, "list": true], \.display.isList, &$1)
    },
    Setting("width", "N|auto", "The columns to fill; else those of the terminal.") { value, all in
      if value == "auto" {
        all.display.width = nil
        return nil
      }
      guard let columns = Int(value), (24...1000).contains(columns) else {
        return "24 to 1000 is expected"
      }
      all.display.width = columns
      return nil
    },
    Setting("ruler", "on|off", "Number every fifth word above the text.") {
      choice($0, onOff, \.display.hasRuler, &$1)
    },
    Setting("ascii", "on|off", "Draw with ASCII; on by itself where the locale is not UTF-8.") {
      choice($0, onOff, \.display.isASCII, &$1)
    },
    Setting(
      "ambiguous", "1|2",
      "The columns of characters that East Asian terminals show wide; 2 draws with ASCII."
    ) { choice($0, ["1": 1, "2": 2], \.display.ambiguous, &$1) },
    Setting("colour", "on|off|auto", "Colours; auto is on at a terminal without NO_COLOR.") {
      choice($0, ["on": true, "off": false, "auto": nil], \.colour, &$1)
    },
    Setting("pager", "COMMAND", "What shows more than a screen; cat for none.", isPersonal: true) {
      $1.pager = $0
      return nil
    },
    Setting("annotator", "NAME", "Who decides; else git's user.name.", isPersonal: true) {
      $1.annotator = $0
      return nil
    },
  ]

  private static let onOff = ["on": true, "off": false]

  private static func choice<Value>(
    _ value: String, _ choices: [String: Value],
    _ member: WritableKeyPath<Preferences, Value>, _ all: inout Preferences
  ) -> String? {
    guard let chosen = choices[value] else {
      return "\(choices.keys.sorted().joined(separator: ", ")) is expected"
    }
    all[keyPath: member] = chosen
    return nil
  }

  /// The environment variable that says it: `POSTIL_VIEW`.
  package var variable: String { "POSTIL_" + name.uppercased() }

  /// The words that may be said, none if any may.
  package var choices: [String] {
    values.split(separator: "|").map(String.init).filter { $0 != $0.uppercased() || Int($0) != nil }
  }

  /// The setting of a name; `color` is one too.
  ///
  /// - Throws: `badValue` with the nearest name.
  package static func named(_ name: String) throws(PostilError) -> Setting {
    if let setting = all.first(where: { $0.name == (name == "color" ? "colour" : name) }) {
      return setting
    }
    let near = Spelling.nearest(name, in: all.map(\.name)).first
    throw .badValue(
      name: "setting", value: name,
      expected: near.map { "did you mean \($0)?" }
        ?? "it is one of " + all.map(\.name).joined(separator: ", "))
  }

  /// Takes a value.
  ///
  /// - Throws: `badValue`.
  package func apply(_ value: String, to preferences: inout Preferences) throws(PostilError) {
    if let expected = take(value, &preferences) {
      throw .badValue(name: name, value: value, expected: expected)
    }
  }
}
