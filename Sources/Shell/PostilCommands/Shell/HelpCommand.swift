import PostilKit
import PostilMarkingCommands
import PostilPointing
import PostilSchema
import PostilShell
import PostilSystem
import PostilTerminal
import PostilViews

/// `help`: explains the commands.
struct HelpCommand: SimpleCommand {
  let name = "help"
  let aliases = ["?"]
  let takesArticle = false
  let group = CommandGroup.shell
  let implicit: ImplicitStatement? = .nothing
  let needsWorkspace = false
  let printsJSON = true
  let summary = "Explain the commands, or one of them."
  let usage = "[COMMAND | LABEL | ALIAS | spans | query]"
  let examples: [Example] = [
    ("help tag", "one command"), ("help spans", "how to select words"),
    ("help query", "how to filter annotations"),
  ]
  let completion: [Completion] = [.commands, .words(["spans", "query"])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let table = request.interpreter.table
    var arguments = arguments
    let name = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let topic = try name.map { try self.topic($0, request, session) }
    if arguments.has("json") { return try printJSON(topic, table, session) }
    let text = HelpText(table, for: session)
    try session.console.page(
      topic.map { Self.lines($0, text, session) }
        ?? text.overview(isCommandLine: request.origin == .commandLine))
  }

  /// What can be explained.
  private enum Topic {
    case spans
    case query
    case command(any Command)
    /// A label, with its layer.
    case label(String, Schema.LayerRules)
    /// An alias, with the line that it is short for.
    case short(String, for: String, any Command)
  }

  private func topic(_ name: String, _ request: Request, _ session: Session) throws -> Topic {
    if name == "spans" { return .spans }
    if name == "query" { return .query }
    let table = request.interpreter.table
    if let alias = request.interpreter.aliases[name],
      let first = try CommandParser.statements(alias).first?.words.first,
      case .command(let command)? = try? topic(first.text, request, session)
    {
      return .short(name, for: alias, command)
    }
    let isPrompt = request.origin == .prompt
    do throws(PostilError) {
      return .command(
        try table.command(named: name, allowingPrefix: isPrompt, isCommandLine: true))
    } catch {
      guard case UsageFact.unknownCommand = error.fact,
        let known = try? session.focus.label(name), let rules = session.focus.schema[known.layer]
      else { throw error }
      return .label(known.label, rules)
    }
  }

  private static func lines(
    _ topic: Topic, _ text: HelpText, _ session: Session
  ) -> [StyledLine] {
    switch topic {
    case .spans: text.spans
    case .query: text.query
    case .command(let command): text.about(command)
    case .label(let label, let rules):
      SchemaText(session.focus.schema, width: session.preferences.display.columns)
        .help(label, on: rules)
    case .short(let name, let line, let command):
      [StyledLine("\(name) is short for \(line)", .strong)] + text.about(command)
    }
  }

  /// Prints the descriptions of all commands, or of one topic, as JSON.
  private func printJSON(_ topic: Topic?, _ table: CommandTable, _ session: Session) throws {
    let out = session.console.out
    switch topic {
    case .spans?: try printJSON("spans", HelpText.spans, out)
    case .query?: try printJSON("query", HelpText.query, out)
    case .command(let command)?: try out.print(json: Self.json(command))
    case .label(let label, let rules)?:
      let text = SchemaText(session.focus.schema, width: session.preferences.display.columns)
      try out.print(json: [
        "topic": .string(label), "means": .string(text.meaning(of: label, on: rules)),
        "usage": .string(text.usage(of: label, on: rules)),
      ])
    case .short(let name, let line, let command)?:
      try out.print(json: ["topic": .string(name), "means": .string(line)])
      try out.print(json: Self.json(command))
    case nil: for command in table.everywhere { try out.print(json: Self.json(command)) }
    }
  }

  private func printJSON(
    _ topic: String, _ rows: [(form: String, means: String)], _ out: Output
  ) throws {
    for (form, means) in rows {
      try out.print(
        json: ["topic": .string(topic), "form": .string(form), "means": .string(means)])
    }
  }

  private static func json(_ command: any Command) -> JSONValue {
    [
      "command": .string(command.name), "aliases": .array(command.aliases.map { .string($0) }),
      "group": .string(command.group.rawValue), "summary": .string(command.summary),
      "usage": .string(command.fullUsage),
      "details": .string(command.paragraphs.joined(separator: "\n")),
      "command_line_only": .bool(command.isCommandLineOnly),
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
