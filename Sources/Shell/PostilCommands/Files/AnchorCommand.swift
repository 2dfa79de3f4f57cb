import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `anchor`: relocates annotations in a changed text.
struct AnchorCommand: SimpleCommand {
  let name = "anchor"
  let takesArticle = false
  let group = CommandGroup.files
  let scope = ScopeRule.named(default: .here)
  let writes = true
  let summary = "Relocate annotations after an article's text was changed."
  let usage = "ARTICLE… [--dry-run]"
  let details = """
    Each annotation is searched for by its words, near its old place. The old sidecar is kept as
    NAME.jsonl.old; commands run before cannot be undone. Annotations that are not found are listed.
    """
  let examples: [Example] = [("anchor wire --dry-run", "show what would be found and what lost")]
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
        "\(file.name): \(report.kept) in place, \(report.moved) moved, "
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
