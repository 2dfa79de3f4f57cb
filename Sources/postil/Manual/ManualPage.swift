import PostilCommands
import PostilShell
import PostilSystem

/// The manual page: every command with its flags and examples, the notation for words, settings, files,
/// environment variables and exit statuses.
struct ManualPage {
  private let table: CommandTable

  init(_ table: CommandTable) { self.table = table }

  /// The page in the macros of man(7).
  var text: String {
    var page = Roff()
    page.title("POSTIL", section: 1, source: "Postil \(Postil.version)")
    writeHead(&page)
    page.heading("COMMANDS")
    page.text(
      "The shell, scripts and the command line have the same commands; those shown with \"postil\" work on the command line only."
    )
    for group in CommandGroup.allCases {
      let commands = table.everywhere.filter { $0.group == group }
      if !commands.isEmpty { page.subheading(group.rawValue) }
      for command in commands { write(command, &page) }
    }
    page.heading("POINTING AT WORDS")
    for entry in HelpText.spans { page.item(entry.form, entry.means) }
    writeSettings(&page)
    writeEnd(&page)
    return page.text
  }

  private func writeHead(_ page: inout Roff) {
    page.heading("NAME")
    page.text("postil \\- annotate news articles in the terminal")
    page.heading("SYNOPSIS")
    page.literal(Usage.synopsis.map(\.form).joined(separator: "\n"))
    page.heading("DESCRIPTION")
    page.text(
      "Annotators suggest entities, quotes and dates; a person accepts or rejects each suggestion with a key. Every decision is a line of JSON in a sidecar beside the article, written before the prompt returns. The text is never changed."
    )
    page.heading("OPTIONS")
    page.text(
      "The options of a command are listed with it. \"postil help COMMAND\" explains one command, \"postil help --json\" prints all of them as JSON."
    )
    for (heading, options) in GlobalOption.groups {
      page.subheading(heading)
      for option in options { page.item(option.signature, option.summary) }
    }
  }

  private func write(_ command: any Command, _ page: inout Roff) {
    let name = (command.isCommandLineOnly ? "postil " : "") + command.name
    let short = command.aliases.isEmpty ? "" : " Short: \(command.aliases.joined(separator: ", "))."
    page.item("\(name) \(command.fullUsage)".trimmed, command.summary + short)
    page.indented { page in
      for paragraph in command.paragraphs { page.text(paragraph) }
      for entry in command.keys { page.item(entry.keys, entry.does) }
      for flag in command.allFlags {
        let short = flag.short.isEmpty ? "" : "-\(flag.short), "
        page.item("\(short)--\(flag.name)\(flag.value.map { "=\($0)" } ?? "")", flag.summary)
      }
      for example in command.examples { page.item("> " + example.line, example.does) }
    }
  }

  private func writeSettings(_ page: inout Roff) {
    page.heading("SETTINGS")
    page.text(
      "In order of precedence: a flag, an environment variable, [shell] in the workspace's postil.toml, and $XDG_CONFIG_HOME/postil/config.toml."
    )
    for setting in Setting.all {
      page.item(
        "\(setting.name) \(setting.values)", "\(setting.summary) Environment: \(setting.variable).")
    }
  }

  private func writeEnd(_ page: inout Roff) {
    page.heading("FILES")
    for (path, holds) in Self.files { page.item(path, holds) }
    page.heading("ENVIRONMENT")
    for (name, does) in [
      ("POSTIL_PLUGINS", "folders of plugins, separated by colons."),
      ("POSTIL_ANNOTATOR", "your name as author; default: git's user.name, or USER."),
      ("POSTIL_PAGER, PAGER", "the pager for long output; default: less -FRX."),
      ("POSTIL_JOBS", "articles in progress at once; default: the processors allowed."),
      (
        "POSTIL_INDEX",
        "off: commands read all articles instead of the index; always: they use it for few, too."
      ),
      ("NO_COLOR", "if set, output has no colours."),
    ] { page.item(name, does) }
    page.heading("EXIT STATUS")
    for (status, means) in ExitStatus.meanings { page.item("\(status.rawValue)", means) }
  }
}

/// A document in the macros of man(7).
struct Roff {
  private(set) var text = ""

  mutating func title(_ name: String, section: Int, source: String) {
    text += ".TH \(name) \(section) \"\" \"\(source)\" \"Postil\"\n"
  }

  mutating func heading(_ heading: String) { text += ".SH \"\(Self.escaped(heading))\"\n" }

  mutating func subheading(_ heading: String) { text += ".SS \"\(Self.escaped(heading))\"\n" }

  /// Appends a paragraph.
  mutating func text(_ paragraph: String) { text += ".PP\n" + Self.line(paragraph) }

  /// Appends a term in bold and its meaning.
  mutating func item(_ term: String, _ meaning: String) {
    text += ".TP\n.B \"\(Self.escaped(term))\"\n" + Self.line(meaning)
  }

  /// Appends lines verbatim.
  mutating func literal(_ lines: String) {
    text += ".PP\n.nf\n"
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      text += Self.line(String(line))
    }
    text += ".fi\n"
  }

  /// Appends indented content.
  mutating func indented(_ body: (inout Roff) -> Void) {
    text += ".RS\n"
    body(&self)
    text += ".RE\n"
  }

  /// A line of text, escaped so that it is not taken for a macro.
  private static func line(_ text: String) -> String {
    let escaped = escaped(text)
    return (escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" : "") + escaped + "\n"
  }

  /// Escapes backslashes, hyphens to be typed, and quotation marks, which would end a macro's argument.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("\\e-", with: "\\-").replacing("\"", with: "\\(dq")
      .replacing("--", with: "\\-\\-")
  }
}
