import PostilKit
import PostilSystem

/// Writes many articles in one format: selects, checks every file first, then writes.
///
/// Nothing is written before all files are known to be writable: a refused file leaves the target as it
/// was. A file whose content would not change is not touched. Articles are taken one after another and
/// none is kept, and the disk is waited for once, at the end.
package struct ExportRunner {
  private var exporter: any Exporter
  private var selection: ExportSelection
  private let split: ExportSplit?
  private let target: ExportTarget
  private let takesUndecided: Bool
  private let spool = ExportSpool()
  /// The files to write, in order, each in pieces.
  private var files: [(name: String, pieces: [ExportSpool.Piece])] = []
  /// The places of files that several articles share.
  private var shared: [String: Int] = [:]
  private var report: ExportReport
  private var check: ExportCheck?
  private var failure: PostilError?

  /// Prepares an export.
  ///
  /// - Parameters:
  ///   - exporter: the format.
  ///   - path: a folder, or, for a format with a ``Exporter/corpusExtension``, a file with that
  ///     extension that takes the whole corpus.
  ///   - selection: what is written.
  ///   - split: the parts of the corpus; the path is then that of a folder.
  ///   - takesUndecided: Whether a training format gets articles too in which nothing was decided and
  ///     which are not done.
  ///   - force: whether files whose content differs are replaced.
  ///   - protected: paths that are never written, forced or not: the workspace's articles and sidecars.
  ///   - workspace: The workspace's folder. Copies of texts inside it are kept from becoming articles.
  package init(
    _ exporter: any Exporter, to path: String, selection: ExportSelection = ExportSelection(),
    split: ExportSplit? = nil, takesUndecided: Bool = false, force: Bool = false,
    protecting protected: [String] = [], workspace: String? = nil
  ) {
    self.exporter = exporter
    self.selection = selection
    self.split = split
    self.takesUndecided = takesUndecided || !exporter.isForTraining
    target = ExportTarget(
      path: path, corpusExtension: split == nil ? exporter.corpusExtension : nil, force: force,
      protected: protected, workspace: workspace)
    report = ExportReport(format: exporter.name)
    for name in split?.names ?? [] { report.parts[name] = 0 }
  }

  /// Reads the files back once they are written, and compares.
  package mutating func check(with importer: any Importer) { check = ExportCheck(importer) }

  /// Prepares an export of accepted annotations, and of those in some states.
  package init(
    _ exporter: any Exporter, to path: String, with states: Set<Annotation.State>,
    takesUndecided: Bool = false, force: Bool = false, protecting protected: [String] = [],
    workspace: String? = nil
  ) {
    var selection = ExportSelection()
    selection.states.formUnion(states)
    self.init(
      exporter, to: path, selection: selection, takesUndecided: takesUndecided, force: force,
      protecting: protected, workspace: workspace)
  }

  /// Adds an article with all of its annotations. What is wrong with its files is thrown at the end.
  ///
  /// - Parameters:
  ///   - isDone: Whether a person has gone through it.
  ///   - others: Number of annotations that were not chosen before.
  ///   - isDayInText: Whether its day of publication, if it has one, stands in its text, so that it is never
  ///     lost.
  ///   - numbers: The numbers by which the shell calls its annotations, by id.
  package mutating func add(
    _ article: Article, _ annotations: [Annotation], isDone: Bool = true, others: Int = 0,
    isDayInText: Bool = true, numbers: [String: Int] = [:]
  ) {
    guard failure == nil else { return }
    report.notChosen += others
    let chosen = chosen(annotations, in: article)
    let decided = selection.states.union([.accepted, .rejected])
    if !takesUndecided, !isDone, !annotations.contains(where: { decided.contains($0.state) }) {
      report.undecided += 1
      return
    }
    let outcome = exporter.export(
      article, chosen, in: ExportedState(isDone: isDone, numbers: numbers))
    let dropped = Set(outcome.losses.filter(\.isWhole).map(\.id))
    for annotation in chosen where !dropped.contains(annotation.id) {
      report.written[annotation.state, default: 0] += 1
    }
    report.losses += outcome.losses.map { .init(article: article.id, loss: $0) }
    if article.published != nil, !isDayInText, !exporter.saysPublished {
      let loss = ExportLoss(id: "", .member("day of publication"))
      report.losses.append(.init(article: article.id, loss: loss))
    }
    report.articles += 1
    if let part = split?.part(of: article.id) { report.parts[part, default: 0] += 1 }
    check?.expect(article.id, chosen, outcome.losses)
    do throws(PostilError) {
      for file in outcome.files { try place(file, of: article) }
    } catch { failure = error }
  }

  /// The annotations that are written; counts the others.
  private mutating func chosen(_ annotations: [Annotation], in article: Article) -> [Annotation] {
    var chosen: [Annotation] = []
    for annotation in annotations {
      var annotation = annotation
      switch selection.take(&annotation) {
      case .otherState: report.leftOut[annotation.state, default: 0] += 1
      case .notChosen: report.notChosen += 1
      case .taken where annotation.fits(article.text): chosen.append(annotation)
      case .taken:
        report.losses.append(
          .init(
            article: article.id,
            loss: ExportLoss(id: annotation.id, .all("it is outside the text"))))
      }
    }
    return chosen
  }

  // MARK: Files

  /// Puts a file of an article aside, or adds it to the corpus it belongs to.
  private mutating func place(_ file: ExportedFile, of article: Article) throws(PostilError) {
    let part = split?.part(of: article.id)
    guard let ending = exporter.corpusExtension,
      target.corpus != nil || part != nil || exporter.isCorpusOnly
    else {
      let name = part.map { "\($0)/\(file.name)" } ?? file.name
      return try put(name, exporter.frame.around(file.bytes))
    }
    let name = target.corpus ?? "\(part ?? "train").\(ending)"
    // A name that no file could have is refused all the same.
    _ = try target.path(of: file)
    let frame = exporter.frame
    let isFirst = shared[name] == nil
    let opening = isFirst ? frame.opening : frame.separator
    let piece = try spool.append(Array(opening.utf8) + file.bytes)
    add(piece, to: name)
  }

  private mutating func add(_ piece: ExportSpool.Piece, to name: String) {
    if let index = shared[name] {
      files[index].pieces.append(piece)
    } else {
      shared[name] = files.count
      files.append((name, [piece]))
    }
  }

  /// Puts a file aside, unless it is as it would be.
  private mutating func put(_ name: String, _ bytes: [UInt8]) throws(PostilError) {
    let path = try target.path(of: name)
    if try target.mustWrite(path, [bytes]) {
      files.append((name, [try spool.append(bytes)]))
    } else {
      report.unchanged.append(path)
    }
  }

  /// Checks all files and writes those that change; in a dry run it only checks them.
  ///
  /// A folder that gets copies of texts is marked, see ``ExportFolder``; the report does not list the
  /// marker.
  ///
  /// - Parameter texts: The articles, for a check of a format that carries no text.
  /// - Throws: `unknownChoice`, `exists`, `protectedFile`, `linkLeaves`, `hiddenName`, `cannotWrite`;
  ///   `holdsArticles` for copies of texts among the articles of a workspace; what a check throws.
  package consuming func finish(
    isDryRun: Bool = false, texts: KnownArticles = KnownArticles()
  ) throws -> ExportReport {
    if let failure { throw failure }
    try selection.check()
    try close()
    if target.corpus == nil {
      let parts = shared.keys.compactMap { $0.split(separator: ".").first.map(String.init) }
      for file in exporter.sharedFiles(of: parts) { try put(file.name, file.bytes) }
    }
    var changed: [(path: String, pieces: [ExportSpool.Piece])] = []
    for file in files {
      let path = try target.path(of: file.name)
      if shared[file.name] == nil {
        changed.append((path, file.pieces))
      } else if try mustWrite(path, file.pieces) {
        changed.append((path, file.pieces))
      } else {
        report.unchanged.append(path)
      }
    }
    let needsMarker = try target.needsMarker(report.unchanged + changed.map(\.path))
    report.files = changed.map(\.path)
    if isDryRun { return report }
    if needsMarker { try target.mark() }
    for (path, pieces) in changed { try write(path, pieces) }
    if !changed.isEmpty { target.sync() }
    report.check = try check?.read(
      report.unchanged + report.files, in: target.root, texts: texts)
    return report
  }

  /// Ends the files of several articles. A corpus without an article is a file, too.
  private mutating func close() throws(PostilError) {
    if let corpus = target.corpus, shared[corpus] == nil {
      add(try spool.append(Array(exporter.frame.opening.utf8)), to: corpus)
    }
    let closing = Array(exporter.frame.closing.utf8)
    for name in shared.keys.sorted() { add(try spool.append(closing), to: name) }
  }

  private func mustWrite(_ path: String, _ pieces: [ExportSpool.Piece]) throws(PostilError) -> Bool
  {
    var bytes: [[UInt8]] = []
    // Only a file that is there is compared.
    if target.exists(path) { for piece in pieces { bytes.append(try spool.read(piece)) } }
    return try target.mustWrite(path, bytes)
  }

  private func write(_ path: String, _ pieces: [ExportSpool.Piece]) throws(PostilError) {
    try target.write(path) { descriptor throws(PostilError) in
      for piece in pieces { try Files.write(try spool.read(piece), to: descriptor, path: path) }
    }
  }
}

extension ExportFrame {
  /// The bytes of one article as a file.
  func around(_ bytes: [UInt8]) -> [UInt8] { Array(opening.utf8) + bytes + Array(closing.utf8) }
}

extension Annotation {
  /// Whether all of its spans, and those of its roles, lie inside a text.
  func fits(_ text: Text) -> Bool {
    let all = spans + roles.values.joined().flatMap(\.spans)
    return all.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count }
  }
}
