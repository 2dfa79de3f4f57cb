import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `alias`: defines, lists and removes the user's aliases.
struct AliasCommand: SimpleCommand {
  let name = "alias"
  let takesArticle = false
  let group = CommandGroup.shell
  let insteadOnCommandLine: String? =
    "write the command in full"
  /// The command after `=`, word for word.
  let textAfter: Int? = 2
  let summary = "Define a short name for a command, for the prompt."
  let usage = "[NAME [= COMMAND…]]"
  let details = """
    Arguments typed after the alias are appended to its command. Aliases are kept for the user; scripts
    do not know them. NAME = without a command removes one.
    """
  let examples: [Example] = [
    ("alias bank = tag \"Bank of Portugal\"#* ORG", "then use bank, or bank on all"),
    ("alias", "list all aliases"),
  ]
  let completion: [Completion] = [.commands]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    guard request.origin == .prompt else {
      throw PostilError.command(.notAtPrompt)
    }
    if let pair = arguments.pairs.first {
      throw PostilError.usage(.aliasWithoutBlanks(name: pair.name, command: pair.value.raw))
    }
    try request.refuseInScript("alias")
    let words = arguments.words.map(\.raw)
    if words.isEmpty { return try list(request, session) }
    let name = words[0]
    if words.count == 1 {
      guard let command = request.interpreter.aliases[name] else {
        throw PostilError.command(.noAlias(name: name))
      }
      return try session.console.out.print("\(name) = \(command)")
    }
    guard words[1] == "=" else {
      throw PostilError.usage(.aliasWithoutEquals(name: name))
    }
    try set(name, to: arguments.words.dropFirst(2).first?.text ?? "", request, session)
  }

  /// Defines or removes an alias; the command is kept as typed.
  private func set(
    _ name: String, to command: String, _ request: Request, _ session: Session
  ) throws {
    let isTaken =
      request.interpreter.table[name] != nil
      || (try? session.focus.schema.layer(ofLabel: name)) != nil
    guard !isTaken, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      throw PostilError.command(.badAlias(name: name))
    }
    if command.isEmpty, request.interpreter.aliases[name] == nil {
      throw PostilError.command(.noAlias(name: name))
    }
    try request.interpreter.aliases.set(name, command.isEmpty ? nil : command)
    try session.console.out.print(
      command.isEmpty ? "removed the alias \(name)" : "\(name) = \(command)")
  }

  private func list(_ request: Request, _ session: Session) throws {
    let all = request.interpreter.aliases.all
    if all.isEmpty { return try session.console.out.print("none") }
    for (name, command) in all { try session.console.out.print("\(name.padded(10)) = \(command)") }
  }
}
