import PostilKit
import PostilSystem

/// One op over any number of sidecars, all or nothing.
///
/// An error or a cancellation between two sidecars undoes what was written to the earlier ones, so
/// that only undone lines remain. For two sidecars or more, a ``PendingOp`` in the workspace lets
/// the next command do the same if this process is killed.
package struct Transaction: ~Copyable {
  /// What was written to one sidecar.
  package typealias Part = (store: AnnotationStore, receipt: Receipt)

  /// The op's id, the same in all sidecars.
  package let op: String
  private let workspace: Workspace
  private let author: Author
  private let person: String?
  private let command: String?
  private let isDryRun: Bool
  private let isCancelled: () -> Bool
  private var edits: [(store: AnnotationStore, changes: [Change])] = []
  private var places: [ObjectIdentifier: Int] = [:]

  /// The largest number of articles listed in the lines of an op; the articles of a larger op are
  /// searched for.
  private static let mostListed = 64

  /// Begins a transaction; nothing is written before ``commit()``.
  ///
  /// - Parameters:
  ///   - workspace: The workspace of the sidecars.
  ///   - author: The author of the changes.
  ///   - person: The person whose command it is, if that is not the author.
  ///   - command: The command as typed.
  ///   - op: The op's id, which none of the sidecars may contain yet.
  ///   - isDryRun: Whether nothing is written and the receipts are a preview.
  ///   - isCancelled: Called before each sidecar.
  package init(
    in workspace: Workspace, by author: Author, for person: String? = nil, command: String? = nil,
    op: String = AnnotationID.random(), isDryRun: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.workspace = workspace
    self.author = author
    self.person = person
    self.command = command
    self.op = op
    self.isDryRun = isDryRun
    self.isCancelled = isCancelled
  }

  /// Adds a change; the changes of a sidecar are written in the order in which they were added.
  package mutating func add(_ change: Change, in store: AnnotationStore) {
    add([change], in: store)
  }

  /// Adds changes; a sidecar with an empty list is also among the parts that ``commit()`` returns.
  package mutating func add(_ changes: [Change], in store: AnnotationStore) {
    let place = places[ObjectIdentifier(store)] ?? edits.count
    if place == edits.count {
      edits.append((store, []))
      places[ObjectIdentifier(store)] = place
    }
    edits[place].changes += changes
  }

  /// Adds a new annotation or a revision.
  package mutating func put(_ annotation: Annotation, in store: AnnotationStore) {
    add(.put(annotation), in: store)
  }

  /// Adds the removal of an annotation.
  package mutating func remove(_ id: String, in store: AnnotationStore) {
    add(.remove(id: id), in: store)
  }

  /// Writes everything; in a dry run, only computes what would be written.
  ///
  /// - Returns: The receipt of each sidecar, in the order in which they were added.
  /// - Throws: `interrupted` if it was cancelled, and what a commit throws; everything is undone
  ///   then.
  package consuming func commit() throws -> [Part] {
    if isDryRun {
      return try edits.map { ($0.store, try $0.store.preview($0.changes, by: author)) }
    }
    // What can be known beforehand keeps every sidecar as it is, byte for byte.
    for (store, changes) in edits where !changes.isEmpty { try store.checkWritable() }
    let touched = edits.filter { !$0.changes.isEmpty }.map(\.store.file)
    let pending =
      touched.count > 1 ? try PendingOp.begin(record(touched), in: workspace) : nil
    let names = touched.map(\.name)
    // An op that lists no articles is searched for if it was written for a person.
    let isLarge = names.count > Self.mostListed
    let person = person ?? (isLarge && author.isPerson ? author.name : nil)
    var done: [Part] = []
    do {
      for (store, changes) in edits {
        if isCancelled() { throw PostilError.file(.interrupted) }
        done.append(
          (
            store,
            try store.commit(
              changes, by: author, for: person, op: op, command: command,
              articles: names == [store.file.name] && person == nil
                ? [] : Self.listed(names, in: store.file.name))
          ))
      }
    } catch {
      if Self.takeBack(op, done) { pending?.end() }
      throw error
    }
    pending?.end()
    return done
  }

  /// The articles that an op lists in one of its articles: the others; its own name if there are no
  /// others, so that they are not searched for; none if there are too many to list.
  package static func listed(_ articles: [String], in article: String) -> [String] {
    guard articles.count <= mostListed else { return [] }
    return articles.count > 1 ? articles.filter { $0 != article } : articles
  }

  private func record(_ files: [ArticleFile]) -> PendingOp.Record {
    PendingOp.Record(
      op: op, author: author, command: command, articles: files.map(\.name))
  }

  /// Undoes what was written; whether that succeeded everywhere.
  private static func takeBack(_ op: String, _ parts: [Part]) -> Bool {
    var isComplete = true
    for part in parts.reversed() where !part.receipt.op.isEmpty {
      do { _ = try part.store.takeBack(op) } catch { isComplete = false }
    }
    return isComplete
  }
}
