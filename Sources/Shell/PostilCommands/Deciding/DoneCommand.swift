import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `done`: marks the article as done.
struct DoneCommand: SimpleCommand {
  let name = "done"
  let group = CommandGroup.deciding
  let writes = true
  let summary = "Mark the article as done; with --undo, as not done."
  let usage = "[--force] [--undo]"
  let details = "It is refused while suggestions are undecided, unless --force is given."
  let examples: [Example] = [("done", "finished"), ("done --undo", "not finished")]
  let flags = [
    Flag("force", nil, "even if suggestions are undecided"),
    Flag("undo", nil, "mark it as not done"),
  ]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    try arguments.end(self)
    let article = try session.focus.article()
    let pending = article.count(.suggested)
    let verb = request.isDryRun ? "would be" : "is"
    if arguments.has("undo") {
      try session.commit([.status(.open)], request)
      return try session.console.out.print("\(article.name) \(verb) not done")
    }
    guard pending == 0 || arguments.has("force") else {
      throw PostilError.command(.pending(article: article.name, count: pending))
    }
    try session.commit([.status(.done)], request)
    let rest = pending > 0 ? ", \(pending) undecided" : ""
    try session.console.out.print(
      "\(article.name) \(verb) done: \(counted(article.count(.accepted), "annotation"))\(rest)")
  }
}
