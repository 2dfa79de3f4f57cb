import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal

extension Session {
  /// Reports how many annotations were not written: they were so already, or were decided in the meantime.
  package func tell(left count: Int) throws {
    if count > 0 {
      try console.err.print("\(count) unchanged")
    }
  }

  /// Rolls back or completes an op that a killed command left unfinished in a workspace, or in one that
  /// contains it; reports it.
  ///
  /// - Parameter isDry: Whether it is only reported.
  package func recover(_ workspace: Workspace, isDry: Bool = false) throws {
    let workspaces = [workspace] + Recovery.containing(workspace)
    if isDry {
      guard workspaces.contains(where: Recovery.isNeeded) else { return }
      return try console.err.print(
        "note: a command was interrupted; the next one without --dry-run undoes what it had written"
      )
    }
    let recoveries = workspaces.flatMap { Recovery.run($0) }
    for recovery in recoveries { try console.err.print("note: \(Self.words(recovery))") }
    if !recoveries.isEmpty { try focus.open?.store.refresh() }
  }

  private static func missing(_ count: Int) -> String {
    count == 0
      ? "" : "; \(counted(count, "article")) of it was renamed or removed, so look at its `log`"
  }

  private static func words(_ recovery: Recovery) -> String {
    let command = recovery.command.map { "'\($0)'" } ?? "a command"
    let who = recovery.author.map { " by \($0.name)" } ?? ""
    let articles = counted(recovery.articles, "article")
    return switch recovery.outcome {
    case .finished: "\(command)\(who) was interrupted after it had written \(articles)"
    case .undone where recovery.articles == 0:
      "\(command)\(who) was interrupted before it had written anything" + missing(recovery.missing)
    case .undone:
      "\(command)\(who) was interrupted; what it had written in \(articles) is undone"
        + missing(recovery.missing)
    case .unfinished(let error):
      "\(command)\(who) was interrupted and cannot be undone everywhere: "
        + ErrorReport.of(error).text
    case .refused(let path):
      "'\(path)' does not describe an unfinished command of this workspace; it was left untouched"
    }
  }
}
