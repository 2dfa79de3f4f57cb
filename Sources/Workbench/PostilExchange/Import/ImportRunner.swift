import PostilKit
import PostilStore
import PostilSystem

/// Brings foreign files into a workspace: reads and verifies all of them first, then reads them again and
/// writes one article after another, so that no more than one file is in memory.
///
/// A file that is wrong imports nothing. Once articles are written, each is written at once with its
/// annotations; all of them are one op, however the import ends.
///
/// An article that the workspace has must have the same text; another one is made of the text that the
/// format carries. An annotation that is there already, by its id or by layer, label and spans, is not
/// made twice: the file's is merged into it, see ``KnownAnnotations``.
package struct ImportRunner {
  private let importer: any Importer
  private let options: ImportOptions
  private let workspace: Workspace
  private let input: ImportInput

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
      /// Annotations written that lack something that the schema requires.
      package var incomplete = 0
    }

    /// What was done, article by article.
    package internal(set) var articles: [ArticleReport] = []
    /// Number of articles that the files have.
    package internal(set) var expected = 0
    /// What could not be written: the article and the reason.
    package internal(set) var failures: [(article: String, error: PostilError)] = []
    /// Whether the import was cancelled after ``articles``.
    package internal(set) var isCancelled = false
    /// What could not be imported.
    package internal(set) var losses: [ImportLoss] = []
    /// What annotations lack that the schema requires, as ends of sentences, with their numbers.
    package internal(set) var missing: [String: Int] = [:]

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

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - options: Those that the importer has.
  ///   - input: The standard input, for a survey before the import.
  package init(
    _ importer: any Importer, into workspace: Workspace, _ options: ImportOptions = ImportOptions(),
    input: ImportInput = ImportInput()
  ) {
    self.input = input
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
  /// - Throws: `noInput` errors for what is not there, `badRecord`, `textDiffers`, `hiddenName`,
  ///   `unknownChoice` for a renaming of what no file has: nothing
  ///   is written then. The error of writing if there is only one article, or if it ends the command.
  package func run(
    _ path: String, by author: Author, command: String? = nil, isDry: Bool = false,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> Report {
    var reading = try ImportReading(path, importer, options, workspace, input)
    try options.checkRenaming()
    var report = Report()
    report.expected = reading.expected
    let isBatch = report.expected > 1
    let writer = ImportWriter(
      workspace, by: author, command: command, isDry: isDry, isBatch: isBatch)
    try reading.forEach(&report.losses) { article, isNew, losses in
      report.isCancelled = isCancelled()
      if report.isCancelled { return false }
      do {
        let (part, missing) = try writer.write(article, isNew: isNew, &losses)
        report.articles.append(part)
        for what in missing { report.missing[what, default: 0] += 1 }
      } catch let error as PostilError where isBatch && !error.endsCommand {
        report.failures.append((article.name, error))
      }
      return true
    }
    if isBatch, !isDry, !report.articles.isEmpty { Folders.sync(workspace.root) }
    return report
  }

  /// What the files of a path have that the schema lacks. Nothing is written.
  ///
  /// - Throws: What ``run(_:by:command:isDry:isCancelled:)`` throws before it writes.
  package func survey(_ path: String) throws -> SchemaSurvey {
    var survey = SchemaSurvey(options.schema)
    var losses: [ImportLoss] = []
    var reading = try ImportReading(path, importer, options, workspace, input)
    try reading.forEach(&losses) { article, _, _ in
      survey.add(article.annotations)
      return true
    }
    return survey
  }
}
