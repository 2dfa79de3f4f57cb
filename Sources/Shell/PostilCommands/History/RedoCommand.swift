import PostilShell

/// `redo`: redoes undone commands.
struct RedoCommand: SimpleCommand {
  let name = "redo"
  let aliases = ["U"]
  let group = CommandGroup.history
  let writes = true
  let summary = "Redo what you undid last in the open article."
  let usage = "[N]"
  let details = Turn.details
  let examples: [Example] = [("redo", "one command"), ("redo 3", "three of them")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try Turn(isRedo: true).run(arguments, for: self, request, in: session)
  }
}
