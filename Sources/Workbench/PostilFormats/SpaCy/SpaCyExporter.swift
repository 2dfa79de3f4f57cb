import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem

/// spaCy: a document a line, as `Doc.from_json` takes it, and `to_spacy.py`, which makes `.spacy` files of
/// them.
///
/// `ents` has what does not overlap, the longest first; `spans` has all of it under the key `sc`, which a
/// span categorizer reads; `cats` has the labels of the article: 1 for its own, 0 for the others of
/// a layer of which it has one. A `ref` becomes the entity's `kb_id`. Tokens are ours, cut where an annotation begins or ends, so that none is misaligned.
package struct SpaCyExporter: Exporter {
  /// `spacy`.
  package var name: String { "spacy" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "documents for spaCy to train with: entities, overlapping spans, categories (python to_spacy.py makes .spacy files)"
  }
  package var cannotSay: String {
    "several spans, attributes other than ref, roles, relations without words"
  }
  /// `jsonl`.
  package var corpusExtension: String? { "jsonl" }
  package var isCorpusOnly: Bool { true }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  /// `ents` holds one layer.
  package let defaultLayer: Layer?
  private let layers: Set<Layer>
  private let schema: Schema

  /// Makes an exporter of the options' layers, else of one layer of words and all labels of articles.
  package init(_ options: ExportOptions = ExportOptions()) {
    schema = options.schema
    defaultLayer = schema.mainLayer
    layers = Set(
      options.layers.isEmpty
        ? [schema.mainLayer] + schema.articleLayers.map(\.layer) : options.layers)
  }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    var losses: [ExportLoss] = []
    var chosen: [Annotation] = []
    var categories: [Annotation] = []
    for annotation in annotations.inReadingOrder {
      if let reason = unwritable(annotation) {
        losses.append(ExportLoss(id: annotation.id, .all(reason)))
        continue
      }
      if annotation.spans.isEmpty {
        categories.append(annotation)
      } else {
        chosen.append(annotation)
      }
      losses += annotation.spaCyLosses.map { ExportLoss(id: annotation.id, $0) }
    }
    let tokens = SpacedTokens(article.text, cutAt: chosen.map { $0.spans[0] })
    let placed = chosen.compactMap { annotation in
      tokens.place(annotation.spans[0]).map { (annotation, $0) }
    }
    let found = Set(placed.map(\.0.id))
    for annotation in chosen where !found.contains(annotation.id) {
      losses.append(ExportLoss(id: annotation.id, .all("it has no words")))
    }
    for (annotation, place) in placed where place.span != annotation.spans[0] {
      losses.append(ExportLoss(id: annotation.id, .other("white space at its ends left out")))
    }
    let line = line(article, placed, categories, tokens)
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".jsonl", bytes: JSONWriter.bytes(line) + [0x0A])
      ], losses: losses)
  }

  /// The document of an article.
  private func line(
    _ article: Article, _ placed: [(Annotation, SpacedTokens.Place)], _ categories: [Annotation],
    _ tokens: SpacedTokens
  ) -> JSONValue {
    [
      "text": .string(article.text.string), "ents": .array(entities(placed)),
      "spans": ["sc": .array(placed.map { Self.json($0.0, $0.1.span) })],
      "cats": .object(cats(categories)),
      "tokens": .array(
        tokens.all.enumerated().map { number, token in
          ["id": .int(number), "start": .int(token.span.start), "end": .int(token.span.end)]
        }), "meta": article.meta,
    ]
  }

  /// The labels of the article, and those that it could have had.
  private func cats(_ labels: [Annotation]) -> JSONObject {
    var cats = JSONObject()
    for layer in labels.map(\.layer).uniqued() {
      for label in schema.labels(of: layer) { cats[label] = .number("0.0") }
    }
    for one in labels { cats[one.label] = .number("1.0") }
    return cats
  }

  /// Why an annotation is not written at all.
  private func unwritable(_ annotation: Annotation) -> String? {
    if !layers.contains(annotation.layer) { return "of layer \(annotation.layer)" }
    if annotation.spans.isEmpty, !annotation.isOfArticle { return "it is a relation" }
    return annotation.spans.count > 1 ? "it has several spans" : nil
  }

  /// The entities that do not overlap, the longest first.
  private func entities(_ placed: [(Annotation, SpacedTokens.Place)]) -> [JSONValue] {
    var taken: Set<Int> = []
    var chosen: [(Annotation, Span)] = []
    let sorted = placed.enumerated().sorted {
      ($1.element.1.span.count, $0.offset) < ($0.element.1.span.count, $1.offset)
    }
    for (_, (annotation, place)) in sorted {
      let tokens = place.first...place.last
      if tokens.contains(where: taken.contains) { continue }
      taken.formUnion(tokens)
      chosen.append((annotation, place.span))
    }
    return chosen.sorted { $0.1 < $1.1 }.map { Self.json($0.0, $0.1) }
  }

  private static func json(_ annotation: Annotation, _ span: Span) -> JSONValue {
    [
      "start": .int(span.start), "end": .int(span.end), "label": .string(annotation.label),
      "kb_id": .string(annotation.attributes["ref"]?.string ?? ""),
      "id": .string(annotation.id),
    ]
  }

  /// A script that makes `.spacy` files.
  package func sharedFiles() -> [ExportedFile] {
    [ExportedFile(name: "to_spacy.py", bytes: Array(SpaCyScript.text.utf8))]
  }
}

extension Annotation {
  /// What spaCy's documents do not have of an annotation.
  fileprivate var spaCyLosses: [ExportLoss.Part] {
    detailLosses.filter { $0 != .member("attribute ref") || attributes["ref"]?.string == nil }
  }
}
