import CLineEditor
import PostilSystem

/// `!COMMAND`: a line for the system's shell, from a prompt.
enum SystemCommand {
  /// What follows the `!` of a line; nil if the line is none for the system.
  static func command(in line: String) -> String? {
    let line = line.trimmed
    return line.hasPrefix("!") ? String(line.dropFirst()).trimmed : nil
  }

  /// Lets the system's shell do it, with the terminal.
  ///
  /// - Throws: `usage` where no person types: a script that came with a corpus must not run programs.
  static func run(_ command: String, in session: Session) throws {
    guard session.mode == .shell, session.output.isTerminal else {
      throw PostilError.usage(
        reason: "'!\(command)' is for a person at a prompt",
        next: "in a script call it before or behind")
    }
    guard !command.isEmpty else {
      throw PostilError.usage(reason: "there is no command behind '!'", next: "say !ls")
    }
    try session.output.flush()
    let status = system(command)
    // Ctrl-C was meant for the program.
    _ = interrupts_take()
    if status != 0 {
      try session.errors.print("note: '\(command)' ended with status \(status >> 8)")
    }
  }
}
