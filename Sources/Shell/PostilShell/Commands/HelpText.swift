import PostilSystem
import PostilTerminal
import PostilViews

/// The output of `help`, generated from the commands' descriptions.
package struct HelpText {
  private let table: CommandTable
  let width: Int

  /// - Parameter width: The columns in which it is shown.
  package init(_ table: CommandTable, width: Int) {
    self.table = table
    self.width = width
  }

  /// Help in the width of a session: that of `set width`, of the terminal, or 100 columns.
  package init(_ table: CommandTable, for session: Session) {
    self.init(
      table, width: session.preferences.display.width ?? session.console.out.textWidth)
  }

  /// The overview: all commands under their headings.
  ///
  /// - Parameter isCommandLine: Whether the overview is for the command line instead of the shell.
  package func overview(isCommandLine: Bool) -> [StyledLine] {
    let all = isCommandLine ? table.everywhere : table.all
    let groups = CommandGroup.allCases.flatMap { group in
      overview(of: all.filter { $0.group == group }, under: group.rawValue)
    }
    return groups + (isCommandLine ? [] : elsewhere)
      + paragraph(
        "A label is a command too: per 1.8-9. `help COMMAND` explains a command, `help spans` how to"
          + " select words, `help query` how to filter annotations.")
  }

  private func overview(of commands: [any Command], under heading: String) -> [StyledLine] {
    if commands.isEmpty { return [] }
    return [StyledLine(heading, .strong)]
      + commands.flatMap { command in
        let names = ([command.name] + command.aliases).joined(separator: ", ")
        return StyledLine.row(StyledLine("  \(names)"), command.summary, at: 17, width: width)
      }
  }

  private var elsewhere: [StyledLine] {
    let names = table.commandLineOnly.map(\.name).joined(separator: ", ")
    return paragraph(
      "On the command line there are also: postil \(names). Here, !COMMAND runs a system command.")
  }

  /// The full description of one command.
  package func about(_ command: any Command) -> [StyledLine] {
    let usage = StyledLine(
      (command.isCommandLineOnly ? "postil " : "") + command.usageLine, .strong)
    var lines = usage.wrapped(to: width, indent: 4)
    lines += ([command.summary] + command.paragraphs).flatMap(paragraph)
    if !command.aliases.isEmpty {
      lines += paragraph("Short: \(command.aliases.joined(separator: ", "))")
    }
    if let instead = command.insteadOnCommandLine {
      lines += paragraph("Only in the shell; on the command line \(instead).")
    }
    return lines + keys(command) + flags(command) + examples(command)
  }

  private func paragraph(_ text: String) -> [StyledLine] {
    StyledLine(text).wrapped(to: width, indent: 0)
  }

  private func keys(_ command: any Command) -> [StyledLine] {
    command.keys.flatMap { entry in
      StyledLine.row(StyledLine("  \(entry.keys)"), entry.does, at: 21, width: width)
    }
  }

  private func flags(_ command: any Command) -> [StyledLine] {
    let flags = command.allFlags
    let column = flags.contains { $0.name.count > 12 } ? 27 : 21
    return flags.flatMap { flag in
      let name =
        (flag.short.isEmpty ? "" : "-\(flag.short), ") + "--\(flag.name)"
        + (flag.value.map { "=\($0)" } ?? "")
      return StyledLine.row(StyledLine("  \(name)"), flag.summary, at: column, width: width)
    }
  }

  private func examples(_ command: any Command) -> [StyledLine] {
    command.examples.flatMap { example in
      var line = StyledLine("  > ", .dim)
      line.append(example.line)
      return StyledLine.row(line, example.does, .dim, at: 44, width: width)
    }
  }

  /// The notation for words and annotations, as lines of `help spans`.
  package var spans: [StyledLine] {
    Self.spans.flatMap { StyledLine.row(StyledLine($0.form), $0.means, at: 24, width: width) }
  }

  /// The notation for words and annotations.
  package static let spans: [(form: String, means: String)] = [
    ("1.8  1.8-9  2.17-3.2", "words by line and number, as the margin counts them"),
    ("8-9", "words of the line shown last"),
    ("\"Duarte\"", "words of the text; a space matches any white space"),
    ("\"Duarte\"#2  #last  #*", "one of several: the second, the last, all of them"),
    ("\"We\"..\"storm\"", "from the first words through the next occurrence of the second"),
    (
      "/union \\w+/i#1",
      "a pattern: \\w \\d \\s \\b \\p{Lu} [a-z] ( | ) * + ? {2,3} ^ $; i ignores case"
    ),
    ("#3  #2-5  #last  #*", "hits of the last find or check, in any article"),
    ("e7  ?7  7  .  ..", "an annotation; . is the one used last, .. the one before"),
    ("3:12-15", "characters 12 to 15 of line 3, for writing systems without spaces"),
    ("@120:135  @", "code points of the text; the whole article"),
    ("1.1-4+1.9-12", "two pieces"),
    ("2.1-7!", "with the punctuation at the edges, which is otherwise left out"),
  ]
}
