import PostilKit
import PostilStore
import PostilSystem
import PostilWorkbench

/// `anchor`: finds annotations again in a text that was changed.
struct AnchorCommand: Command {
  let name = "anchor"
  let takesArticle = false
  let group = CommandGroup.files
  let summary = "Find annotations again after an article's text was changed."
  let usage = "ARTICLE… [--dry-run]"
  let details = """
    Each is looked for by its words, near where it should be. The old sidecar is kept beside the new
    one; its history does not go on, and undo ends there. What is lost is listed.
    """
  let examples: [Example] = [("anchor wire --dry-run", "what would be found and what lost")]
  let flags = [Flag.dryRun]
  let completion: [Completion] = [.articles]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    guard !arguments.words.isEmpty else {
      throw PostilError.usage(reason: "anchor needs an article", next: "say anchor \(usage)")
    }
    for word in arguments.words {
      let file = try session.file(word.text)
      let report = try Anchoring.anchor(
        file, by: .person(session.author), command: session.statement, isDry: session.isDry)
      try session.output.print(
        "\(file.name): \(report.kept) where they were, \(report.moved) moved, "
          + "\(report.lost.count) lost" + (report.old.isEmpty ? "" : "; before: \(report.old)"))
      for one in report.lost {
        try session.output.print("  lost: \(one.label) \(Context.quoted(one.text, to: 48))")
      }
      if report.lostRoles > 0 {
        try session.output.print("  lost: the words of \(Session.count(report.lostRoles, "role"))")
      }
      if session.open?.name == file.name, !session.isDry { try session.open(file) }
    }
  }
}
