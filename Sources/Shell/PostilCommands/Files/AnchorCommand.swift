import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `anchor`: relocates annotations in a changed text.
struct AnchorCommand: Command {
  let name = "anchor"
  let takesArticle = false
  let group = CommandGroup.files
  let scope = ScopeRule.named(default: nil)
  let writes = true
  let summary = "Relocate annotations after an article's text was changed."
  let usage = ""
  let details = """
    Annotations of words that are the same in the new text move with them; those of words that were deleted
    are listed as lost. All others wait for you, since their place is not certain: `review moved` shows them.
    The old sidecar is kept as NAME.jsonl.old, and `undo` brings it back.
    """
  let examples: [Example] = [
    ("anchor wire", "find the annotations again"),
    ("anchor wire --dry-run", "show what would be found and what lost"),
  ]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    return try anchor(files, files.count == 1 ? nil : AnnotationID.random(), request, session)
  }

  /// Anchors the articles whose text was changed; one that cannot be anchored is reported and does not
  /// stop the others.
  private func anchor(
    _ files: [ArticleFile], _ op: String?, _ request: Request, _ session: Session
  ) throws -> Outcome {
    var outcome = Outcome()
    var unchanged = 0
    for (done, file) in files.enumerated() {
      if Interruptible.isInterrupted {
        throw PostilError.command(.batchInterrupted(done: done, of: files.count))
      }
      do { try anchor(file, op, request, session) } catch let error as PostilError
        where !error.endsCommand && (files.count > 1 || Self.isUnchanged(error))
      {
        if Self.isUnchanged(error) {
          unchanged += 1
        } else {
          try session.console.err.print("error: \(ErrorReport.of(error).text)")
          outcome.status = .failure
        }
      }
    }
    if unchanged > 0 {
      try session.console.out.print("\(counted(unchanged, "article")) unchanged")
    }
    return outcome
  }

  private static func isUnchanged(_ error: PostilError) -> Bool {
    if case WorkbenchFact.textUnchanged = error.fact { true } else { false }
  }

  private func anchor(
    _ file: ArticleFile, _ op: String?, _ request: Request, _ session: Session
  ) throws {
    let report = try Anchoring.anchor(
      file, by: .person(session.author), op: op, command: request.source,
      isDry: request.isDryRun)
    let asked = report.asked.isEmpty ? "" : ", \(report.asked.count) to decide: review moved"
    try session.console.out.print(
      "\(file.name): \(report.kept) in place, \(report.moved) shifted, "
        + "\(report.lost.count) lost\(asked)"
        + (report.old.isEmpty ? "" : "; before: \(report.old)"))
    for one in report.asked {
      try session.console.out.print(
        "  to decide: \(one.annotation.label) \(Snippet.quoted(one.annotation.text, to: 48))")
    }
    for one in report.lost {
      try session.console.out.print("  lost: \(one.label) \(Snippet.quoted(one.text, to: 48))")
    }
    if report.lostRoles > 0 {
      try session.console.out.print("  lost: the words of \(counted(report.lostRoles, "role"))")
    }
    if session.focus.open?.name == file.name, !request.isDryRun { try session.focus.open(file) }
  }
}
