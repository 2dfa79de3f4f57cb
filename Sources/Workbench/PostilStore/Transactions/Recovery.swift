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
  /// The result.
  package let outcome: Outcome

  /// Looks for ops that a killed process has left, and undoes those that are not in all their
  /// sidecars. Costs one system call if there are none.
  package static func run(_ workspace: Workspace) -> [Recovery] {
    let folder = PendingOp.folder(of: workspace)
    guard Folders.kind(folder) == .folder, Folders.kind(parent(of: folder)) == .folder else {
      return []
    }
    let names = ((try? Folders.entries(folder)) ?? []).map(\.name)
    return names.filter { $0.hasSuffix(".json") }.compactMap { name in
      recover("\(folder)/\(name)", op: String(name.dropLast(5)), workspace)
    }
  }

  private static func parent(of folder: String) -> String {
    String(folder[..<(folder.lastIndex(of: "/") ?? folder.endIndex)])
  }

  private static func recover(_ path: String, op: String, _ workspace: Workspace) -> Recovery? {
    guard Folders.kind(path) == .file, AnnotationID.isWellFormed(op) else {
      return refusal(path)
    }
    guard let pending = PendingOp.left(at: path) else { return nil }
    guard let content = try? pending.content() else { return refusal(path) }
    switch content {
    case .torn:
      pending.end()
      return nil
    case .foreign: return refusal(path)
    case .record(let record):
      guard record.op == op, let files = try? files(record, workspace) else {
        return refusal(path)
      }
      let recovery = settled(record, files)
      if case .unfinished = recovery.outcome { return recovery }
      pending.end()
      return recovery
    }
  }

  private static func refusal(_ path: String) -> Recovery {
    Recovery(command: nil, author: nil, articles: 0, outcome: .refused(path: path))
  }

  /// The existing articles of an op. Each must belong to the workspace, and its sidecar must be a
  /// regular file in it: nothing is written elsewhere, whatever the file contains.
  private static func files(
    _ record: PendingOp.Record, _ workspace: Workspace
  ) throws -> [ArticleFile] {
    let wanted = Set(record.articles)
    let files = try workspace.articles().filter { wanted.contains($0.name) }
    guard let root = Folders.real(workspace.sidecars ?? workspace.root) else { return [] }
    return try files.filter { file in
      guard let kind = Folders.kind(file.sidecarPath) else { return false }
      guard kind == .file,
        Folders.real(file.sidecarPath)?.hasPrefix(root == "/" ? "/" : root + "/") == true
      else { throw PostilError.file(.linkLeaves(path: file.sidecarPath, folder: root)) }
      return true
    }
  }

  private static func settled(_ record: PendingOp.Record, _ files: [ArticleFile]) -> Recovery {
    func recovery(_ count: Int, _ outcome: Outcome) -> Recovery {
      Recovery(
        command: record.command, author: record.author, articles: count, outcome: outcome)
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
