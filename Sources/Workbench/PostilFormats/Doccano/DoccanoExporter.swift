import PostilExchange
import PostilKit
import PostilSchema

/// doccano: JSON Lines with `entities` and `relations`, and `label_config.json` for the project.
///
/// Offsets are UTF-16 units, as doccano's pages count, unless `--offsets=code-points` is given; the member
/// `offsets` says which. A project without `allow overlapping` drops what overlaps, without a word.
package struct DoccanoExporter: Exporter {
  /// `doccano`.
  package var name: String { "doccano" }
  package var saysPublished: Bool { true }
  /// What it writes.
  package var summary: String {
    "JSON Lines for doccano with entities, relations and categories, and label_config.json; let the project allow overlapping spans"
  }
  package var cannotSay: String {
    "layers, attributes, roles that are only words"
  }
  /// `jsonl`.
  package var corpusExtension: String? { "jsonl" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  package var flags: [String] { ["offsets"] }
  private let unit: OffsetUnit
  private let schema: Schema
  private var labels: Set<String>
  private var roles: Set<String> = []

  /// Makes an exporter; the labels of the schema are declared whether or not they occur.
  package init(_ options: ExportOptions = ExportOptions()) {
    unit = options.offsets ?? .utf16
    let layers = options.layers.isEmpty ? Array(options.labels.keys) : options.layers
    schema = options.schema
    let wordless = Set(schema.layers.filter { $0.hasWords == false }.map(\.layer))
    labels = Set(layers.filter { !wordless.contains($0) }.flatMap { options.labels[$0] ?? [] })
    // Relations without words are declared as such.
    roles = Set(
      layers.filter(wordless.contains).filter { !schema.roles(of: $0).isEmpty }.flatMap {
        options.labels[$0] ?? []
      })
  }

  /// Writes one article.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation]
  ) -> ExportedArticle {
    let pieces = SpanPieces(annotations, in: article.text, unit, schema: schema)
    labels.formUnion(annotations.filter { !$0.spans.isEmpty }.map(\.label))
    roles.formUnion(pieces.relations.map(\.role))
    let entities = pieces.all.map { piece -> JSONValue in
      [
        "id": .int(piece.number), "label": .string(piece.annotation.label),
        "start_offset": .int(piece.span.start), "end_offset": .int(piece.span.end),
      ]
    }
    let relations = pieces.relations.enumerated().map { number, relation -> JSONValue in
      [
        "id": .int(number + 1), "from_id": .int(relation.from), "to_id": .int(relation.to),
        "type": .string(relation.role),
      ]
    }
    var line = JSONObject([
      .init(name: "text", value: .string(article.text.string)),
      .init(name: "entities", value: .array(entities)),
      .init(name: "relations", value: .array(relations)), .init(name: "Comments", value: []),
      .init(name: "meta", value: article.meta),
      .init(name: "offsets", value: .string(unit.rawValue)),
    ])
    if !pieces.labels.isEmpty {
      line["cats"] = .array(pieces.labels.map { .string($0.label) })
    }
    var losses = pieces.losses
    for annotation in annotations {
      let parts = annotation.detailLosses.filter { !annotation.roleLosses.contains($0) }
      losses += parts.map { ExportLoss(id: annotation.id, $0) }
    }
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".jsonl", bytes: JSONWriter.bytes(.object(line)) + [0x0A])
      ],
      losses: losses)
  }

  /// The labels, as doccano imports them for spans and for relations.
  package func sharedFiles() -> [ExportedFile] {
    [("label_config.json", labels), ("relation_config.json", roles)].map { name, names in
      let list = names.sorted().map { name -> JSONValue in
        [
          "text": .string(name), "background_color": .string(Self.colour(name)),
          "text_color": "#ffffff",
        ]
      }
      return ExportedFile(name: name, bytes: JSONWriter.bytes(.array(list)) + [0x0A])
    }
  }

  /// A dark colour that is the same for the same name.
  private static func colour(_ name: String) -> String {
    let colours = [
      "#7c20e0", "#0b6e4f", "#a63d40", "#1d4e89", "#7a5c00", "#5f0f40", "#2f6690", "#3d405b",
    ]
    return colours[name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % colours.count]
  }
}
