import PostilExchange
import PostilKit

/// A data set for Hugging Face `datasets`: rows with the same columns, and a card that declares them.
///
/// Each article is a row with its tokens, their labels as numbers of a `ClassLabel`, and all annotations
/// as `spans`. The card's features are what makes empty lists and late values load: `load_dataset(FOLDER)`.
package struct HuggingFaceExporter: Exporter {
  /// `hf`.
  package var name: String { "hf" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "a folder for Hugging Face datasets: tokens, tags as a ClassLabel, spans, a card"
  }
  package var cannotSay: String {
    "attributes, roles, relations without words; tags are of one layer and do not overlap"
  }
  /// `jsonl`.
  package var corpusExtension: String? { "jsonl" }
  package var isCorpusOnly: Bool { true }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  /// Its tags are of one layer.
  package let defaultLayer: Layer?
  package var flags: [String] { ["scheme"] }
  private let layers: Set<Layer>
  private let scheme: LabelScheme
  /// The tags and their numbers.
  private var tags: [String]
  private var numbers: [String: Int] = [:]
  private var articles = 0

  /// Makes an exporter of the options' layers; the labels of the schema are tags whether or not they
  /// occur.
  package init(_ options: ExportOptions = ExportOptions()) {
    defaultLayer = options.schema.mainLayer
    let layers = options.layers.isEmpty ? [options.schema.mainLayer] : options.layers
    self.layers = Set(layers)
    scheme = options.scheme
    let labels = layers.flatMap { options.labels[$0] ?? [] }.map(LabelRuns.column)
    tags = options.scheme.all(labels)
    for (number, tag) in tags.enumerated() { numbers[tag] = number }
  }

  /// Writes one article.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation]
  ) -> ExportedArticle {
    articles += 1
    let runs = LabelRuns(article.text, annotations, layers: layers)
    let labels = runs.labels(scheme).map { JSONValue.int(number(of: $0)) }
    var losses = runs.losses.filter { !$0.isWhole }
    var spans: [JSONValue] = []
    let runIDs = Set(runs.runs.map(\.annotation.id))
    let categories = annotations.inReadingOrder.filter(\.isOfArticle)
    losses += categories.flatMap { one in one.detailLosses.map { ExportLoss(id: one.id, $0) } }
    for annotation in annotations.inReadingOrder where !annotation.isOfArticle {
      let pieces = annotation.spans.filter { !$0.isEmpty }
      if pieces.isEmpty {
        losses.append(ExportLoss(id: annotation.id, .all("it has no words")))
        continue
      }
      spans += pieces.map { Self.json(annotation, $0, article) }
      if pieces.count > 1 {
        losses.append(
          ExportLoss(id: annotation.id, .other("written as \(pieces.count) spans of one id")))
      }
      if runIDs.contains(annotation.id) { continue }
      losses.append(ExportLoss(id: annotation.id, .other("only in spans, not in tags")))
      losses += annotation.detailLosses.map { ExportLoss(id: annotation.id, $0) }
    }
    let row: JSONValue = [
      "id": .string(article.id), "title": .string(article.title ?? ""),
      "published": .string(article.published?.description ?? ""),
      "text": .string(article.text.string),
      "tokens": .array(runs.tokens.pieces.map { .string(article.text[$0.span]) }),
      "tags": .array(labels), "spans": .array(spans),
      "cats": .array(categories.map { .string($0.label) }),
    ]
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".jsonl", bytes: JSONWriter.bytes(row) + [0x0A])],
      losses: losses)
  }

  private mutating func number(of tag: String) -> Int {
    if let number = numbers[tag] { return number }
    // A label that the schema does not list gets all of its tags at once.
    let label = String(tag.drop { $0 != "-" }.dropFirst())
    for new in scheme.all([label]).dropFirst() {
      numbers[new] = tags.count
      tags.append(new)
    }
    return numbers[tag] ?? 0
  }

  private static func json(_ annotation: Annotation, _ span: Span, _ article: Article) -> JSONValue
  {
    [
      "start": .int(span.start), "end": .int(span.end), "label": .string(annotation.label),
      "layer": .string(annotation.layer.rawValue), "id": .string(annotation.id),
    ]
  }

  /// The card of a single part.
  package func sharedFiles() -> [ExportedFile] { sharedFiles(of: ["train"]) }

  /// The card, which names the parts that there are.
  package func sharedFiles(of parts: [String]) -> [ExportedFile] {
    let card = HuggingFaceCard(tags: tags, articles: articles, parts: Set(parts))
    return [ExportedFile(name: "README.md", lines: card.lines)]
  }
}

/// The card of a data set, whose head declares the columns.
struct HuggingFaceCard {
  let tags: [String]
  let articles: Int
  /// The parts that have a file.
  let parts: Set<String>

  var lines: [String] {
    var lines = ["---", "configs:", "- config_name: default", "  data_files:"]
    let names: [(String, String)] = [("train", "train"), ("validation", "dev"), ("test", "test")]
    for (part, file) in names where parts.contains(file) {
      lines.append("  - split: \(part)")
      lines.append("    path: \(file).jsonl")
    }
    lines += ["dataset_info:", "  features:"]
    lines += features
    lines += ["---", "", "# Annotations", ""]
    lines.append(
      "Written by postil export hf. \(articles) articles; `spans` count code points of `text`.")
    lines.append(
      "`datasets.load_dataset` of this folder gives the columns above; `tags` are numbers of "
        + "`features[\"tags\"].feature.names`.")
    return lines
  }

  private var features: [String] {
    var lines: [String] = []
    for name in ["id", "title", "published", "text"] {
      lines.append("  - name: \(name)")
      lines.append("    dtype: string")
    }
    lines += ["  - name: tokens", "    sequence: string", "  - name: tags", "    sequence:"]
    lines += ["      class_label:", "        names:"]
    for (number, tag) in tags.enumerated() {
      lines.append("          '\(number)': \(JSONWriter.string(.string(tag)))")
    }
    lines += ["  - name: spans", "    list:"]
    for name in ["start", "end", "label", "layer", "id"] {
      lines.append("    - name: \(name)")
      lines.append("      dtype: \(name == "start" || name == "end" ? "int64" : "string")")
    }
    lines += ["  - name: cats", "    sequence: string"]
    return lines
  }
}
