import PostilShell

/// `redo`: redoes undone commands.
struct RedoCommand: Turning {
  let name = "redo"
  let aliases = ["U"]
  let summary = "Redo what you undid last in the open article."
  let isRedo = true
}
