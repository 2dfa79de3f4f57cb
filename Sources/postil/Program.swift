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
