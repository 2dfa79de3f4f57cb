import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `repair`: makes sidecars sound again.
struct RepairCommand: Command {
  let name = "repair"
  let takesArticle = false
  let group = CommandGroup.files
  let scope = ScopeRule.named(default: .all)
  let writes = true
  let summary = "Take out of sidecars what cannot be read, and links to what is not there."
  let usage = "[ARTICLE…] [--dry-run]"
  let details = """
    `check` says what is wrong. A sidecar that is rewritten stays beside as it was, as NAME.jsonl.old,
    and undo ends there. For a text that was changed say anchor.
    """
  let examples: [Example] = [
    ("repair --dry-run", "what would be done in the whole workspace"),
    ("repair wire", "one article"),
  ]
  let completion: [Completion] = [.articles]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    var arguments = arguments
    let files = try arguments.takeScope().files(in: &session.focus)
    var outcome = Outcome.done
    let op = AnnotationID.random()
    var count = 0
    for file in files where Folders.exists(file.sidecarPath) {
      let repair: Repair
      do {
        repair = try session.focus.article(of: file).store.repair(
          by: .person(session.author), op: op, command: request.source,
          articles: Transaction.listed(files.map(\.name), in: file.name),
          isDry: request.isDryRun)
      } catch let error as PostilError where files.count > 1 {
        // One of several that cannot be repaired is reported, and the others are repaired all the same.
        outcome.status = error.status
        try session.console.err.print("error: \(error)")
        continue
      }
      if repair.isEmpty { continue }
      count += 1
      try session.console.out.print("\(file.name): \(Self.words(repair))")
    }
    if count == 0 { try session.console.out.print("nothing to repair") }
    return outcome
  }

  private static func words(_ repair: Repair) -> String {
    var parts: [String] = []
    if !repair.lines.isEmpty {
      let numbers = repair.lines.prefix(8).map(String.init).joined(separator: ", ")
      let more = repair.lines.count > 8 ? ", …" : ""
      parts.append("\(counted(repair.lines.count, "line")) taken out (\(numbers)\(more))")
    }
    if repair.hadTornTail { parts.append("a torn last line cut off") }
    if repair.links > 0 { parts.append("\(counted(repair.links, "link")) taken out") }
    return parts.joined(separator: ", ") + (repair.old.isEmpty ? "" : "; before: \(repair.old)")
  }
}
