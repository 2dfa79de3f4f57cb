import PostilSystem

/// The commands that a session knows, passed in by the program: this module names none of them.
package struct CommandTable: Sendable {
  /// The shell's commands, in the order in which `help` lists them under their headings.
  package let all: [any Command]
  package let commandLineOnly: [any Command]

  package init(_ commands: [any Command]) {
    all = commands.filter { !$0.isCommandLineOnly }
    commandLineOnly = commands.filter(\.isCommandLineOnly)
  }

  /// All commands: those of the command line.
  package var everywhere: [any Command] { all + commandLineOnly }

  /// The command with exactly this name or alias, or nil.
  package subscript(name: String) -> (any Command)? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The command that a statement without a command's name is short for; nil if the table has none.
  package func command(for implicit: ImplicitStatement) -> (any Command)? {
    all.first { $0.implicit == implicit }
  }

  /// The number of words after which the statement of a command is plain text; nil for other commands.
  package func textAfter(_ name: String) -> Int? { self[name]?.textAfter }

  /// The command of a name: an exact name, else an alias, else, at a prompt, an unambiguous prefix.
  ///
  /// - Parameters:
  ///   - labels: The labels of the schema, which are suggested too if the name is unknown.
  ///   - isCommandLine: Whether to include the commands that only the command line has.
  /// - Throws: `unknownCommand`, `ambiguous`.
  package func command(
    named name: String, allowingPrefix: Bool, isCommandLine: Bool = false, labels: [String] = []
  ) throws(PostilError) -> any Command {
    let commands = isCommandLine ? everywhere : all
    if let exact = commands.first(where: { $0.name == name }) { return exact }
    if let short = commands.first(where: { $0.aliases.contains(name) }) { return short }
    let matching = name.isEmpty ? [] : commands.filter { $0.name.hasPrefix(name) }
    if allowingPrefix, matching.count == 1 { return matching[0] }
    if allowingPrefix, matching.count > 1 {
      throw .value(.ambiguous(prefix: name, candidates: matching.map(\.name)))
    }
    throw .usage(
      .unknownCommand(
        UnknownCommand(
          name: name, known: commands.map(\.name) + labels, longer: matching.map(\.name))))
  }
}
