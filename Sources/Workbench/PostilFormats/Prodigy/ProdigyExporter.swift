import PostilExchange
import PostilKit
import PostilSchema
import PostilSystem

/// Prodigy: JSON Lines with tokens, which its interfaces for spans and relations need, and with the hashes
/// and `meta` of records that came from Prodigy.
///
/// Labels of the article are the answers of `choice`: `options` and `accept`. Otherwise as ``JSONLinesExporter``. `ner.manual` takes no overlapping spans: choose one layer.
package struct ProdigyExporter: Exporter {
  /// `prodigy`.
  package var name: String { "prodigy" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "tasks for Prodigy's db-in, with tokens and relations; use --layer for interfaces without overlaps"
  }
  package var cannotSay: String { "an annotation in several pieces is several spans of one id" }
  /// `jsonl`.
  package var corpusExtension: String? { "jsonl" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  package var flags: [String] { ["tokens"] }
  private let tokens: ExportTokenKind
  private let schema: Schema

  /// Makes an exporter; without a choice its tokens are words.
  package init(_ options: ExportOptions = ExportOptions()) {
    tokens = options.tokens ?? .words
    schema = options.schema
  }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let annotations = annotations.inReadingOrder
    var writer = JSONLinesWriter(
      article: article, annotations: annotations, tokens: tokens, schema: schema)
    var line = writer.line()
    choose(annotations.filter(\.isOfArticle), &line)
    if let record = ProdigyRecord(annotations) {
      var meta = line["meta"]?.object ?? JSONObject()
      // The article's name stays, so that the record finds it again.
      for member in record.meta?.members ?? [] where member.name != "id" {
        meta[member.name] = member.value
      }
      line["meta"] = .object(meta)
      for member in record.members { line[member.name] = member.value }
    }
    return ExportedArticle(
      files: [
        ExportedFile(
          name: article.id + ".jsonl", bytes: JSONWriter.bytes(.object(line)) + [0x0A])
      ], losses: writer.losses)
  }

  /// Writes the labels of the article as what was chosen of those of their layers.
  private func choose(_ labels: [Annotation], _ line: inout JSONObject) {
    if labels.isEmpty { return }
    let known = labels.map(\.layer).uniqued().flatMap { schema.labels(of: $0) }
    let options = (known + labels.map(\.label)).uniqued()
    line["options"] = .array(options.map { ["id": .string($0), "text": .string($0)] })
    line["accept"] = .array(labels.map { .string($0.label) })
  }
}
