import PostilKit

/// JSON Lines as Prodigy and spaCy read them: one article a line.
///
/// All layers are in `spans`, which may overlap; there is no `ents` list, since its members may not.
/// Offsets are code points. Tokens cover the text so that spaCy's `Doc.from_json` restores it unchanged,
/// and are cut where a span begins or ends, so that `char_span` always finds it. `token_end` is
/// inclusive, as in Prodigy. A role becomes a relation from the annotation's last token to the
/// role's.
package struct JSONLinesExporter: Exporter {
  /// `jsonl`.
  package var name: String { "jsonl" }
  /// What it writes.
  package var summary: String { "JSON Lines for Prodigy and spaCy: text, tokens, spans, relations" }
  /// `jsonl`.
  package var corpusExtension: String? { "jsonl" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }

  /// Makes an exporter.
  package init() {}

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    var writer = JSONLinesWriter(article: article, annotations: annotations.inReadingOrder)
    let line = JSONWriter.bytes(writer.line()) + [0x0A]
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".jsonl", bytes: line)], losses: writer.losses)
  }
}

/// Writes the line of one article.
struct JSONLinesWriter {
  private(set) var losses: [ExportLoss] = []
  private let article: Article
  private let annotations: [Annotation]
  private let tokens: SpacedTokens
  private let byID: [String: Annotation]

  init(article: Article, annotations: [Annotation]) {
    self.article = article
    self.annotations = annotations
    let roles = annotations.flatMap { $0.roles.values.joined().flatMap(\.spans) }
    tokens = SpacedTokens(article.text, cutAt: annotations.flatMap(\.spans) + roles)
    byID = Dictionary(annotations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func line() -> JSONValue {
    let spans = annotations.flatMap { self.spans($0) }.sorted { $0.place.span < $1.place.span }
    let relations = annotations.flatMap { self.relations($0) }
    return [
      "text": .string(article.text.string), "meta": meta, "tokens": tokens.json,
      "spans": .array(spans.map { .object($0.members) }), "relations": .array(relations),
      "answer": "accept",
    ]
  }

  private var meta: JSONValue {
    var meta = JSONObject()
    meta["id"] = .string(article.id)
    if let title = article.title { meta["title"] = .string(title) }
    if let published = article.published { meta["published"] = .string(published.description) }
    return .object(meta)
  }

  // MARK: Spans

  private mutating func spans(
    _ annotation: Annotation
  ) -> [(place: SpacedTokens.Place, members: JSONObject)] {
    let placed = annotation.spans.compactMap { tokens.place($0) }
    if placed.isEmpty { lose(annotation, .all("it has no words")) }
    if placed.map(\.span) != annotation.spans, !placed.isEmpty {
      lose(annotation, .other("white space at its ends left out"))
    }
    if placed.count > 1 {
      lose(annotation, .other("written as \(placed.count) spans of one id"))
    }
    return placed.map { ($0, members(of: annotation, at: $0)) }
  }

  private func members(of annotation: Annotation, at place: SpacedTokens.Place) -> JSONObject {
    var members = place.json
    members["label"] = .string(annotation.label)
    members["id"] = .string(annotation.id)
    members["layer"] = .string(annotation.layer.rawValue)
    let json = annotation.json.object
    if annotation.state != .accepted { members["state"] = json?["state"] }
    for name in ["attributes", "annotator", "score", "rule"] {
      if let value = json?[name] { members[name] = value }
    }
    return members
  }

  // MARK: Relations

  private mutating func relations(_ annotation: Annotation) -> [JSONValue] {
    guard let head = annotation.spans.compactMap({ tokens.place($0) }).first else { return [] }
    var relations: [JSONValue] = []
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      for link in links {
        let named = link.id.flatMap { byID[$0] }
        let words = link.spans.isEmpty ? named?.spans ?? [] : link.spans
        let places = words.compactMap { tokens.place($0) }
        guard let child = places.first else {
          lose(annotation, .other("role \(role) dropped: its words are not exported"))
          continue
        }
        if places.count > 1 {
          lose(annotation, .other("role \(role): only its first span written"))
        }
        relations.append(relation(role, annotation, head, child, named, link))
      }
    }
    return relations
  }

  private func relation(
    _ role: String, _ annotation: Annotation, _ head: SpacedTokens.Place,
    _ child: SpacedTokens.Place, _ named: Annotation?, _ link: RoleLink
  ) -> JSONValue {
    var headSpan = head.json
    headSpan["label"] = .string(annotation.label)
    headSpan["id"] = .string(annotation.id)
    var childSpan = child.json
    childSpan["label"] = .string(link.spans.isEmpty ? named?.label ?? role : role)
    if let id = link.id { childSpan["id"] = .string(id) }
    return [
      "head": .int(head.last), "child": .int(child.last), "label": .string(role),
      "head_span": .object(headSpan), "child_span": .object(childSpan),
    ]
  }

  private mutating func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
    losses.append(ExportLoss(id: annotation.id, part))
  }
}
