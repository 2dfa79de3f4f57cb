import PostilKit
import PostilStore
import PostilSystem

/// Finds annotations again in a text that was changed after they were made.
///
/// What is certain is moved: words that are the same words in the new text, which the fingerprint of the old
/// text shows. Words that were deleted are lost and reported as such. All else is kept for a person to decide.
/// Rejected and removed annotations move, too, and the ids of what plugins made follow from the new places,
/// so that no plugin suggests anything again that was decided.
package struct Anchoring: Sendable {
  /// The result for all annotations.
  package struct Report: Sendable {
    /// Number of annotations at the same position.
    package internal(set) var kept = 0
    /// Number of annotations at another position.
    package internal(set) var moved = 0
    /// Annotations whose places are not certain, with what they were.
    package internal(set) var asked: [MovedAnnotation] = []
    /// Annotations whose words were deleted.
    package internal(set) var lost: [Annotation] = []
    /// Number of roles that were dropped because their words were deleted.
    package internal(set) var lostRoles = 0
    /// The path of the old sidecar.
    package internal(set) var old = ""
  }

  /// Updates the sidecar of an article whose text was changed.
  ///
  /// - Parameter op: The id of an op, which can be undone, for all articles of a command; nil for one that
  ///   anchors this article alone.
  /// - Throws: `textUnchanged` if the text is unchanged, and what reading and writing throw; the old
  ///   sidecar is in place then.
  package static func anchor(
    _ file: ArticleFile, by author: Author, op: String? = nil, command: String, isDry: Bool
  ) throws -> Report {
    let article = try LoadedArticle.read(file)
    let sidecar = try OutdatedSidecar.open(article.file)
    guard let sidecar, sidecar.isOutdated(for: article) else {
      throw PostilError.workbench(.textUnchanged(article: file.name))
    }
    let (text, records) = (article.article.text, sidecar.records)
    var anchored =
      sidecar.pieces.map { AnchoredRecords(records, PieceRelocation($0, text), in: text) }
      ?? AnchoredRecords(records, MentionRelocation(records.map(\.annotation), text), in: text)
    let outcomes = anchored.outcomes()
    if isDry { return anchored.report }
    anchored.report.old = try sidecar.replace(
      with: outcomes, for: article, by: author, op: op ?? AnnotationID.random(),
      isOneOfMany: op != nil,
      command: command)
    return anchored.report
  }
}
