/// `label`: the label that a bare span gets.
struct LabelCommand: Command {
  let name = "label"
  let group = CommandGroup.marking
  let summary = "Set the label that a span typed alone gets."
  let usage = "[LABEL | none]"
  let examples: [Example] = [
    ("label PER", "from now on 3.1-2 marks a person"),
    ("label none", "a span alone is an error again"),
  ]
  let completion: [Completion] = [.labels]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    guard !arguments.words.isEmpty else {
      return try session.output.print("label \(session.stickyLabel ?? "none")")
    }
    let word = try arguments.take("a label", for: self).text
    try arguments.end(self)
    if word == "none" {
      session.stickyLabel = nil
    } else {
      let known = try session.label(word)
      session.stickyLabel = "\(known.layer):\(known.label)"
    }
    try session.output.print("label \(session.stickyLabel ?? "none")")
  }
}
