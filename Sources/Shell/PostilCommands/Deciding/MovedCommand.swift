import PostilKeyLoops
import PostilPointing
import PostilShell
import PostilTerminal

/// `moved`: decides where annotations are of which `anchor` was not certain, without a dialogue.
struct MovedCommand: SimpleCommand {
  let name = "moved"
  let group = CommandGroup.deciding
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let summary = "List or decide annotations whose place is not certain after `anchor`."
  let usage = "[keep NUMBERS | lost NUMBERS | to NUMBER WORDS]"
  let details = """
    keep puts them at the place that is shown, lost removes them, and to puts one at other words. NUMBERS may
    be all. `review moved` shows one after the other and takes single keys:
    """
  /// Those of `review moved`; computed, as there.
  var keys: [(keys: String, does: String)] { MovedKeys.table.entries }
  let examples: [Example] = [
    ("moved on all", "what is to decide, everywhere"), ("moved keep 3 5", "at the places shown"),
    ("moved to 7 \"Ana Duarte\"", "at these words"), ("moved lost all", "remove them"),
  ]
  let completion: [Completion] = [.words(["keep", "lost", "to"])]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try MovedDecision(command: self).run(arguments, request, in: session)
  }
}
