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
    var transaction = Transaction(
      in: workspace, by: .person(author), command: statement, isDryRun: isDry,
      isCancelled: { Interruptible.isInterrupted })
    for edit in edits { transaction.add(edit.changes, in: edit.article.store) }
    let done = zip(edits, try transaction.commit()).map { edit, part in
      Outcome(article: edit.article, receipt: part.receipt)
    }
    try tell(left: done.reduce(0) { $0 + $1.receipt.skipped.count })
    if !isDry {
      touch(done.filter { $0.article === open }.flatMap { $0.receipt.written.map(\.id) })
    }
    return done
  }

  /// Reports how many suggestions were not written, since somebody has decided meanwhile.
  func tell(left count: Int) throws {
    if count > 0 {
      try errors.print("\(count) \(count == 1 ? "was" : "were") left: already decided")
    }
  }

  /// Takes back, or ends, what a killed command has left in a workspace, and reports it.
  func recover(_ workspace: Workspace) throws {
    let recoveries = Recovery.run(workspace)
    for recovery in recoveries { try errors.print("note: \(Self.words(recovery))") }
    if !recoveries.isEmpty { try open?.store.refresh() }
  }

  private static func words(_ recovery: Recovery) -> String {
    let command = recovery.command.map { "'\($0)'" } ?? "a command"
    let who = recovery.author.map { " by \($0.name)" } ?? ""
    let articles = count(recovery.articles, "article")
    return switch recovery.outcome {
    case .finished: "\(command)\(who) was interrupted after it had written \(articles)"
    case .undone: "\(command)\(who) was interrupted and is undone in \(articles)"
    case .unfinished(let error):
      "\(command)\(who) was interrupted and cannot be undone everywhere: \(error)"
    case .refused(let path):
      "'\(path)' does not describe an unfinished command of this workspace; it was left untouched"
    }
  }

  /// Takes back the person's last command in an article, for loops of single keys; what was done, in words.
  func takeBack(in article: OpenArticle) throws -> String {
    do {
      let receipts = try workspace.undo(in: article.store, by: .person(author))
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
