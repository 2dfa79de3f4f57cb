import PostilPointing
import PostilStore

/// What a command changes in one article; a command may edit several.
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

/// What all edits of one command share: who makes them, the command as typed, and whether only a preview
/// is wanted.
package struct Writer {
  package let author: String
  package let command: String
  package let isDryRun: Bool

  package init(author: String, command: String, isDryRun: Bool = false) {
    self.author = author
    self.command = command
    self.isDryRun = isDryRun
  }

  /// Writes edits under one op in all their sidecars, so that one undo takes back all. Where one cannot
  /// be written, those before it are taken back. Under `--dry-run` nothing is written, and the outcomes
  /// are what would be.
  ///
  /// - Throws: What a commit throws; nothing is changed then.
  package func commit(_ edits: [Edit]) throws -> [EditOutcome] {
    let edits = edits.filter { !$0.changes.isEmpty || edits.count == 1 }
    let op = AnnotationID.random()
    var done: [EditOutcome] = []
    for edit in edits {
      do {
        let receipt = try write(edit, op, others: edits.map(\.article.name))
        done.append(EditOutcome(article: edit.article, receipt: receipt))
      } catch {
        for outcome in done where !isDryRun {
          _ = try? outcome.article.store.undo(by: author, op: op, as: nil)
        }
        throw error
      }
    }
    return done
  }

  private func write(_ edit: Edit, _ op: String, others: [String]) throws -> Receipt {
    let store = edit.article.store
    if isDryRun { return try store.preview(edit.changes, by: author) }
    return try store.commit(
      edit.changes, by: author, op: op, command: command,
      articles: others.filter { $0 != edit.article.name })
  }
}
