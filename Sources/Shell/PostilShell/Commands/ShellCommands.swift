import PostilKit
import PostilSystem

/// `help`.
struct HelpCommand: Command {
  let name = "help"
  let aliases = ["?"]
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Explain the commands, or one of them."
  let usage = "[COMMAND | spans]"
  let examples: [Example] = [("help tag", "one command"), ("help spans", "how to point at words")]
  let completion: [Completion] = [.commands, .words(["spans"])]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    if arguments.has("json") { return try printJSON(arguments.first, session) }
    guard let name = arguments.first else {
      let isOnce = session.mode == .once
      return try session.page(
        Self.overview(isOnce ? CommandList.executable : CommandList.all, isOnce: isOnce))
    }
    if name == "spans" {
      return try session.page(Self.spans.split(separator: "\n").map { StyledLine(String($0)) })
    }
    let command = try CommandList.command(
      named: name, allowingPrefix: true, in: CommandList.executable)
    try session.page(Self.about(command))
  }

  /// The commands, or one of them, as data.
  private func printJSON(_ name: String?, _ session: Session) throws {
    let all = CommandList.executable
    let chosen =
      try name.map { [try CommandList.command(named: $0, allowingPrefix: false, in: all)] } ?? all
    for command in chosen { try session.output.print(json: Self.json(command)) }
  }

  private static func json(_ command: any Command) -> JSONValue {
    [
      "command": .string(command.name), "aliases": .array(command.aliases.map { .string($0) }),
      "group": .string(command.group.rawValue), "summary": .string(command.summary),
      "usage": .string(command.usage), "details": .string(command.details),
      "only at the system's prompt": .bool(command.isForExecutable),
      "flags": .array(
        command.flags.map {
          [
            "name": .string($0.name), "value": $0.value.map { .string($0) } ?? .null,
            "summary": .string($0.summary),
          ]
        }),
      "examples": .array(
        command.examples.map { ["line": .string($0.line), "does": .string($0.does)] }),
    ]
  }

  /// All commands under their headings.
  static func overview(_ all: [any Command], isOnce: Bool) -> [StyledLine] {
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
    let elsewhere = CommandList.executable.filter(\.isForExecutable).map(\.name)
    if !isOnce {
      lines.append(
        StyledLine(
          "At the system's prompt there are also postil \(elsewhere.joined(separator: ", "));"))
      lines.append("here !COMMAND has the system's shell do something.")
    }
    return lines + [
      "A label is a command too: per 1.8-9. `help COMMAND` says more, `help spans` how to point."
    ]
  }

  /// One command in full.
  static func about(_ command: any Command) -> [StyledLine] {
    let name = (command.isForExecutable ? "postil " : "") + command.name
    var lines = [StyledLine("\(name) \(command.usage)".trimmed, .strong)]
    lines.append(StyledLine(command.summary))
    lines += command.details.split(separator: "\n").map { StyledLine(String($0)) }
    if !command.aliases.isEmpty {
      lines.append(StyledLine("Short: \(command.aliases.joined(separator: ", "))"))
    }
    let width = command.flags.contains { $0.name.count > 12 } ? 24 : 18
    for flag in command.flags {
      let name =
        (flag.short.isEmpty ? "" : "-\(flag.short), ") + "--\(flag.name)"
        + (flag.value.map { "=\($0)" } ?? "")
      lines.append(StyledLine("  \(name.padded(width)) \(flag.summary)"))
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
    /union \\w+/i#1          a pattern: \\w \\d \\s \\b \\p{Lu} [a-z] ( | ) * + ? {2,3} ^ $; i any case
    #3  #2-5  #last  #*     hits of the last find or check, in whatever article
    e7  ?7  7  .  ..        an annotation; . is the one touched last, .. the one before
    3:12-15                 characters 12 to 15 of line 3, for scripts without blanks
    @120:135  @             code points of the text; the article as a whole
    1.1-4+1.9-12            two pieces
    2.1-7!                  with the punctuation at the edges, which is left out else
    """
}

/// `quit`.
struct QuitCommand: Command {
  let name = "quit"
  let aliases = ["q", "exit"]
  let takesArticle = false
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

/// `postil shell`: the executable starts it before any command is looked for; this one explains it.
struct ShellCommand: Command {
  let name = "shell"
  let takesArticle = false
  let isForExecutable = true
  let group = CommandGroup.shell
  let summary = "Open the shell, or run its commands from a file, from -c or from a pipe."
  let usage = "[FOLDER] [-c COMMANDS | FILE] [--keep-going]"
  let details = """
    At a terminal there is a prompt; else the commands are read from standard input. The first error
    ends a script, unless --keep-going is given; the exit status is that of the first error.
    """
  let examples: [Example] = [
    ("shell news", "the workspace news"),
    ("shell news -c 'open wire; list'", "two commands"),
    ("shell news < commands", "a script"),
  ]
  let completion: [Completion] = [.paths]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    throw PostilError.usage(reason: "this is the shell already", next: "open NAME goes elsewhere")
  }
}
