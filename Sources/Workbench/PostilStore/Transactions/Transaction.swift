import PostilKit
import PostilSystem

/// One op over any number of sidecars, all or nothing: ``AllOrNothing`` says how.
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
  private var edits: [PendingEdit] = []
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
  /// They are based on the revisions that the store has read by now: a newer one that it reads only
  /// at ``commit()`` is a conflict.
  package mutating func add(_ changes: [Change], in store: AnnotationStore) {
    let place = places[ObjectIdentifier(store)] ?? edits.count
    if place == edits.count {
      edits.append(PendingEdit(store: store))
      places[ObjectIdentifier(store)] = place
    }
    edits[place].changes += changes
    edits[place].seen.ops.merge(store.seen(by: changes).ops) { first, _ in first }
  }

  /// Adds changes by other authors, which belong to the same op and are made under the sidecar's lock.
  package mutating func add(
    in store: AnnotationStore, _ make: @escaping (AnnotationStore) -> [AuthoredChanges]
  ) {
    add([], in: store)
    if let place = places[ObjectIdentifier(store)] { edits[place].others = make }
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
    let (edits, writer, person) = (edits, author, largePerson)
    let names = edits.filter { !$0.isEmpty }.map(\.store.file.name)
    let receipts = try AllOrNothing(
      workspace: workspace, op: op, author: writer, command: command, isCancelled: isCancelled
    ).perform(in: edits.map(\.store), isEmpty: { edits[$0].isEmpty }) { place, store in
      let edit = edits[place]
      let own = AuthoredChanges(edit.changes, by: writer, seen: edit.seen)
      return try store.commit(
        for: person, op: op, command: command,
        articles: names == [store.file.name] && person == nil
          ? [] : Self.listed(names, in: store.file.name)
      ) { [own] + edit.others($0) }[0]
    }
    return Array(zip(edits.map(\.store), receipts))
  }

  /// The person whose command it is, if that must be written: an op that lists no articles is searched
  /// for if it was written for a person.
  private var largePerson: String? {
    let isLarge = edits.count { !$0.isEmpty } > Self.mostListed
    return person ?? (isLarge && author.isPerson ? author.name : nil)
  }

  /// The articles that an op lists in one of its articles: the others; its own name if there are no
  /// others, so that they are not searched for; none if there are too many to list.
  package static func listed(_ articles: [String], in article: String) -> [String] {
    guard articles.count <= mostListed else { return [] }
    return articles.count > 1 ? articles.filter { $0 != article } : articles
  }
}

/// What a transaction does to one sidecar.
private struct PendingEdit {
  let store: AnnotationStore
  var changes: [Change] = []
  var seen = SeenRevisions()
  var others: (AnnotationStore) -> [AuthoredChanges] = { _ in [] }

  var isEmpty: Bool { changes.isEmpty }
}
