import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// The drawing of a review.
extension LiveScreen {
  /// Shows one suggestion in its surroundings, a message, and the prompt.
  ///
  /// - Parameters:
  ///   - place: Its number in the queue, from 1.
  ///   - hints: The keys for the prompt, the important ones first; those that fit are shown.
  func show(
    _ stored: StoredAnnotation, place: Int, of count: Int, hints: [String], message: String
  ) throws {
    try clear()
    var lines = surroundings(stored.annotation.spans) + wrapped(description(stored))
    if !message.isEmpty { lines += wrapped(StyledLine("      \(message)", .strong)) }
    if isLive {
      var prompt = StyledLine(" [\(place)/\(count)] ", .strong)
      prompt.append(fitting(hints, after: prompt.text.columns + 1) + " ", .dim)
      lines.append(cut(prompt))
    } else {
      lines.append(StyledLine(" [\(place)/\(count)]"))
    }
    try draw(lines)
  }

  /// The label, attributes, roles, flag, score and annotator.
  private func description(_ stored: StoredAnnotation) -> StyledLine {
    let annotation = stored.annotation
    var line = StyledLine("      ")
    line.append(
      AnnotationLine.mark(stored, in: article.store).caption, .label(annotation.label))
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      line.append(" \(name)=\(Word.typed(value.plain))")
    }
    let roles = session.lines(of: article).roles(annotation)
    if !roles.isEmpty { line.append("  \(roles)") }
    if annotation.isFlagged { line.append("  flagged", .strong) }
    if let score = annotation.score { line.append("  \(Decimals.score(score))", .dim) }
    line.append("  \(annotation.annotators)", .dim)
    return line
  }
}
