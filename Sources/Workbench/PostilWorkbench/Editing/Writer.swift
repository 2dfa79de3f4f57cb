import PostilPointing
import PostilStore

/// The changes of a command in one article; a command may edit several.
package struct Edit {
  package let article: OpenArticle
  package let changes: [Change]

  package init(article: OpenArticle, changes: [Change]) {
    self.article = article
    self.changes = changes
  }
}

/// The result of an edit.
package struct EditOutcome {
  package let article: OpenArticle
  package let receipt: Receipt
}

/// What all edits of a command share: the workspace, the author, the command as typed, and whether
/// it is a dry run.
package struct Writer {
  package let workspace: Workspace
  package let author: Author
  package let command: String
  package let isDryRun: Bool
  private let isCancelled: () -> Bool

  package init(
    in workspace: Workspace, by author: Author, command: String, isDryRun: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.workspace = workspace
    self.author = author
    self.command = command
    self.isDryRun = isDryRun
    self.isCancelled = isCancelled
  }

  /// A transaction of the command; by another author if one is given.
  package func transaction(by other: Author? = nil) -> Transaction {
    Transaction(
      in: workspace, by: other ?? author, for: other == nil ? nil : author.name, command: command,
      isDryRun: isDryRun, isCancelled: isCancelled)
  }

  /// Writes edits as one op, all or nothing. In a dry run nothing is written, and the outcomes are
  /// a preview.
  ///
  /// - Throws: What a commit throws; nothing is changed then.
  package func commit(_ edits: [Edit]) throws -> [EditOutcome] {
    let edits = edits.filter { !$0.changes.isEmpty || edits.count == 1 }
    var transaction = transaction()
    for edit in edits { transaction.add(edit.changes, in: edit.article.store) }
    return zip(edits, try transaction.commit()).map { edit, part in
      EditOutcome(article: edit.article, receipt: part.receipt)
    }
  }
}
