import CLineEditor
import PostilPlugins
import PostilSystem

/// `postil`: the executable's whole life, from its arguments to its exit status.
public enum Shell {
  /// The version of Postil.
  public static let version = "0.1.0"

  /// Does what the arguments say.
  ///
  /// - Parameter arguments: The words behind the program's name.
  /// - Returns: The exit status.
  public static func main(_ arguments: [String]) -> Int32 {
    // Writing says what is wrong, and is asked each time: no signal need end us.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let errors = Output(descriptor: STDERR_FILENO)
    let output = Output(descriptor: STDOUT_FILENO, hasColour: Terminal.wantsColour)
    var status = ExitStatus.success
    do {
      status = try run(Invocation(arguments), output, errors)
      try output.flush()
    } catch {
      status = report(error, output, errors)
    }
    try? errors.flush()
    return status.rawValue
  }

  private static func report(_ error: any Error, _ output: Output, _ errors: Output) -> ExitStatus {
    let (text, status) = ErrorReport.of(error)
    if status == .brokenPipe { return status }
    try? output.flush()
    try? errors.print(lines: "error: \(text)")
    return status
  }

  private static func run(
    _ invocation: Invocation, _ output: Output, _ errors: Output
  ) throws -> ExitStatus {
    if invocation.wantsVersion {
      try output.print("postil \(version)")
      return .success
    }
    guard let name = invocation.words.first else {
      return try noCommand(invocation, output, errors)
    }
    switch name {
    case "shell": return try ShellRunner(invocation, output, errors).run()
    case "worker":
      guard invocation.words.count == 2 else {
        throw PostilError.usage(
          reason: "worker needs a plugin's folder", next: "say postil worker FOLDER")
      }
      return Worker.run(folder: invocation.words[1])
    case "complete":
      try CommandLineCompleter(invocation.completed).print(to: output)
      return .success
    default: return try OneShot(invocation, output, errors).run()
    }
  }

  private static func noCommand(
    _ invocation: Invocation, _ output: Output, _ errors: Output
  ) throws -> ExitStatus {
    if Terminal.isInteractive, !invocation.wantsHelp {
      return try ShellRunner(invocation, output, errors).run()
    }
    let target = invocation.wantsHelp ? output : errors
    for line in Usage.lines { try target.print(line) }
    return invocation.wantsHelp ? .success : .usage
  }
}

/// What the executable's own help says.
enum Usage {
  static let synopsis = [
    "postil [-C FOLDER] [--as NAME] [--article NAME] [--sidecars FOLDER] COMMAND WORDS…",
    "postil shell [FOLDER] [--review]                    the shell; --review begins deciding",
    "postil shell [-c COMMANDS] | [FILE]                 commands from a line, a file or a pipe",
    "postil annotate PATH… | --stream                    let annotators suggest",
    "postil show PATH                                    an article, by any command about one",
  ]

  static var lines: [StyledLine] {
    synopsis.map { StyledLine($0) } + [""]
      + HelpCommand.overview(CommandList.executable, isOnce: true)
  }
}
