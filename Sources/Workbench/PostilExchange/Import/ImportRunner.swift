import PostilKit
import PostilStore
import PostilSystem

/// Brings foreign files into a workspace: reads and verifies all of them first, then writes all under
/// one op, or nothing.
///
/// An article that the workspace has must have the same text; another one is made of the text that the
/// format carries. An annotation that is there already, by its id or by layer, label and spans, is not
/// made twice: the file's is merged into it, see ``KnownAnnotations``.
package struct ImportRunner {
  private let importer: any Importer
  private let options: ImportOptions
  private let workspace: Workspace

  /// What an import did.
  package struct Report: Sendable {
    /// What came of one article.
    package struct ArticleReport: Sendable {
      /// The article.
      package let name: String
      /// Whether its text is new in the workspace.
      package let isNew: Bool
      /// Annotations written.
      package var written = 0
      /// Annotations that were there.
      package var known = 0
      /// Annotations that were there and got attributes or roles of the file or, if they were suggested,
      /// were accepted.
      package var updated = 0
      /// Annotations left, since a person has decided meanwhile.
      package var left = 0
    }

    package internal(set) var articles: [ArticleReport] = []
    /// What could not be imported.
    package internal(set) var losses: [ImportLoss] = []

    /// The losses by kind, the most frequent first: a single one with its place, several with their
    /// number and the place of the first.
    package var lossSummary: [String] {
      let kinds = Dictionary(grouping: losses.enumerated(), by: \.element.kind)
      return kinds.values.sorted { ($1.count, $0[0].offset) < ($0.count, $1[0].offset) }.map {
        let first = $0[0].element
        let place = first.line > 0 ? "\(first.path):\(first.line)" : first.path
        return $0.count == 1 ? "\(first)" : "\(first.kind) (\($0.count), first \(place))"
      }
    }
  }

  /// An article ready to be written.
  private struct Plan {
    let file: ArticleFile
    let isNew: Bool
    var article: ImportedArticle
  }

  /// Prepares an import.
  ///
  /// - Parameter options: Those that the importer has.
  package init(
    _ importer: any Importer, into workspace: Workspace, _ options: ImportOptions = ImportOptions()
  ) {
    self.importer = importer
    self.options = options
    self.workspace = workspace
  }

  /// Imports a file, or all files of the format in a folder.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - author: Who imports; whoever a format names as annotator stays.
  ///   - command: The command as it was typed.
  ///   - isDry: Whether to say only what would be written.
  ///   - isCancelled: Asked before each article.
  /// - Throws: `noInput` errors for what is not there, `badRecord`, `textDiffers`, `hiddenName`, and what
  ///   a commit throws; nothing is written then.
  package func run(
    _ path: String, by author: Author, command: String? = nil, isDry: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> Report {
    var report = Report()
    let plans = try plans(path, &report.losses)
    let transaction = Transaction(
      in: workspace, by: author, command: command, isDryRun: isDry, isCancelled: isCancelled)
    report.articles = try write(plans, author, isDry, transaction, &report.losses)
    return report
  }

  /// What the files of a path have that the schema lacks. Nothing is written.
  ///
  /// - Throws: What ``run(_:by:command:isDry:isCancelled:)`` throws before it writes.
  package func survey(_ path: String) throws -> SchemaSurvey {
    var survey = SchemaSurvey(options.schema)
    var losses: [ImportLoss] = []
    for plan in try plans(path, &losses) { survey.add(plan.article.annotations) }
    return survey
  }

  private func knownArticles() throws -> KnownArticles {
    let files = Dictionary(
      try workspace.articles().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return KnownArticles(files.keys) { name in
      files[name].flatMap { try? LoadedArticle.read($0).article.text }
    }
  }

  // MARK: Sources

  /// Each file, read when it is its turn.
  private func sources(_ path: String) throws -> [() throws -> ImportSource] {
    let isFolder = Folders.kind(path) == .folder || Folders.exists(path + "/.")
    guard isFolder else {
      let path = annotations(of: path)
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return [{ try single(path, name: stem(last)) }]
    }
    let folder = FolderAccess(path)
    let names = try files(path)
    guard !names.isEmpty else {
      throw PostilError.format(.noFiles(path: path, ending: importer.fileExtensions[0]))
    }
    return names.map { name in
      {
        let file = FileAccess(name, in: folder, path: "\(path)/\(name)")
        return ImportSource(file: file, name: stem(name), bytes: try file.read(limit: Self.largest))
      }
    }
  }

  /// The file of annotations beside a text, if the text's path is given: `d1.ann` for `d1.txt`.
  private func annotations(of path: String) -> String {
    guard let stem = ArticleFile.stem(path) else { return path }
    return importer.fileExtensions.map { "\(stem).\($0)" }.first { Folders.exists($0) } ?? path
  }

  /// The largest file that is imported, in bytes.
  private static let largest = 512 << 20

  /// One file. Outside the workspace it may be a person's own link.
  private func single(_ path: String, name: String) throws(PostilError) -> ImportSource {
    let file = workspace.file(atPath: path)
    if file.folder == workspace.folder {
      return ImportSource(file: file, name: name, bytes: try file.read(limit: Self.largest))
    }
    return ImportSource(
      file: FileAccess(path: path), name: name,
      bytes: try Files.read(path, limit: Self.largest, onlyRegular: true))
  }

  private func stem(_ name: String) -> String {
    let ending = importer.fileExtensions.map { "." + $0 }.first { name.hasSuffix($0) }
    return String(name.dropLast(ending?.count ?? 0))
  }

  private func files(_ path: String, below prefix: String = "") throws(PostilError) -> [String] {
    var names: [String] = []
    for (name, kind) in try Folders.entries(path) {
      if kind == .folder {
        names += try files("\(path)/\(name)", below: "\(prefix)\(name)/")
      } else if importer.fileExtensions.contains(where: { name.hasSuffix("." + $0) }) {
        names.append(prefix + name)
      }
    }
    return names
  }

  // MARK: Plans

  /// What is to be written, article by article.
  private func plans(_ path: String, _ losses: inout [ImportLoss]) throws -> [Plan] {
    let known = try knownArticles()
    var plans: [Plan] = []
    // The place of each article among them.
    var places: [String: Int] = [:]
    for source in try sources(path) {
      for article in try articles(of: source, known, &losses) {
        losses += article.losses
        if article.isLeftOut { continue }
        guard let place = places[article.name] else {
          try skippingBad(article.name, &losses) {
            let plan = try plan(article, known)
            places[article.name] = plans.count
            plans.append(plan)
          }
          continue
        }
        guard plans[place].article.text == article.text else {
          throw PostilError.format(.sameArticle(name: article.name))
        }
        losses += plans[place].article.merge(article)
      }
    }
    return plans
  }

  /// The articles of a file, as the options want them.
  private func articles(
    of source: () throws -> ImportSource, _ known: KnownArticles, _ losses: inout [ImportLoss]
  ) throws -> [ImportedArticle] {
    let source = try source()
    var articles: [ImportedArticle] = []
    try skippingBad(source.path, &losses) { articles = try importer.read(source, known: known) }
    for index in articles.indices { articles[index].apply(options) }
    return articles
  }

  /// Does something; if it fails and bad files are skipped, the error is listed as lost.
  private func skippingBad(
    _ path: String, _ losses: inout [ImportLoss], _ body: () throws -> Void
  ) throws {
    do { try body() } catch let error as PostilError where options.skipsBad {
      losses.append(
        ImportLoss(path: path, line: 0, what: "\(error)", kind: "what cannot be read"))
    }
  }

  private func plan(_ article: ImportedArticle, _ known: KnownArticles) throws -> Plan {
    if let text = known.text(of: article.name) {
      guard text.utf8 == article.text.utf8 else {
        throw PostilError.format(
          .textDiffers(
            article: article.name, at: Self.firstDifference(text, article.text)))
      }
      return Plan(
        file: try workspace.article(named: article.name), isNew: false, article: article)
    }
    return Plan(file: try workspace.newArticle(named: article.name), isNew: true, article: article)
  }

  private static func firstDifference(_ left: Text, _ right: Text) -> Int {
    zip(left.string.unicodeScalars, right.string.unicodeScalars).enumerated()
      .first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
  }

  // MARK: Writing

  private func write(
    _ plans: [Plan], _ author: Author, _ isDry: Bool, _ transaction: consuming Transaction,
    _ losses: inout [ImportLoss]
  ) throws -> [Report.ArticleReport] {
    var reports: [Report.ArticleReport] = []
    var made: [ArticleFile] = []
    // Which report is about which part of the transaction.
    var written: [Int] = []
    do {
      for plan in plans {
        var report = Report.ArticleReport(name: plan.file.name, isNew: plan.isNew)
        if plan.isNew, isDry {
          report.written = plan.article.annotations.count
        } else {
          if plan.isNew {
            try makeText(plan)
            made.append(plan.file)
          }
          let store = try AnnotationStore.open(plan.file)
          transaction.add(changes(plan.article, store, by: author, &report, &losses), in: store)
          written.append(reports.count)
        }
        reports.append(report)
      }
      for (report, part) in zip(written, try transaction.commit()) {
        reports[report].written = max(0, part.receipt.written.count - reports[report].updated)
        reports[report].left = part.receipt.skipped.count
      }
      return reports
    } catch {
      for file in made.reversed() {
        file.sidecar.remove()
        file.text.remove()
      }
      throw error
    }
  }

  private func makeText(_ plan: Plan) throws(PostilError) {
    try plan.file.text.replace(
      with: plan.article.text.utf8, replacing: false, making: true)
  }

  private func changes(
    _ article: ImportedArticle, _ store: AnnotationStore, by author: Author,
    _ part: inout Report.ArticleReport, _ losses: inout [ImportLoss]
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
    if let published = article.published, store.article.published == nil {
      changes.append(.facts(published: published, source: nil))
    }
    return changes
  }
}
