import PostilSystem
import PostilTerminal

/// What `help` says, made of the commands' own descriptions.
package struct HelpText {
  private let table: CommandTable

  package init(_ table: CommandTable) { self.table = table }

  /// All commands under their headings.
  ///
  /// - Parameter isCommandLine: Whether it is asked on the command line.
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
      "A label is a command too: per 1.8-9. `help COMMAND` says more, `help spans` how to point."
    ]
  }

  /// One command in full.
  package static func about(_ command: any Command) -> [StyledLine] {
    let name = (command.isCommandLineOnly ? "postil " : "") + command.name
    var lines = [StyledLine("\(name) \(command.usage)".trimmed, .strong)]
    lines.append(StyledLine(command.summary))
    lines += command.details.split(separator: "\n").map { StyledLine(String($0)) }
    if !command.aliases.isEmpty {
      lines.append(StyledLine("Short: \(command.aliases.joined(separator: ", "))"))
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

  /// How to point at words and annotations.
  package static let spans = """
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
