import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `repair`: removes damage from sidecars.
struct RepairCommand: Command {
  let name = "repair"
  let takesArticle = false
  let group = CommandGroup.files
  let scope = ScopeRule.named(default: .all)
  let writes = true
  let summary = "Remove bad lines, twins and dangling links from sidecars."
  let usage = ""
  let details = """
    `check` lists the damage. A line that is not as Postil wrote it (checksum) is taken as it is now, and an
    annotation that does not match the text, or that says the same as another one, is removed, as undo takes back. The original of a repaired sidecar is kept as NAME.jsonl.old; commands run
    before the repair cannot be undone. If the text was changed, use `anchor`.
    """
  let examples: [Example] = [
    ("repair --dry-run", "show what would be done in the whole workspace"),
    ("repair wire", "one article"),
  ]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    var arguments = arguments
    let files = try arguments.takeScope(for: self).files(in: &session.focus)
    var outcome = Outcome.done
    let op = AnnotationID.random()
    var count = 0
    for (done, file) in files.enumerated() where Folders.exists(file.sidecarPath) {
      if Interruptible.isInterrupted {
        throw PostilError.command(.batchInterrupted(done: done, of: files.count, canUndo: false))
      }
      let repair: Repair
      let twins: Int
      do {
        let articles = Transaction.listed(files.map(\.name), in: file.name)
        (repair, twins) = try mend(file, op, articles, request, session)
      } catch let error as PostilError where files.count > 1 {
        // Of several sidecars one that cannot be repaired is reported, and the others are repaired.
        outcome.status = error.status
        try session.console.err.print("error: \(ErrorReport.of(error).text)")
        continue
      }
      if repair.isEmpty, twins == 0 { continue }
      count += 1
      try session.console.out.print(
        "\(file.name): \(Self.words(repair, twins, isDryRun: request.isDryRun))")
    }
    if count == 0 { try session.console.out.print("nothing to repair") }
    return outcome
  }

  /// Repairs one sidecar.
  ///
  /// - Returns: What was repaired, and the number of twins that were removed.
  private func mend(
    _ file: ArticleFile, _ op: String, _ articles: [String], _ request: Request,
    _ session: Session
  ) throws -> (Repair, Int) {
    let store = try session.focus.article(of: file).store
    let author = Author.person(session.author)
    let repair = try store.repair(
      by: author, op: op, command: request.source, articles: articles, isDry: request.isDryRun)
    let doubled = store.doubled
    if !doubled.isEmpty, !request.isDryRun {
      try store.commit(
        store.removing(doubled), by: author, op: op, command: request.source, articles: articles)
    }
    return (repair, doubled.count)
  }

  private static func words(_ repair: Repair, _ twins: Int, isDryRun: Bool) -> String {
    let removed = isDryRun ? "would be removed" : "removed"
    var parts: [String] = []
    if !repair.lines.isEmpty {
      let numbers = repair.lines.prefix(8).map(String.init).joined(separator: ", ")
      let more = repair.lines.count > 8 ? ", …" : ""
      parts.append("\(counted(repair.lines.count, "line")) \(removed) (\(numbers)\(more))")
    }
    if repair.verified > 0 {
      let taken = isDryRun ? "would be taken" : "taken"
      parts.append("\(counted(repair.verified, "changed line")) \(taken) as it is")
    }
    if repair.mismatched > 0 {
      parts.append(
        "\(counted(repair.mismatched, "annotation")) with other words than the text \(removed)")
    }
    if repair.hadTornTail { parts.append("an incomplete last line \(removed)") }
    if twins > 0 {
      parts.append(
        "\(counted(twins, "annotation")) that \(twins == 1 ? "says" : "say") the same as another \(removed)"
      )
    }
    if repair.links > 0 { parts.append("\(counted(repair.links, "link")) \(removed)") }
    return parts.joined(separator: ", ") + (repair.old.isEmpty ? "" : "; before: \(repair.old)")
  }
}
