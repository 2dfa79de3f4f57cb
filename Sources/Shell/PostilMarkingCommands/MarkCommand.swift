import PostilKeyLoops
import PostilPointing
import PostilShell
import PostilTerminal
import PostilViews

/// `mark`: annotate key by key.
struct MarkCommand: Command {
  let name = "mark"
  let aliases = ["m"]
  let group = CommandGroup.marking
  let writes = true
  let summary = "Mark words with single keys: a cursor, and a key for each label."
  let usage = "[SPAN]"
  let details = """
    A digit or another letter annotates with the label that ? lists for it. --keys gives the keys in a
    script; in it, ; means Enter after a value.
    """
  /// Computed, so that no start of the program pays for the table of keys.
  var keys: [(keys: String, does: String)] { MarkKeys.table.entries }
  let examples: [Example] = [
    ("mark", "from the first name without an annotation"), ("mark 3.1", "from a place"),
    ("mark --keys=\" 1 2q\"", "from a script"),
  ]
  let flags = [Flag("keys", "KEYS", "the keys, as if they were pressed")]
  let completion: [Completion] = [.annotations]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let word = arguments.words.isEmpty ? nil : try arguments.take("", for: self)
    try arguments.end(self)
    let article = try session.focus.article()
    let start = try word.flatMap { try session.focus.resolver().target($0).spans.first }
    let (keys, isLive) = try arguments.keys(for: self, session.console)
    guard
      let loop = MarkLoop(
        session: session, request: request, article: article, start: start, keys: keys,
        isLive: isLive)
    else {
      try session.noteEmpty(article)
      return .done
    }
    try loop.run()
    return Outcome(
      recorded: isLive ? "\(request.source) --keys=\(Word.typed(keys.pressed))" : nil)
  }
}
