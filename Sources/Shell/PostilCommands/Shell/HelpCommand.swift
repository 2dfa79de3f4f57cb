import PostilKit
import PostilShell
import PostilTerminal

/// `help`: explains the commands.
struct HelpCommand: SimpleCommand {
  let name = "help"
  let aliases = ["?"]
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Explain the commands, or one of them."
  let usage = "[COMMAND | spans]"
  let examples: [Example] = [("help tag", "one command"), ("help spans", "how to select words")]
  let completion: [Completion] = [.commands, .words(["spans"])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let table = request.interpreter.table
    if arguments.has("json") { return try printJSON(arguments.first, table, session) }
    let text = HelpText(table, for: session)
    guard let name = arguments.first else {
      return try session.console.page(
        text.overview(isCommandLine: request.origin == .commandLine))
    }
    if name == "spans" { return try session.console.page(text.spans) }
    let command = try table.command(named: name, allowingPrefix: true, isCommandLine: true)
    try session.console.page(text.about(command))
  }

  /// Prints the descriptions of all commands, or of one, as JSON.
  private func printJSON(_ name: String?, _ table: CommandTable, _ session: Session) throws {
    let chosen =
      try name.map { [try table.command(named: $0, allowingPrefix: false, isCommandLine: true)] }
      ?? table.everywhere
    for command in chosen { try session.console.out.print(json: Self.json(command)) }
  }

  private static func json(_ command: any Command) -> JSONValue {
    [
      "command": .string(command.name), "aliases": .array(command.aliases.map { .string($0) }),
      "group": .string(command.group.rawValue), "summary": .string(command.summary),
      "usage": .string(command.usage),
      "details": .string(command.paragraphs.joined(separator: "\n")),
      "commandLineOnly": .bool(command.isCommandLineOnly),
      "flags": .array(
        command.allFlags.map {
          [
            "name": .string($0.name), "value": $0.value.map { .string($0) } ?? .null,
            "summary": .string($0.summary),
          ]
        }),
      "keys": .array(
        command.keys.map { ["keys": .string($0.keys), "does": .string($0.does)] }),
      "examples": .array(
        command.examples.map { ["line": .string($0.line), "does": .string($0.does)] }),
    ]
  }
}
