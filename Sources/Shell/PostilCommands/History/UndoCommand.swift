import PostilShell

/// `undo`: undoes the author's last commands.
struct UndoCommand: SimpleCommand {
  let name = "undo"
  let aliases = ["u"]
  let group = CommandGroup.history
  let writes = true
  let summary = "Undo your last command in the open article, or the last N."
  let usage = "[N]"
  let details = Turn.details
  let examples: [Example] = [("undo", "one command"), ("undo 3", "three of them")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try Turn(isRedo: false).run(arguments, for: self, request, in: session)
  }
}
