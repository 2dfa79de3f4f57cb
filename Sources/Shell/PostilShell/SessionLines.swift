import PostilKit
import PostilStore

/// Annotations and receipts as lines of the screen.
extension Session {
  /// `e7 PER "Duarte" 2.8`, with the article's name before it if it is another than the open one.
  func line(
    _ stored: StoredAnnotation, before sign: String = "", in other: OpenArticle? = nil
  ) throws -> StyledLine {
    let article = try other ?? article()
    let annotation = stored.annotation
    var line = StyledLine(article === open ? "" : article.name + " ", .dim)
    line.append(sign.isEmpty ? "" : sign + " ")
    line.append("\(annotation.state.letter)\(stored.number) ", .strong)
    line.append(annotation.label, .label(annotation.label))
    if annotation.spans.isEmpty { return line }
    line.append(" \(Context.quoted(annotation.text, to: 48))")
    line.append(" \(article.grid.name(annotation.spans))", .dim)
    return line
  }

  /// The same with attributes, roles, annotator and score.
  func fullLine(
    _ stored: StoredAnnotation, before sign: String = "", in other: OpenArticle? = nil
  ) throws -> StyledLine {
    let annotation = stored.annotation
    var line = try line(stored, before: sign, in: other)
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      line.append(" \(name)=\(Self.quoted(value.plain))")
    }
    let roles = try rolesText(annotation, in: other)
    if !roles.isEmpty { line.append(" \(roles)") }
    if annotation.isFlagged { line.append(" flagged", .strong) }
    if annotation.state == .suggested || annotation.state == .rejected {
      line.append(" \(annotation.annotator)", .dim)
      if let score = annotation.score { line.append(" \(Self.score(score))", .dim) }
    }
    return line
  }

  /// `source e7 "Duarte", cue "said"`; empty if there are none.
  func rolesText(_ annotation: Annotation, in other: OpenArticle? = nil) throws -> String {
    annotation.roles.isEmpty
      ? "" : Self.roles(annotation, in: try (other ?? article()).store).joined(separator: ", ")
  }

  /// Each role in words.
  static func roles(_ annotation: Annotation, in store: AnnotationStore) -> [String] {
    if annotation.roles.isEmpty { return [] }
    let text = store.article.text
    return annotation.roles.sorted { $0.key < $1.key }.flatMap { name, links in
      links.map { link in
        var words = name
        if let id = link.id {
          words +=
            store[id: id].map { " \($0.annotation.state.letter)\($0.number)" } ?? " (removed)"
        }
        if !link.spans.isEmpty {
          words += " \(Context.quoted(text[link.spans], to: 30))"
        }
        return words
      }
    }
  }

  /// An annotation for the screen's lanes.
  func mark(_ stored: StoredAnnotation) throws -> Mark {
    Self.mark(stored, in: try article().store)
  }

  /// An annotation of an article for the screen's lanes.
  static func mark(_ stored: StoredAnnotation, in store: AnnotationStore) -> Mark {
    Mark(
      number: stored.number, state: stored.annotation.state, label: stored.annotation.label,
      spans: stored.annotation.spans, roles: roles(stored.annotation, in: store))
  }

  /// `0.71` for a score.
  static func score(_ score: Double) -> String {
    guard score.isFinite else { return "?" }
    let hundredths = Int((min(max(score, 0), 1) * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// A value as it can be typed: in quotation marks if it has blanks.
  static func quoted(_ value: String) -> String {
    value.contains { $0.isWhitespace || $0 == ";" || $0 == "\"" } || value.isEmpty
      ? "\"" + value.replacing("\"", with: "\\\"") + "\"" : value
  }

  /// `1 annotation`, `2 annotations`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// One line of the open article's state: `wire  3 accepted, 12 suggested, open`.
  func summary(_ article: OpenArticle) -> String {
    let store = article.store
    let published = store.article.published.map(\.description) ?? "unknown"
    return "\(article.name)  \(Self.count(article.grid.lineCount, "line")), "
      + "published \(published)  "
      + "\(article.count(.accepted)) accepted, \(article.count(.suggested)) suggested, \(store.status.rawValue)"
  }

  /// An annotation as JSON, with its number and place.
  func json(_ stored: StoredAnnotation, in other: OpenArticle? = nil) throws -> JSONValue {
    guard var object = stored.annotation.json.object else { return .null }
    let article = try other ?? article()
    if article !== open { object["article"] = .string(article.name) }
    object["number"] = .int(stored.number)
    object["place"] = .string(article.grid.name(stored.annotation.spans))
    object["by"] = .string(stored.by)
    object["at"] = .string(stored.at)
    return .object(object)
  }
}
