import PostilSystem

/// What was done about a command that was killed between two sidecars.
package struct Recovery: Hashable, Sendable {
  /// The result of the recovery.
  package enum Outcome: Hashable, Sendable {
    /// The command had written all its sidecars.
    case finished
    /// What it had written was undone.
    case undone
    /// What it had written could not be undone everywhere; the next command tries again.
    case unfinished(PostilError)
    /// The file does not describe an op of this workspace, and was left untouched.
    case refused(path: String)
  }

  /// The command as typed, if known.
  package let command: String?
  /// The author of the op; nil for a refused file.
  package let author: Author?
  /// Number of articles that the command had written.
  package let articles: Int
  /// Number of its articles that are not in the workspace any more, so that they were not undone.
  package var missing = 0
  /// The result.
  package let outcome: Outcome

  /// Looks for ops that a killed process has left, and undoes those that are not in all their
  /// sidecars. Costs three system calls if there are none.
  package static func run(_ workspace: Workspace) -> [Recovery] {
    PendingOp.all(workspace).compactMap { recover($0.file, op: $0.op, workspace) }
  }

  /// Whether a killed process has left an op in a workspace.
  package static func isNeeded(_ workspace: Workspace) -> Bool {
    PendingOp.all(workspace).contains { PendingOp.isLeft($0.file) }
  }

  /// The workspaces, of the same owner, around a workspace in which ops are pending: a command may have been
  /// started in a folder further up.
  package static func containing(_ workspace: Workspace) -> [Workspace] {
    guard let root = Folders.real(workspace.root) else { return [] }
    var found: [Workspace] = []
    var folder = root[...]
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = folder[..<slash]
      let path = String(folder)
      if Folders.exists("\(path)/\(PendingOp.folder)"), Folders.isOwn(path),
        let workspace = try? Workspace(root: path)
      {
        found.append(workspace)
      }
    }
    return found
  }

  private static func recover(
    _ file: FileAccess, op: String, _ workspace: Workspace
  ) -> Recovery? {
    guard AnnotationID.isWellFormed(op), let found = try? file.withoutLinks(), found == file else {
      return refusal(file.path)
    }
    guard let pending = PendingOp.left(file) else { return nil }
    guard let content = try? pending.content() else { return refusal(file.path) }
    switch content {
    case .torn:
      pending.end()
      return nil
    case .foreign: return refusal(file.path)
    case .record(let record):
      guard record.op == op, let (files, missing) = try? files(record, workspace) else {
        return refusal(file.path)
      }
      let recovery = settled(record, files, missing: missing)
      if case .unfinished = recovery.outcome { return recovery }
      pending.end()
      return recovery
    }
  }

  private static func refusal(_ path: String) -> Recovery {
    Recovery(command: nil, author: nil, articles: 0, outcome: .refused(path: path))
  }

  /// The articles of an op that have a sidecar, and how many of its articles are not in the workspace any
  /// more. Nothing is written elsewhere, whatever the file contains.
  ///
  /// - Throws: `linkLeaves`, `irregularSidecar`.
  private static func files(
    _ record: PendingOp.Record, _ workspace: Workspace
  ) throws -> ([ArticleFile], missing: Int) {
    let wanted = Set(record.articles)
    let present = try workspace.articles().filter { wanted.contains($0.name) }
    let files = try present.map { try $0.checked() }.filter { try $0.sidecar.exists() }
    return (files, wanted.count - present.count)
  }

  private static func settled(
    _ record: PendingOp.Record, _ files: [ArticleFile], missing: Int
  ) -> Recovery {
    func recovery(_ count: Int, _ outcome: Outcome) -> Recovery {
      Recovery(
        command: record.command, author: record.author, articles: count, missing: missing,
        outcome: outcome)
    }
    var holders: [AnnotationStore] = []
    var failure: PostilError?
    for file in files {
      do {
        let store = try AnnotationStore.open(file)
        if store.holds(record.op) { holders.append(store) }
      } catch { failure = failure ?? error as? PostilError }
    }
    if failure == nil, holders.count == Set(record.articles).count {
      return recovery(holders.count, .finished)
    }
    for store in holders {
      do { _ = try store.takeBack(record.op) } catch { failure = failure ?? error as? PostilError }
    }
    return recovery(holders.count, failure.map { .unfinished($0) } ?? .undone)
  }
}
