import PostilShell
import PostilTerminal

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
    for (heading, options) in GlobalOption.groups {
      lines += ["", StyledLine(heading, .strong)]
      lines += options.flatMap {
        StyledLine.row(StyledLine("  \($0.signature)"), $0.summary, at: 24, width: width)
      }
    }
    lines.append("")
    return lines + HelpText(table, width: width).overview(isCommandLine: true)
  }
}
