import PostilShell

/// `undo`: undoes the author's last commands.
struct UndoCommand: Turning {
  let name = "undo"
  let aliases = ["u"]
  let summary = "Undo your last command in the open article, or the last N."
  let isRedo = false
}
