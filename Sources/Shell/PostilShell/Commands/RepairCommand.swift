import PostilStore
import PostilSystem

/// `repair`: makes sidecars sound again.
struct RepairCommand: Command {
  let name = "repair"
  let takesArticle = false
  let group = CommandGroup.files
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
  let flags = [Flag.dryRun]
  let completion: [Completion] = [.articles]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.pairs.isEmpty ? () : arguments.end(self)
    let files =
      try arguments.words.isEmpty
      ? session.workspace.articles() : arguments.words.map { try session.file($0.text) }
    var count = 0
    let op = AnnotationID.random()
    for file in files where Folders.exists(file.sidecarPath) {
      guard let repair = try repair(file, among: files, op, session), !repair.isEmpty else {
        continue
      }
      count += 1
      try session.output.print("\(file.name): \(Self.words(repair))")
    }
    if count == 0 { try session.output.print("nothing to repair") }
  }

  /// Repairs one sidecar; one of several that cannot be is reported, and the others come all the same.
  private func repair(
    _ file: ArticleFile, among files: [ArticleFile], _ op: String, _ session: Session
  ) throws -> Repair? {
    do {
      return try session.article(of: file).store.repair(
        by: .person(session.author), op: op, command: session.statement,
        articles: Transaction.listed(files.map(\.name), in: file.name), isDry: session.isDry)
    } catch let error as PostilError where files.count > 1 {
      session.status = error.status
      try session.errors.print("error: \(error)")
      return nil
    }
  }

  private static func words(_ repair: Repair) -> String {
    var parts: [String] = []
    if !repair.lines.isEmpty {
      let numbers = repair.lines.prefix(8).map(String.init).joined(separator: ", ")
      let more = repair.lines.count > 8 ? ", …" : ""
      parts.append("\(Session.count(repair.lines.count, "line")) taken out (\(numbers)\(more))")
    }
    if repair.hadTornTail { parts.append("a torn last line cut off") }
    if repair.links > 0 { parts.append("\(Session.count(repair.links, "link")) taken out") }
    return parts.joined(separator: ", ") + (repair.old.isEmpty ? "" : "; before: \(repair.old)")
  }
}
