import PostilPointing
import PostilShell
import PostilTerminal

/// `label`: sets the label for spans typed alone.
struct LabelCommand: SimpleCommand {
  let name = "label"
  let group = CommandGroup.marking
  let insteadOnCommandLine: String? =
    "use postil tag SPAN LABEL"
  let summary = "Set the default label for a span typed without one."
  let usage = "[LABEL | none]"
  let examples: [Example] = [
    ("label PER", "from now on 3.1-2 marks a person"),
    ("label none", "clear it"),
  ]
  let completion: [Completion] = [.labels]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    guard !arguments.words.isEmpty else {
      return try session.console.out.print("label \(session.focus.stickyLabel ?? "none")")
    }
    let word = try arguments.take("a label", for: self).text
    try arguments.end(self)
    if word == "none" {
      session.focus.stickyLabel = nil
    } else {
      let known = try session.focus.label(word)
      session.focus.stickyLabel = "\(known.layer):\(known.label)"
    }
    try session.console.out.print("label \(session.focus.stickyLabel ?? "none")")
  }
}
