import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `anchor`: finds annotations again in a text that was changed.
struct AnchorCommand: SimpleCommand {
  let name = "anchor"
  let takesArticle = false
  let group = CommandGroup.files
  let scope = ScopeRule.named(default: .here)
  let writes = true
  let summary = "Find annotations again after an article's text was changed."
  let usage = "ARTICLE… [--dry-run]"
  let details = """
    Each is looked for by its words, near where it should be. The old sidecar is kept beside the new
    one; its history does not go on, and undo ends there. What is lost is listed.
    """
  let examples: [Example] = [("anchor wire --dry-run", "what would be found and what lost")]
  let completion: [Completion] = [.articles]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    guard !arguments.words.isEmpty || arguments.chosenScope != nil else {
      throw PostilError.usage(
        reason: "anchor needs an article", next: "usage: anchor \(usage)")
    }
    for file in try arguments.takeScope().files(in: &session.focus) {
      let report = try Anchoring.anchor(
        file, by: .person(session.author), command: request.source, isDry: request.isDryRun)
      try session.console.out.print(
        "\(file.name): \(report.kept) where they were, \(report.moved) moved, "
          + "\(report.lost.count) lost" + (report.old.isEmpty ? "" : "; before: \(report.old)"))
      for one in report.lost {
        try session.console.out.print("  lost: \(one.label) \(Snippet.quoted(one.text, to: 48))")
      }
      if report.lostRoles > 0 {
        try session.console.out.print("  lost: the words of \(counted(report.lostRoles, "role"))")
      }
      if session.focus.open?.name == file.name, !request.isDryRun { try session.focus.open(file) }
    }
  }
}
