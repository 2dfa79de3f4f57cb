import PostilShell

/// `undo`.
struct UndoCommand: SimpleCommand {
  let name = "undo"
  let aliases = ["u"]
  let group = CommandGroup.history
  let writes = true
  let summary = "Take back what you did last."
  let usage = "[N]"
  let details = Turn.details
  let examples: [Example] = [("undo", "one command"), ("undo 3", "three of them")]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try Turn(isRedo: false).run(arguments, for: self, request, in: session)
  }
}
