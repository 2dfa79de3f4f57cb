import PostilKit
import PostilPointing
import PostilSchema
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// What commands write.
extension Session {
  /// A transaction for a command.
  package func writer(_ request: Request) -> Writer {
    Writer(
      in: focus.workspace, by: .person(author), command: request.source,
      isDryRun: request.isDryRun, isCancelled: { Interruptible.isInterrupted })
  }

  /// Writes changes of the open article as one op; with `--dry-run` only reports what would be written.
  @discardableResult package func commit(
    _ changes: [Change], _ request: Request
  ) throws -> Receipt {
    try commit([Edit(article: try focus.article(), changes: changes)], request)[0].receipt
  }

  /// Writes edits of several articles as one op.
  @discardableResult package func commit(
    _ edits: [Edit], _ request: Request
  ) throws -> [EditOutcome] {
    try confirm(edits, request)
    let outcomes = try writer(request).commit(edits)
    try tell(left: outcomes.reduce(0) { $0 + $1.receipt.skipped.count })
    if !request.isDryRun {
      let open = focus.open
      focus.touch(
        outcomes.filter { $0.article === open }.flatMap { $0.receipt.written.map(\.id) })
    }
    return outcomes
  }

  /// Writes new revisions of the open article as one op and prints each after `~`.
  package func revise(_ annotations: [Annotation], _ request: Request) throws {
    try revise([(article: try focus.article(), annotations: annotations)], request)
  }

  /// The same for several articles.
  ///
  /// - Throws: `badRole`, `oneLink` for a role that the schema does not allow, and what a commit throws.
  package func revise(
    _ parts: [(article: OpenArticle, annotations: [Annotation])], _ request: Request
  ) throws {
    for part in parts {
      for annotation in part.annotations {
        let store = part.article.store
        if store[id: annotation.id]?.annotation.roles == annotation.roles { continue }
        try focus.schema.checkRoles(of: annotation) { store[id: $0]?.annotation }
      }
    }
    let edits = parts.map { Edit(article: $0.article, changes: $0.annotations.map { .put($0) }) }
    for outcome in try commit(edits.filter { !$0.changes.isEmpty }, request) {
      for stored in outcome.receipt.written {
        try console.out.print(lines(of: outcome.article).full(stored, before: "~"))
      }
    }
  }

  /// Undoes the author's last command in an article, for commands driven by single keys; returns a
  /// message about it.
  package func takeBack(in article: OpenArticle) throws -> String {
    do {
      let receipts = try focus.workspace.undo(in: article.store, by: .person(author))
      return "undone: \(receipts.first?.command ?? "the last command")"
    } catch let error as PostilError where error.isNothingToTurn {
      return "there is nothing to undo"
    }
  }
}
