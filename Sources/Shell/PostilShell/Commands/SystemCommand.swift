import CSignals
import PostilSystem
import PostilTerminal

/// `!COMMAND`: a command for the system shell, at a prompt only.
enum SystemCommand {
  /// The text after the `!` of a line; nil if the line is not a system command.
  static func command(in line: String) -> String? {
    let line = line.trimmed
    return line.hasPrefix("!") ? String(line.dropFirst()).trimmed : nil
  }

  /// Runs a command in the system shell, connected to the terminal.
  ///
  /// - Throws: `promptOnly` in a script, sourced at a prompt or not: one that came with a corpus must not run
  ///   programs.
  static func run(
    _ command: String, in session: Session, _ origin: Request.Origin
  ) throws {
    guard origin == .prompt, session.console.out.isTerminal else {
      throw PostilError.usage(.promptOnly(systemCommand: command))
    }
    guard !command.isEmpty else {
      throw PostilError.usage(.noSystemCommand)
    }
    try session.console.out.flush()
    let status = system(command)
    // Ctrl-C was for the program: discard it.
    _ = consume_interrupt()
    if status != 0 {
      try session.console.err.print("note: '\(command)' ended with status \(status >> 8)")
    }
  }
}
