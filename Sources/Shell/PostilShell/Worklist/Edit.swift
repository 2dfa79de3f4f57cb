import PostilKit
import PostilStore
import PostilSystem

/// What a command changes in one article; a command may make edits in several.
struct Edit {
  let article: OpenArticle
  let changes: [Change]
}

/// What came of an edit.
struct Outcome {
  let article: OpenArticle
  let receipt: Receipt
}

extension Session {
  /// An article of the workspace: the open one, or another one for the while of a command.
  func article(of file: ArticleFile) throws -> OpenArticle {
    if let open, open.name == file.name { return open }
    return OpenArticle(try AnnotationStore.open(file))
  }

  /// Writes changes of the open article under one op; with `--dry-run` only says what would come.
  @discardableResult func commit(_ changes: [Change]) throws -> Receipt {
    try commit([Edit(article: try article(), changes: changes)])[0].receipt
  }

  /// Writes edits under one op in all their sidecars, so that one undo takes back all. Where one cannot
  /// be written, those before it are taken back.
  @discardableResult func commit(_ edits: [Edit]) throws -> [Outcome] {
    let edits = edits.filter { !$0.changes.isEmpty || edits.count == 1 }
    let op = AnnotationID.random()
    var done: [Outcome] = []
    for edit in edits {
      do {
        let receipt = try write(edit, op, others: edits.map(\.article.name))
        done.append(Outcome(article: edit.article, receipt: receipt))
      } catch {
        for outcome in done where !isDry {
          _ = try? outcome.article.store.undo(by: author, op: op, as: nil)
        }
        throw error
      }
    }
    if !isDry {
      touch(done.filter { $0.article === open }.flatMap { $0.receipt.written.map(\.id) })
    }
    return done
  }

  private func write(_ edit: Edit, _ op: String, others: [String]) throws -> Receipt {
    let store = edit.article.store
    if isDry { return try store.preview(edit.changes, by: author) }
    return try store.commit(
      edit.changes, by: author, op: op, command: statement,
      articles: others.filter { $0 != edit.article.name })
  }

  /// Takes back the person's last command in an article, for loops of single keys; what was done, in words.
  func takeBack(in article: OpenArticle) throws -> String {
    do {
      let receipts = try workspace.undo(in: article.store, by: author)
      return "undone: \(receipts.first?.command ?? "the last command")"
    } catch PostilError.nothingToUndo { return "there is nothing to undo" }
  }

  /// Writes new revisions and prints each as `~`, by one op.
  func revise(_ annotations: [Annotation]) throws {
    try revise([(article: try article(), annotations: annotations)])
  }

  /// The same in several articles.
  func revise(_ parts: [(article: OpenArticle, annotations: [Annotation])]) throws {
    let edits = parts.map { Edit(article: $0.article, changes: $0.annotations.map { .put($0) }) }
    for outcome in try commit(edits.filter { !$0.changes.isEmpty }) {
      for stored in outcome.receipt.written {
        try output.print(try fullLine(stored, before: "~", in: outcome.article))
      }
    }
  }
}
