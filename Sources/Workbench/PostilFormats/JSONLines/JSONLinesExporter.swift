import PostilExchange
import PostilKit
import PostilSchema

/// JSON Lines that keep everything: text, spans and relations, one article a line.
///
/// All layers are in `spans`, which may overlap; there is no `ents` list, since its members may not.
/// Offsets are code points. With `--tokens=words`, tokens cover the text so that spaCy's `Doc.from_json`
/// restores it unchanged, and are cut where a span begins or ends, so that `char_span` always finds it;
/// with `--tokens=chars` each code point is one. `token_end` is inclusive, as in Prodigy. A role becomes a
/// relation from the annotation's last token to the role's, and so does a relation without words. Annotations without words are in `wordless`, as
/// a sidecar has them.
package struct JSONLinesExporter: Exporter {
  /// `jsonl`.
  package var name: String { "jsonl" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "JSON Lines with text, spans and relations, for pandas and programs of your own"
  }
  package var cannotSay: String { "an annotation in several pieces is several spans of one id" }
  /// `jsonl`.
  package var corpusExtension: String? { "jsonl" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  package var flags: [String] { ["tokens"] }
  private let tokens: ExportTokenKind
  private let schema: Schema

  /// Makes an exporter; without a choice it writes no tokens.
  package init(_ options: ExportOptions = ExportOptions()) {
    tokens = options.tokens ?? .none
    schema = options.schema
  }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    var writer = JSONLinesWriter(
      article: article, annotations: annotations.inReadingOrder, tokens: tokens,
      schema: schema)
    let line = JSONWriter.bytes(.object(writer.line())) + [0x0A]
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".jsonl", bytes: line)], losses: writer.losses)
  }
}

/// Writes the line of one article.
struct JSONLinesWriter {
  private(set) var losses: [ExportLoss] = []
  private let article: Article
  private let annotations: [Annotation]
  private let tokens: SpacedTokens?
  private let byID: [String: Annotation]
  private let schema: Schema

  init(
    article: Article, annotations: [Annotation], tokens: ExportTokenKind, schema: Schema
  ) {
    self.schema = schema
    self.article = article
    self.annotations = annotations
    self.tokens = SpacedTokens.of(tokens, article.text, annotations)
    byID = Dictionary(annotations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func line() -> JSONObject {
    let spans = annotations.flatMap { self.spans($0) }.sorted { $0.place.span < $1.place.span }
    let relations = annotations.flatMap { self.relations($0) }
    var line: JSONObject = JSONObject([
      .init(name: "text", value: .string(article.text.string)),
      .init(name: "meta", value: article.meta),
    ])
    if let tokens { line["tokens"] = tokens.json }
    line["spans"] = .array(spans.map { .object($0.members) })
    line["relations"] = .array(relations)
    let wordless = annotations.filter(\.spans.isEmpty)
    if !wordless.isEmpty { line["wordless"] = .array(wordless.map(\.json)) }
    line["answer"] = "accept"
    return line
  }

  /// Where a span lies; nil if it is empty or, with tokens, has only white space.
  private func place(_ span: Span) -> SpacedTokens.Place? {
    guard let tokens else { return span.isEmpty ? nil : SpacedTokens.Place(span: span) }
    return tokens.place(span)
  }

  // MARK: Spans

  private mutating func spans(
    _ annotation: Annotation
  ) -> [(place: SpacedTokens.Place, members: JSONObject)] {
    let placed = annotation.spans.compactMap { place($0) }
    if annotation.spans.isEmpty { return [] }
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
    if let pair = annotation.pair(in: schema) {
      return relation(annotation, pair.first.id, pair.second.id)
    }
    guard let head = annotation.spans.compactMap({ place($0) }).first else { return [] }
    var relations: [JSONValue] = []
    for (role, links) in annotation.roles.sorted(by: { $0.key < $1.key }) {
      for link in links {
        let named = link.id.flatMap { byID[$0] }
        let words = link.spans.isEmpty ? named?.spans ?? [] : link.spans
        let places = words.compactMap { place($0) }
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

  /// A relation without words, from one annotation to another. `wordless` has it too.
  private func relation(_ annotation: Annotation, _ first: String, _ second: String) -> [JSONValue]
  {
    guard let from = byID[first], let to = byID[second],
      let head = from.spans.compactMap({ place($0) }).first,
      let child = to.spans.compactMap({ place($0) }).first
    else { return [] }
    return [relation(annotation.label, from, head, child, to, RoleLink(id: to.id))]
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
    var relation = JSONObject()
    if tokens != nil {
      relation["head"] = .int(head.last)
      relation["child"] = .int(child.last)
    }
    relation["label"] = .string(role)
    relation["head_span"] = .object(headSpan)
    relation["child_span"] = .object(childSpan)
    return .object(relation)
  }

  private mutating func lose(_ annotation: Annotation, _ part: ExportLoss.Part) {
    losses.append(ExportLoss(id: annotation.id, part))
  }
}

extension Article {
  /// What records say of an article beside its text: its id, title and day of publication.
  var meta: JSONValue {
    var meta = JSONObject()
    meta["id"] = .string(id)
    if let title { meta["title"] = .string(title) }
    if let published { meta["published"] = .string(published.description) }
    return .object(meta)
  }
}
