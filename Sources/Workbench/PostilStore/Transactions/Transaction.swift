import PostilKit
import PostilSystem

/// One op over any number of sidecars, all or nothing.
///
/// An error or a cancellation between two sidecars takes back what was written to those before, so that
/// nothing remains but lines that are undone. For two sidecars or more, a ``PendingOp`` in the workspace
/// lets the next command do the same after a kill.
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

  /// Up to this many articles are listed in the lines of an op; those of a larger one are looked for.
  private static let mostListed = 64

  /// Begins a transaction; nothing is written before ``commit()``.
  ///
  /// - Parameters:
  ///   - workspace: Where the sidecars are.
  ///   - author: Who writes.
  ///   - person: The person whose command it is, where that is not the author.
  ///   - command: The command as it was typed.
  ///   - op: The op's id, which none of the sidecars may have yet.
  ///   - isDryRun: Whether nothing is written, only foreseen.
  ///   - isCancelled: Asked before each sidecar.
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

  /// Adds a change; the changes of a sidecar are written in the order they were added.
  package mutating func add(_ change: Change, in store: AnnotationStore) {
    add([change], in: store)
  }

  /// Adds changes; a sidecar without changes is among the parts of ``commit()`` too.
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

  /// Writes everything; under a dry run, only computes what would be written.
  ///
  /// - Returns: The receipt of each sidecar, in the order in which they were added.
  /// - Throws: `interrupted` if it was cancelled, and what a commit throws; everything is taken back
  ///   then.
  package consuming func commit() throws -> [Part] {
    if isDryRun {
      return try edits.map { ($0.store, try $0.store.preview($0.changes, by: author)) }
    }
    let touched = edits.filter { !$0.changes.isEmpty }.map(\.store.file)
    let pending =
      touched.count > 1 ? try PendingOp.begin(record(touched), in: workspace) : nil
    let names = touched.map(\.name)
    // An op that lists no articles is looked for if it was written for a person.
    let isLarge = names.count > Self.mostListed
    let person = person ?? (isLarge && author.isPerson ? author.name : nil)
    var done: [Part] = []
    do {
      for (store, changes) in edits {
        if isCancelled() { throw PostilError.interrupted }
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

  /// The articles that an op lists in one of them: the others, its own name if there are none, so that
  /// it is not looked for, or none if they are too many to be listed.
  package static func listed(_ articles: [String], in article: String) -> [String] {
    guard articles.count <= mostListed else { return [] }
    return articles.count > 1 ? articles.filter { $0 != article } : articles
  }

  private func record(_ files: [ArticleFile]) -> PendingOp.Record {
    PendingOp.Record(
      op: op, author: author, command: command, articles: files.map(\.name))
  }

  /// Whether all that was written could be taken back.
  private static func takeBack(_ op: String, _ parts: [Part]) -> Bool {
    var isComplete = true
    for part in parts.reversed() where !part.receipt.op.isEmpty {
      do { _ = try part.store.takeBack(op) } catch { isComplete = false }
    }
    return isComplete
  }
}
