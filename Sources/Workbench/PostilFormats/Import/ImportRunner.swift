import PostilKit
import PostilStore
import PostilSystem

/// Brings foreign files into a workspace: reads and verifies all of them first, then writes all under
/// one op, or nothing.
///
/// An article that the workspace has must have the same text; another one is made of the text that the
/// format carries. An annotation that is there already, by its id or by layer, label and spans, is not
/// made twice.
package struct ImportRunner {
  private let importer: any Importer
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
      /// Annotations left, since a person has decided meanwhile.
      package var left = 0
    }

    /// Each article.
    package internal(set) var articles: [ArticleReport] = []
    /// What could not be imported.
    package internal(set) var losses: [ImportLoss] = []
  }

  /// An article ready to be written.
  private struct Plan {
    let file: ArticleFile
    let isNew: Bool
    let article: ImportedArticle
  }

  /// Prepares an import.
  package init(_ importer: any Importer, into workspace: Workspace) {
    self.importer = importer
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
    let known = try knownArticles()
    var plans: [Plan] = []
    for source in try sources(path) {
      for article in try importer.read(source, known: known) {
        report.losses += article.losses
        plans.append(try plan(article, known))
      }
    }
    try refuseDuplicates(plans)
    let transaction = Transaction(
      in: workspace, by: author, command: command, isDryRun: isDry, isCancelled: isCancelled)
    report.articles = try write(plans, author, isDry, transaction)
    return report
  }

  private func knownArticles() throws -> KnownArticles {
    var texts: [String: Text] = [:]
    for file in try workspace.articles() {
      if let text = try? LoadedArticle.read(file).article.text { texts[file.name] = text }
    }
    return KnownArticles(texts)
  }

  // MARK: Sources

  private func sources(_ path: String) throws -> [ImportSource] {
    let isFolder = Folders.kind(path) == .folder || Folders.exists(path + "/.")
    guard isFolder else {
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return [try single(path, name: stem(last))]
    }
    let folder = FolderAccess(path)
    let names = try files(path)
    guard !names.isEmpty else {
      throw PostilError.format(.noFiles(path: path, ending: importer.fileExtension))
    }
    return try names.map { name in
      let file = FileAccess(name, in: folder, path: "\(path)/\(name)")
      return ImportSource(file: file, name: stem(name), bytes: try file.read(limit: Self.largest))
    }
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
    let ending = "." + importer.fileExtension
    return name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  private func files(_ path: String, below prefix: String = "") throws(PostilError) -> [String] {
    var names: [String] = []
    for (name, kind) in try Folders.entries(path) {
      if kind == .folder {
        names += try files("\(path)/\(name)", below: "\(prefix)\(name)/")
      } else if name.hasSuffix("." + importer.fileExtension) {
        names.append(prefix + name)
      }
    }
    return names
  }

  // MARK: Plans

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

  private func refuseDuplicates(_ plans: [Plan]) throws(PostilError) {
    var seen: Set<String> = []
    for plan in plans where !seen.insert(plan.file.name).inserted {
      throw .format(.sameArticle(name: plan.file.name))
    }
  }

  // MARK: Writing

  private func write(
    _ plans: [Plan], _ author: Author, _ isDry: Bool, _ transaction: consuming Transaction
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
          transaction.add(changes(plan.article, store, by: author, &report), in: store)
          written.append(reports.count)
        }
        reports.append(report)
      }
      for (report, part) in zip(written, try transaction.commit()) {
        reports[report].written = part.receipt.written.count
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
    _ part: inout Report.ArticleReport
  ) -> [Change] {
    let duplicates = DuplicateIndex(store)
    var ids: [String: String] = [:]
    for annotation in article.annotations { ids[annotation.id] = duplicates.id(of: annotation) }
    var changes: [Change] = []
    for annotation in article.annotations {
      if ids[annotation.id] != nil {
        part.known += 1
        continue
      }
      var annotation = annotation
      if annotation.annotator.isEmpty { annotation.annotator = author.name }
      annotation.roles = annotation.roles.mapValues { links in
        links.map { RoleLink(spans: $0.spans, id: $0.id.map { ids[$0] ?? $0 }) }
      }
      changes.append(.put(annotation))
    }
    if let published = article.published, store.article.published == nil {
      changes.append(.facts(published: published, source: nil))
    }
    return changes
  }
}

/// Finds the annotation that an article has already, by its id or by layer, label and spans.
private struct DuplicateIndex {
  private struct Key: Hashable {
    let layer: Layer
    let label: String
    let spans: [Span]

    init(_ annotation: Annotation) {
      layer = annotation.layer
      label = annotation.label
      spans = annotation.spans
    }
  }

  private let store: AnnotationStore
  private let ids: [Key: String]

  init(_ store: AnnotationStore) {
    self.store = store
    ids = Dictionary(
      store.annotations.filter { $0.annotation.state != .rejected }
        .map { (Key($0.annotation), $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  func id(of annotation: Annotation) -> String? {
    store.isKnown(annotation.id) ? annotation.id : ids[Key(annotation)]
  }
}
