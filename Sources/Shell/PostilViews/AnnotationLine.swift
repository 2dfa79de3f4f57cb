import PostilKit
import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal

/// Formats annotations of one article as lines for the screen or as JSON.
package struct AnnotationLine {
  private let article: OpenArticle
  /// Whether each line starts with the article's name.
  private let isNamed: Bool

  /// - Parameter isNamed: Whether each line starts with the article's name: it is not the open article.
  package init(_ article: OpenArticle, isNamed: Bool) {
    self.article = article
    self.isNamed = isNamed
  }

  /// `e7 PER "Duarte" 2.8`, after `mark` if that is not empty: `+`, `~`, `-`, `=`.
  package func short(_ stored: StoredAnnotation, before mark: String = "") -> StyledLine {
    let annotation = stored.annotation
    var line = StyledLine(isNamed ? article.name + " " : "", .dim)
    line.append(mark.isEmpty ? "" : mark + " ")
    line.append("\(annotation.state.letter)\(stored.number) ", .strong)
    line.append(annotation.label, .label(annotation.label))
    if annotation.spans.isEmpty { return line }
    line.append(" \(Snippet.quoted(annotation.text, to: 48))")
    line.append(" \(article.grid.name(annotation.spans))", .dim)
    return line
  }

  /// The same with attributes and roles, and for an undecided or rejected annotation its annotator and
  /// score.
  package func full(_ stored: StoredAnnotation, before mark: String = "") -> StyledLine {
    let annotation = stored.annotation
    var line = short(stored, before: mark)
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      line.append(" \(name)=\(Word.typed(value.plain))")
    }
    let roles = self.roles(annotation)
    if !roles.isEmpty { line.append(" \(roles)") }
    if annotation.isFlagged { line.append(" flagged", .strong) }
    if annotation.state == .suggested || annotation.state == .rejected {
      line.append(" \(annotation.annotators)", .dim)
      if let score = annotation.score { line.append(" \(Decimals.score(score))", .dim) }
    }
    return line
  }

  /// `source e7 "Duarte", cue "said"`; empty if the annotation has no roles.
  package func roles(_ annotation: Annotation) -> String {
    Self.roles(annotation, in: article.store).joined(separator: ", ")
  }

  /// A description of each role: its name, the linked annotation and the text of its spans.
  package static func roles(_ annotation: Annotation, in store: AnnotationStore) -> [String] {
    if annotation.roles.isEmpty { return [] }
    let text = store.article.text
    return annotation.roles.sorted { $0.key < $1.key }.flatMap { name, links in
      links.map { link in
        var words = name
        if let id = link.id {
          words +=
            store[id: id].map { " \($0.annotation.state.letter)\($0.number)" } ?? " (removed)"
        }
        if !link.spans.isEmpty { words += " \(Snippet.quoted(text[link.spans], to: 30))" }
        return words
      }
    }
  }

  /// An annotation as a ``Mark`` for the lanes or the list.
  package static func mark(_ stored: StoredAnnotation, in store: AnnotationStore) -> Mark {
    Mark(
      number: stored.number, state: stored.annotation.state, label: stored.annotation.label,
      spans: stored.annotation.spans, roles: roles(stored.annotation, in: store))
  }

  /// An annotation whose place is not certain: `e7 PER "Rui", perhaps "Rui Lima" 2.8`.
  package func moved(_ moved: MovedAnnotation, before mark: String = "") -> StyledLine {
    let annotation = moved.annotation
    var line = StyledLine(isNamed ? article.name + " " : "", .dim)
    line.append(mark.isEmpty ? "" : mark + " ")
    if moved.number > 0 { line.append("\(annotation.state.letter)\(moved.number) ", .strong) }
    line.append(annotation.label, .label(annotation.label))
    line.append(" \(Snippet.quoted(annotation.text, to: 48))")
    guard !moved.suggested.isEmpty else { return line }
    line.append(
      ", perhaps \(Snippet.quoted(article.store.article.text[moved.suggested], to: 48))")
    line.append(" \(article.grid.name(moved.suggested))", .dim)
    return line
  }

  /// The same as JSON.
  package func json(_ moved: MovedAnnotation) -> JSONValue {
    guard var object = moved.annotation.json.object else { return .null }
    if isNamed { object["article"] = .string(article.name) }
    object["number"] = .int(moved.number)
    object["suggested"] = .array(moved.suggested.map { .array([.int($0.start), .int($0.end)]) })
    return .object(object)
  }

  /// A summary of the article: `wire  12 lines, published unknown  3 accepted, 12 suggested, not done`.
  package var summary: String {
    let store = article.store
    let published = store.article.published.map(\.description) ?? "unknown"
    return "\(article.name)  \(counted(article.grid.lineCount, "line")), "
      + "published \(published)  \(article.count(.accepted)) accepted, "
      + "\(article.count(.suggested)) suggested, "
      + (store.moved.isEmpty ? "" : "\(store.moved.count) moved, ")
      + (store.status == .done ? "done" : "not done")
  }

  /// An annotation as JSON with its number and place, and the author and time of its last revision.
  package func json(_ stored: StoredAnnotation) -> JSONValue {
    guard var object = stored.annotation.json.object else { return .null }
    if isNamed { object["article"] = .string(article.name) }
    object["number"] = .int(stored.number)
    object["place"] = .string(article.grid.name(stored.annotation.spans))
    object["by"] = .string(stored.by)
    object["author"] = .string(stored.author.kind.rawValue)
    object["at"] = .string(stored.at)
    return .object(object)
  }
}
