import PostilKit
import PostilStore
import PostilSystem

/// The articles of an import, read twice: to verify all of them, and to hand out one after another.
struct ImportReading {
  /// What the files say about one article.
  private struct Expected {
    /// Number of records that have not been handed out.
    var records = 1
    /// A hash of its text, which all records must have.
    let text: Int
    let isNew: Bool
  }

  /// The articles of a file, and what of it could not be read.
  private typealias Reading = (articles: [ImportedArticle], losses: [ImportLoss])

  private let sources: [ImportFiles.Source]
  private let importer: any Importer
  private let options: ImportOptions
  private let known: KnownArticles
  private var byName: [String: Expected] = [:]
  /// What is wrong with a record of an article, by its name.
  private var refused: [String: ImportLoss] = [:]
  /// The articles of the only file, which is not read twice.
  private var only: Reading?

  /// Number of articles.
  var expected: Int { byName.count }

  /// Reads and verifies everything.
  ///
  /// - Throws: What reading throws, `textDiffers`, `sameArticle`, `hiddenName`; with `--skip-bad` only what
  ///   concerns all files.
  init(
    _ path: String, _ importer: any Importer, _ options: ImportOptions, _ workspace: Workspace,
    _ input: ImportInput
  ) throws {
    self.importer = importer
    self.options = options
    sources = try ImportFiles(path, importer.fileExtensions, for: workspace, input)
      .sources()
    known = try KnownArticles(of: workspace)
    for source in sources {
      let reading = try read(source)
      if sources.count == 1 { only = reading }
      for article in reading.articles where !article.isLeftOut {
        var bad: [ImportLoss] = []
        try skippingBad(article.name, &bad) { try expect(article, workspace) }
        for loss in bad { refused[loss.path] = loss }
      }
    }
  }

  /// Hands out the articles, those of several records merged.
  ///
  /// - Parameters:
  ///   - losses: Gets what could not be read.
  ///   - body: Gets an article and whether the workspace lacks it; returns whether to go on.
  mutating func forEach(
    _ losses: inout [ImportLoss],
    _ body: (ImportedArticle, _ isNew: Bool, inout [ImportLoss]) throws -> Bool
  ) throws {
    var waiting: [String: ImportedArticle] = [:]
    for source in sources {
      let reading = try only ?? read(source)
      losses += reading.losses
      for article in reading.articles {
        losses += article.losses
        guard !article.isLeftOut, let isNew = take(article, &waiting, &losses) else { continue }
        guard var whole = waiting.removeValue(forKey: article.name) else { continue }
        losses += whole.hold(to: options.schema)
        guard try body(whole, isNew, &losses) else { return }
      }
    }
  }

  /// Merges a record with the earlier ones of its article.
  ///
  /// - Returns: Whether the workspace lacks the article; nil if records are missing, or this one is bad.
  private mutating func take(
    _ article: ImportedArticle, _ waiting: inout [String: ImportedArticle],
    _ losses: inout [ImportLoss]
  ) -> Bool? {
    guard var expected = byName[article.name], expected.text == article.text.hashValue else {
      losses.append(refused[article.name] ?? Self.changed(article.name))
      return nil
    }
    if waiting[article.name] == nil {
      waiting[article.name] = article
    } else {
      losses += waiting[article.name]?.merge(article) ?? []
    }
    expected.records -= 1
    byName[article.name] = expected
    return expected.records > 0 ? nil : expected.isNew
  }

  /// A record that was not there, or was another one, when all was verified.
  private static func changed(_ article: String) -> ImportLoss {
    ImportLoss(path: article, line: 0, what: "its file was changed during the import")
  }

  // MARK: Reading

  private func read(_ source: ImportFiles.Source) throws -> Reading {
    let source = try source()
    var reading: Reading = ([], [])
    try skippingBad(source.path, &reading.losses) {
      reading.articles = try importer.read(source, known: known)
    }
    for index in reading.articles.indices { reading.articles[index].apply(options) }
    return reading
  }

  /// Does something; if it fails and bad files are skipped, the error is listed as lost.
  private func skippingBad(
    _ path: String, _ losses: inout [ImportLoss], _ body: () throws -> Void
  ) throws {
    do { try body() } catch let error as PostilError {
      if options.skipsBad {
        losses.append(
          ImportLoss(path: path, line: 0, what: "\(error)", kind: "what cannot be read"))
      } else if case FileFact.badRecord(let path, let line, let reason) = error.fact {
        throw PostilError.format(.refused(path: path, line: line, reason: reason))
      } else {
        throw error
      }
    }
  }

  // MARK: Verifying

  private mutating func expect(_ article: ImportedArticle, _ workspace: Workspace) throws {
    if let expected = byName[article.name] {
      guard expected.text == article.text.hashValue else {
        throw PostilError.format(.sameArticle(name: article.name))
      }
      byName[article.name]?.records += 1
      return
    }
    let text = known.text(of: article.name)
    if let text {
      guard text.utf8 == article.text.utf8 else {
        throw PostilError.format(
          .textDiffers(article: article.name, at: Self.firstDifference(text, article.text)))
      }
    } else {
      _ = try workspace.newArticle(named: article.name)
    }
    byName[article.name] = Expected(text: article.text.hashValue, isNew: text == nil)
  }

  private static func firstDifference(_ left: Text, _ right: Text) -> Int {
    zip(left.string.unicodeScalars, right.string.unicodeScalars).enumerated()
      .first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
  }
}
