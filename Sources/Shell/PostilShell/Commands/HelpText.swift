import PostilSystem
import PostilTerminal

/// The output of `help`, generated from the commands' descriptions.
package struct HelpText {
  private let table: CommandTable

  package init(_ table: CommandTable) { self.table = table }

  /// The overview: all commands under their headings.
  ///
  /// - Parameter isCommandLine: Whether the overview is for the command line instead of the shell.
  package func overview(isCommandLine: Bool) -> [StyledLine] {
    var lines: [StyledLine] = []
    let all = isCommandLine ? table.everywhere : table.all
    for group in CommandGroup.allCases {
      let commands = all.filter { $0.group == group }
      if commands.isEmpty { continue }
      lines.append(StyledLine(group.rawValue, .strong))
      for command in commands {
        let names = ([command.name] + command.aliases).joined(separator: ", ")
        lines.append(StyledLine("  " + names.padded(14) + " " + command.summary))
      }
    }
    if !isCommandLine {
      let elsewhere = table.commandLineOnly.map(\.name).joined(separator: ", ")
      lines.append(StyledLine("On the command line there are also: postil \(elsewhere);"))
      lines.append("here, !COMMAND runs a system command.")
    }
    return lines + [
      "A label is a command too: per 1.8-9. `help COMMAND` explains a command, `help spans` spans."
    ]
  }

  /// The full description of one command.
  package static func about(_ command: any Command) -> [StyledLine] {
    let program = command.isCommandLineOnly ? "postil " : ""
    var lines = [StyledLine(program + command.usageLine, .strong)]
    lines.append(StyledLine(command.summary))
    lines += command.details.split(separator: "\n").map { StyledLine(String($0)) }
    if !command.aliases.isEmpty {
      lines.append(StyledLine("Short: \(command.aliases.joined(separator: ", "))"))
    }
    if let instead = command.insteadOnCommandLine {
      lines.append(StyledLine("Only in the shell; on the command line \(instead)."))
    }
    return lines + flags(command) + examples(command)
  }

  private static func flags(_ command: any Command) -> [StyledLine] {
    let flags = command.allFlags
    let width = flags.contains { $0.name.count > 12 } ? 24 : 18
    return flags.map { flag in
      let name =
        (flag.short.isEmpty ? "" : "-\(flag.short), ") + "--\(flag.name)"
        + (flag.value.map { "=\($0)" } ?? "")
      return StyledLine("  \(name.padded(width)) \(flag.summary)")
    }
  }

  private static func examples(_ command: any Command) -> [StyledLine] {
    command.examples.map { example in
      var line = StyledLine("  > ", .dim)
      line.append(example.line.padded(38) + "  ")
      line.append(example.does, .dim)
      return line
    }
  }

  /// The notation for words and annotations.
  package static let spans = """
    1.8  1.8-9  2.17-3.2    words by line and number, as the margin counts them
    8-9                     words of the line shown last
    "Duarte"                words of the text; a space matches any white space
    "Duarte"#2  #last  #*   one of several: the second, the last, all of them
    "We".."storm"           from the first words through the next occurrence of the second
    /union \\w+/i#1          a pattern: \\w \\d \\s \\b \\p{Lu} [a-z] ( | ) * + ? {2,3} ^ $; i any case
    #3  #2-5  #last  #*     hits of the last find or check, in whatever article
    e7  ?7  7  .  ..        an annotation; . is the one used last, .. the one before
    3:12-15                 characters 12 to 15 of line 3, for writing systems without spaces
    @120:135  @             code points of the text; the article as a whole
    1.1-4+1.9-12            two pieces
    2.1-7!                  with the punctuation at the edges, otherwise left out
    """
}
