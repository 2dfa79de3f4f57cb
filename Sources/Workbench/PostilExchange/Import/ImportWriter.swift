import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// Writes imported articles, each at once with its annotations: all of them are one op.
struct ImportWriter {
  let workspace: Workspace
  let author: Author
  /// The command as typed.
  let command: String?
  let isDry: Bool
  /// Whether there may be several articles, so that an undo has to search for them.
  let isBatch: Bool

  private let op = AnnotationID.random()

  init(
    _ workspace: Workspace, by author: Author, command: String?, isDry: Bool, isBatch: Bool
  ) {
    self.workspace = workspace
    self.author = author
    self.command = command
    self.isDry = isDry
    self.isBatch = isBatch
  }

  /// Writes one article, with its text if it is new.
  ///
  /// - Parameter losses: Gets what an annotation of the workspace did not take.
  /// - Returns: What was done, and what annotations lack that the schema requires.
  /// - Throws: What making a text, opening a sidecar and committing to it throw; a new text is removed
  ///   again then.
  func write(
    _ article: ImportedArticle, isNew: Bool, _ losses: inout [ImportLoss]
  ) throws -> (ImportRunner.Report.ArticleReport, missing: [String]) {
    var report = ImportRunner.Report.ArticleReport(name: article.name, isNew: isNew)
    if isNew, isDry {
      report.written = article.annotations.count
      return (report, missing(article.annotations, &report))
    }
    let file =
      try isNew
      ? workspace.newArticle(named: article.name) : workspace.article(named: article.name)
    if isNew { try makeText(article.text, file.text) }
    do {
      let receipt = try commit(article, to: try AnnotationStore.open(file), &report, &losses)
      report.written = max(0, receipt.written.count - report.updated)
      report.left = receipt.skipped.count
      return (report, missing(receipt.written.map(\.annotation), &report))
    } catch {
      if isNew {
        file.sidecar.remove()
        file.text.remove()
      }
      throw error
    }
  }

  /// What annotations lack that the schema requires.
  private func missing(
    _ annotations: [Annotation], _ report: inout ImportRunner.Report.ArticleReport
  ) -> [String] {
    let missing = annotations.map(workspace.schema.missing).filter { !$0.isEmpty }
    report.incomplete = missing.count
    return missing.flatMap(\.self)
  }

  /// Writes a new text. Whoever imports many waits for the disk once, at the end.
  private func makeText(_ text: Text, _ file: FileAccess) throws(PostilError) {
    guard isBatch else {
      return try file.replace(with: text.utf8, replacing: false, making: true)
    }
    try file.replace { descriptor throws(PostilError) in
      try Files.write(text.utf8, to: descriptor, path: file.path)
    }
  }

  private func commit(
    _ article: ImportedArticle, to store: AnnotationStore,
    _ report: inout ImportRunner.Report.ArticleReport, _ losses: inout [ImportLoss]
  ) throws -> Receipt {
    let changes = changes(article, store, &report, &losses)
    if isDry { return try store.preview(changes, by: author) }
    let person = isBatch && author.isPerson ? author.name : nil
    return try store.commit(
      changes, by: author, for: person, op: op, command: command, sync: !isBatch)
  }

  private func changes(
    _ article: ImportedArticle, _ store: AnnotationStore,
    _ part: inout ImportRunner.Report.ArticleReport, _ losses: inout [ImportLoss]
  ) -> [Change] {
    var known = KnownAnnotations(store)
    let ids = known.ids(of: article.annotations)
    var changes: [Change] = []
    for (annotation, id) in zip(article.annotations, ids.places) {
      var annotation = annotation
      annotation.roles = annotation.roles.mapValues { links in
        links.map { RoleLink(spans: $0.spans, id: $0.id.map { ids.byID[$0] ?? $0 }) }
      }
      if let id {
        part.known += 1
        guard let merged = known.merged(annotation, into: id) else { continue }
        losses += merged.conflicts.map {
          ImportLoss(path: article.name, line: 0, what: $0.what, kind: $0.kind)
        }
        if merged.isChanged {
          part.updated += 1
          changes.append(.put(merged.annotation))
        }
        continue
      }
      annotation.id = ids.byID[annotation.id] ?? annotation.id
      if annotation.annotator.isEmpty { annotation.annotator = author.name }
      changes.append(.put(annotation))
    }
    let published = store.article.published == nil ? article.published : nil
    if published != nil || article.source != nil {
      changes.append(.facts(published: published, source: article.source))
    }
    return changes
  }
}
