import PostilKit
import PostilSystem

/// Writes many articles in one format: filters by state, checks every file first, then writes.
///
/// Nothing is written before all files are known to be writable: a refused file leaves the target as it
/// was. A file whose content would not change is not touched.
package struct ExportRunner {
  private let exporter: any Exporter
  private let target: ExportTarget
  private let states: Set<Annotation.State>
  private let takesUndecided: Bool
  private var files: [ExportedFile] = []
  private var exported: [[Annotation]] = []
  private var report: ExportReport

  /// Prepares an export.
  ///
  /// - Parameters:
  ///   - exporter: the format.
  ///   - path: a folder, or, for a format with a ``Exporter/corpusExtension``, a file with that
  ///     extension that takes the whole corpus.
  ///   - states: states to write besides `accepted`.
  ///   - takesUndecided: Whether a training format gets articles too in which nothing was decided and
  ///     which are not done.
  ///   - force: whether files whose content differs are replaced.
  ///   - protected: paths that are never written, forced or not: the workspace's articles and sidecars.
  ///   - workspace: The workspace's folder. Copies of texts inside it are kept from becoming articles.
  package init(
    _ exporter: any Exporter, to path: String, with states: Set<Annotation.State> = [],
    takesUndecided: Bool = false, force: Bool = false, protecting protected: [String] = [],
    workspace: String? = nil
  ) {
    self.exporter = exporter
    self.states = states.union([.accepted])
    self.takesUndecided = takesUndecided || !exporter.isForTraining
    target = ExportTarget(
      path: path, corpusExtension: exporter.corpusExtension, force: force, protected: protected,
      workspace: workspace)
    report = ExportReport(format: exporter.name)
  }

  /// Adds an article with all of its annotations.
  ///
  /// - Parameter isDone: Whether a person has gone through it.
  package mutating func add(
    _ article: Article, _ annotations: [Annotation], isDone: Bool = true
  ) {
    let decided = states.union([.accepted, .rejected])
    if !takesUndecided, !isDone, !annotations.contains(where: { decided.contains($0.state) }) {
      report.undecided += 1
      for annotation in annotations { report.leftOut[annotation.state, default: 0] += 1 }
      return
    }
    var chosen: [Annotation] = []
    for annotation in annotations {
      if !states.contains(annotation.state) {
        report.leftOut[annotation.state, default: 0] += 1
      } else if !annotation.fits(article.text) {
        report.losses.append(
          .init(
            article: article.id,
            loss: ExportLoss(id: annotation.id, .all("it is outside the text"))))
      } else {
        report.written[annotation.state, default: 0] += 1
        chosen.append(annotation)
      }
    }
    let outcome = exporter.export(article, chosen)
    let dropped = Set(outcome.losses.filter(\.isWhole).map(\.id))
    for annotation in chosen where dropped.contains(annotation.id) {
      report.written[annotation.state, default: 0] -= 1
    }
    files += outcome.files
    exported.append(chosen)
    report.losses += outcome.losses.map { .init(article: article.id, loss: $0) }
  }

  /// Checks all files and writes those that change; in a dry run it only checks them.
  ///
  /// A folder that gets copies of texts is marked, see ``ExportFolder``; the report does not list the
  /// marker.
  ///
  /// - Throws: `exists`, `protectedFile`, `linkLeaves`, `hiddenName`, `cannotWrite`;
  ///   `holdsArticles` for copies of texts among the articles of a workspace.
  package consuming func finish(isDryRun: Bool = false) throws(PostilError) -> ExportReport {
    let all = target.joined(files + exporter.sharedFiles(exported))
    var changed: [(path: String, bytes: [UInt8])] = []
    for file in all {
      let path = try target.path(of: file)
      if try target.mustWrite(path, file.bytes) {
        changed.append((path, file.bytes))
      } else {
        report.unchanged.append(path)
      }
    }
    let needsMarker = try target.needsMarker(report.unchanged + changed.map(\.path))
    report.files = changed.map(\.path)
    if isDryRun { return report }
    if needsMarker { try target.mark() }
    for (path, bytes) in changed { try target.write(path, bytes) }
    return report
  }
}

extension Annotation {
  /// Whether all of its spans, and those of its roles, lie inside a text.
  func fits(_ text: Text) -> Bool {
    let all = spans + roles.values.joined().flatMap(\.spans)
    return all.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count }
  }
}
