import PostilCommands
import PostilPlugins
import PostilShell
import PostilSystem
import PostilTerminal

/// The program: from its arguments to its exit status.
enum Program {
  /// All commands: those of the shell and those of the command line only.
  static let table = CommandTable(CommandList.all + [CompletionsCommand(), ManualCommand()])

  /// Runs the program.
  ///
  /// - Parameter arguments: The words after the program's name.
  /// - Returns: The exit status.
  static func main(_ arguments: [String]) -> Int32 {
    // A failed write is reported by the call that writes, so SIGPIPE is ignored.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let err = Output(descriptor: STDERR_FILENO)
    let out = Output(descriptor: STDOUT_FILENO, hasColour: Terminal.wantsColour)
    var status = ExitStatus.success
    do {
      status = try run(Invocation(arguments, table), out: out, err: err)
      try out.flush()
    } catch {
      status = report(error, out: out, err: err)
    }
    try? err.flush()
    return status.rawValue
  }

  private static func report(_ error: any Error, out: Output, err: Output) -> ExitStatus {
    let (text, status) = ErrorReport.of(error)
    if status == .brokenPipe { return status }
    try? out.flush()
    try? err.print(lines: "error: \(text)")
    return status
  }

  private static func run(
    _ invocation: Invocation, out: Output, err: Output
  ) throws -> ExitStatus {
    if invocation.wantsVersion {
      try out.print("postil \(Postil.version)")
      return .success
    }
    guard let name = invocation.words.first else {
      return try noCommand(invocation, out: out, err: err)
    }
    try invocation.changeFolder()
    switch name {
    case "shell" where !invocation.wantsHelp:
      return try ShellRun(invocation, table, out: out, err: err).run()
    case "worker":
      guard invocation.words.count == 2 else {
        throw PostilError.usage(.noWorkerFolder)
      }
      return Worker.run(folder: invocation.words[1])
    case "complete":
      try CommandLineCompleter(invocation.completed, table).print(to: out)
      return .success
    default: return try CommandLineRun(invocation, table, out: out, err: err).run()
    }
  }

  private static func noCommand(
    _ invocation: Invocation, out: Output, err: Output
  ) throws -> ExitStatus {
    if Terminal.isInteractive, !invocation.wantsHelp {
      try invocation.changeFolder()
      return try ShellRun(invocation, table, out: out, err: err).run()
    }
    let target = invocation.wantsHelp ? out : err
    try target.print(Usage.lines(table, width: target.textWidth))
    return invocation.wantsHelp ? .success : .usage
  }
}

/// The output of `postil --help`.
enum Usage {
  /// The forms of a command line, and what each does.
  static let synopsis: [(form: String, does: String)] = [
    ("postil [OPTION…] COMMAND [ARGUMENT…]", "one command"),
    ("postil shell [FOLDER] [--review]", "the shell; --review starts a review"),
    ("postil shell [-c COMMANDS] | [FILE]", "commands from a line, a file or a pipe"),
    ("postil annotate PATH… | --stream", "run annotators on files or a stream"),
    ("postil show PATH", "show an article; other commands take a PATH in the same way"),
  ]

  /// The synopsis, the global options and the overview of the commands.
  ///
  /// - Parameter width: The columns in which they are shown.
  static func lines(_ table: CommandTable, width: Int) -> [StyledLine] {
    var lines = synopsis.flatMap {
      StyledLine.row(StyledLine($0.form), $0.does, at: 40, width: width)
    }
    lines += ["", StyledLine("Options for every command", .strong)]
    lines += GlobalOption.all.flatMap {
      StyledLine.row(StyledLine("  \($0.signature)"), $0.summary, at: 24, width: width)
    }
    lines.append("")
    return lines + HelpText(table, width: width).overview(isCommandLine: true)
  }
}
