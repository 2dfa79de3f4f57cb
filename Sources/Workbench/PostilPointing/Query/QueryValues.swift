import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// What a name means in comparisons, in `count by` and in `sort=`: values of an annotation, of its place, or of
/// its article.
enum QueryValues {
  /// Values of an annotation.
  case annotation((StoredAnnotation, QueryArticle) -> [String])
  /// Values of a place or an article, which words that were found have, too.
  case place((QueryPlace) -> [String])

  /// Names that are known besides attributes and roles.
  static let names = [
    "label", "layer", "state", "by", "text", "rule", "score", "section", "status", "published",
    "outlet", "article", "since", "until",
  ]

  /// The values of an annotation.
  func values(of stored: StoredAnnotation, in article: QueryArticle) -> [String] {
    switch self {
    case .annotation(let values): values(stored, article)
    case .place(let values): values(QueryPlace(stored, in: article))
    }
  }

  /// The meaning of a name; nil if there is none.
  init?(_ name: String, _ schema: Schema) {
    if AnnotationFilter.attributes(schema).contains(name) {
      self = .annotation { stored, _ in Self.values(of: name, stored.annotation) }
    } else if let place = Self.place(name) {
      self = .place(place)
    } else if let own = Self.own(name) {
      self = .annotation { stored, _ in own(stored) }
    } else if let linked = Self.linked(name, schema) {
      self = .annotation(linked)
    } else {
      return nil
    }
  }

  private static func own(_ name: String) -> ((StoredAnnotation) -> [String])? {
    switch name {
    case "label": { [$0.annotation.label] }
    case "layer": { [$0.annotation.layer.rawValue] }
    case "state": { [$0.annotation.state.rawValue] }
    case "by", "annotator": { [$0.by, $0.annotation.annotator].uniqued() }
    case "text": { [Snippet.flat($0.annotation.text)] }
    case "rule": { $0.annotation.rule.map { [$0] } ?? [] }
    case "score": { $0.annotation.score.map { ["\($0)"] } ?? [] }
    default: nil
    }
  }

  private static func place(_ name: String) -> ((QueryPlace) -> [String])? {
    switch name {
    case "section": { place in place.article.section(of: place.spans).map { [$0.rawValue] } ?? [] }
    case "status": { [$0.article.article.store.status == .done ? "done" : "open"] }
    case "published": { $0.article.article.store.article.published.map { ["\($0)"] } ?? [] }
    case "outlet": { $0.article.article.store.source.map { [$0] } ?? [] }
    case "article": { [$0.article.article.name] }
    default: nil
    }
  }

  /// An attribute as plain text and, of several names, each.
  static func values(of attribute: String, _ annotation: Annotation) -> [String] {
    guard let value = annotation.value(attribute) else { return [] }
    return ([value] + annotation.names(in: attribute)).uniqued()
  }

  /// The words of a role, or an attribute of the annotations there: `source`, `source.entity`.
  private static func linked(
    _ name: String, _ schema: Schema
  ) -> ((StoredAnnotation, QueryArticle) -> [String])? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let role = parts.first, AnnotationFilter.roles(schema).contains(role) else { return nil }
    guard parts.count == 2 else {
      return { stored, article in
        (stored.annotation.roles[role] ?? []).map { link in
          let spans =
            link.id.flatMap { article.article.store[id: $0]?.annotation.spans } ?? link.spans
          return Snippet.flat(article.text[spans])
        }
      }
    }
    let attribute = parts[1]
    let own = own(attribute)
    guard own != nil || AnnotationFilter.attributes(schema).contains(attribute) else { return nil }
    return { stored, article in
      Self.annotations(at: stored.annotation.roles[role] ?? [], article).flatMap {
        own?($0) ?? values(of: attribute, $0.annotation)
      }
    }
  }

  /// The annotations that links name, and those within their words.
  private static func annotations(
    at links: [RoleLink], _ article: QueryArticle
  ) -> [StoredAnnotation] {
    links.flatMap { link -> [StoredAnnotation] in
      if let named = link.id.flatMap({ article.article.store[id: $0] }) { return [named] }
      return article.article.store.annotations.filter { one in
        let inner = one.annotation.spans
        return one.annotation.state != .rejected && !inner.isEmpty
          && inner.allSatisfy { span in
            link.spans.contains { $0.start <= span.start && span.end <= $0.end }
          }
      }
    }
  }
}
