import PostilCore

/// `help`.
struct HelpCommand: Command {
  let name = "help"
  let aliases = ["?"]
  let group = CommandGroup.shell
  let summary = "Explain the commands, or one of them."
  let usage = "[COMMAND | spans]"
  let examples: [Example] = [("help tag", "one command"), ("help spans", "how to point at words")]
  let completion: [Completion] = [.commands, .words(["spans"])]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    guard let name = arguments.first else { return try session.page(Self.overview()) }
    if name == "spans" {
      return try session.page(Self.spans.split(separator: "\n").map { StyledLine(String($0)) })
    }
    let command = try CommandList.command(named: name, allowingPrefix: true)
    try session.page(Self.about(command))
  }

  /// All commands under their headings.
  static func overview(_ all: [any Command] = CommandList.all) -> [StyledLine] {
    var lines: [StyledLine] = []
    for group in CommandGroup.allCases {
      let commands = all.filter { $0.group == group }
      if commands.isEmpty { continue }
      lines.append(StyledLine(group.rawValue, .strong))
      for command in commands {
        let names = ([command.name] + command.aliases).joined(separator: ", ")
        lines.append(StyledLine("  " + names.padded(14) + " " + command.summary))
      }
    }
    return lines + [
      "A label is a command too: per 1.8-9. `help COMMAND` says more, `help spans` how to point."
    ]
  }

  /// One command in full.
  static func about(_ command: any Command) -> [StyledLine] {
    var lines = [StyledLine("\(command.name) \(command.usage)".trimmed, .strong)]
    lines.append(StyledLine(command.summary))
    lines += command.details.split(separator: "\n").map { StyledLine(String($0)) }
    if !command.aliases.isEmpty {
      lines.append(StyledLine("Short: \(command.aliases.joined(separator: ", "))"))
    }
    for flag in command.flags {
      let name = "--\(flag.name)" + (flag.value.map { "=\($0)" } ?? "")
      lines.append(StyledLine("  \(name.padded(18)) \(flag.summary)"))
    }
    for example in command.examples {
      var line = StyledLine("  > ", .dim)
      line.append(example.line.padded(38) + "  ")
      line.append(example.does, .dim)
      lines.append(line)
    }
    return lines
  }

  static let spans = """
    1.8  1.8-9  2.17-3.2    words by line and number, as the margin counts them
    8-9                     words of the line shown last
    "Duarte"                words of the text; a blank stands for any white space
    "Duarte"#2  #last  #*   which of several: the second, the last, all
    "We".."storm"           from the first through the next of the second
    e7  ?7  7  .  ..        an annotation; . is the one touched last, .. the one before
    @120:135                code points of the text
    1.1-4+1.9-12            two pieces
    2.1-7!                  with the punctuation at the edges, which is left out else
    """
}

/// `quit`.
struct QuitCommand: Command {
  let name = "quit"
  let aliases = ["q", "exit"]
  let group = CommandGroup.shell
  let summary = "Leave the shell; everything is kept already."
  let usage = ""
  let examples: [Example] = [("quit", "or Ctrl-D")]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    session.isOver = true
  }
}
