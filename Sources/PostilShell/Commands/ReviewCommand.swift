import CLineEditor
import PostilCore
import PostilKit

/// `review`: decide suggestions key by key.
struct ReviewCommand: Command {
  let name = "review"
  let aliases = ["v"]
  let group = CommandGroup.deciding
  let summary = "Decide suggestions one by one, with single keys."
  let usage = "[IDS | FILTER…] [--by-score]"
  let details = """
    a accept, x reject, space skip, z undo, 1-9 accept as that label, ] } [ { move the edges, s speaker,
    A X all with the same words and label, j k next and previous, o show the line, d done, q leave.
    Each decision is kept at once. --keys gives the keys where there is no terminal.
    """
  let examples: [Example] = [
    ("review", "everything suggested, in reading order"), ("review PER", "people only"),
    ("review --by-score", "the least sure first"), ("review --keys=aaxq", "from a script"),
  ]
  let flags = [
    Flag("by-score", nil, "the least sure first"), Flag("keys", "KEYS", "keys, as if pressed"),
  ]
  let completion: [Completion] = [.filters, .labels]

  func run(_ arguments: Arguments, in session: Session) throws {
    let pending = try Selection(arguments, in: session)
      .annotations(in: session, states: [.suggested])
      .filter { $0.annotation.state == .suggested }
    guard !pending.isEmpty else { return try session.output.print("nothing to decide") }
    let (keys, isLive) = try keys(arguments, session)
    let reviewer = try Reviewer(
      session: session, annotations: pending, byScore: arguments.has("by-score"), keys: keys,
      isLive: isLive)
    try reviewer.run()
  }

  private func keys(
    _ arguments: Arguments, _ session: Session
  ) throws -> (any KeySource, isLive: Bool) {
    if let keys = arguments.value("keys") { return (ScriptedKeys(keys), false) }
    guard session.output.isTerminal, let terminal = RawTerminal() else {
      throw PostilError.usage(
        reason: "review reads keys from a terminal, and there is none",
        next: "say review --keys=aax, or accept and reject")
    }
    line_editor_set_locale()
    return (TerminalKeys(terminal), true)
  }
}
