import PostilExchange
import PostilKit
import PostilSystem

/// CoNLL: one token a line in columns, an empty line between sentences, labels of one layer by default.
///
/// The four columns are those of CoNLL-2003, unless `--columns` names others; part of speech and chunk are
/// the placeholders `-X-` and `_`. A token has one label: of overlapping annotations the longest is
/// written.
package struct CoNLLExporter: Exporter {
  /// `conll`.
  package var name: String { "conll" }
  /// What it writes.
  package var summary: String {
    "CoNLL-2003 columns with labels of tokens, for spaCy, Flair, seqeval and others"
  }
  package var cannotSay: String {
    "article names, offsets, overlaps, several spans, annotations without words, attributes, roles"
  }
  /// `conll`.
  package var corpusExtension: String? { "conll" }
  /// Programs learn from it.
  package var isForTraining: Bool { true }
  /// Its columns hold one layer.
  package let defaultLayer: Layer?
  package var flags: [String] { ["columns", "scheme"] }
  private let layers: Set<Layer>
  private let scheme: LabelScheme
  private let columns: [Column]

  /// What a column has.
  private enum Column: Hashable {
    case token, label, index, start, end
    case fixed(String)

    init?(_ name: String) {
      switch name {
      case "token": self = .token
      case "label": self = .label
      case "index": self = .index
      case "start": self = .start
      case "end": self = .end
      case "_", "-X-", "O": self = .fixed(name)
      default: return nil
      }
    }
  }

  /// Makes an exporter of the options' layers, scheme and columns.
  ///
  /// - Throws: `unknown` for a column, `invalid` without a token or a label.
  package init(_ options: ExportOptions) throws(PostilError) {
    defaultLayer = options.schema.mainLayer
    layers = Set(options.layers.isEmpty ? [options.schema.mainLayer] : options.layers)
    scheme = options.scheme
    var columns: [Column] = []
    for name in options.columns {
      guard let column = Column(name) else {
        throw .value(
          .unknown(
            name: "column", value: name,
            known: ["token", "label", "index", "start", "end", "_", "-X-", "O"]))
      }
      columns.append(column)
    }
    if columns.isEmpty { columns = [.token, .fixed("-X-"), .fixed("_"), .label] }
    guard columns.contains(.token), columns.contains(.label) else {
      throw .value(
        .invalid(
          name: "list of columns", value: options.columns.joined(separator: ","),
          form: "token,label"))
    }
    self.columns = columns
  }

  /// Makes an exporter of entities with the usual columns.
  package init() {
    defaultLayer = .entity
    layers = [.entity]
    scheme = .iob2
    columns = [.token, .fixed("-X-"), .fixed("_"), .label]
  }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let runs = LabelRuns(article.text, annotations, layers: layers)
    let labels = runs.labels(scheme)
    var lines = [Self.separator(columns.count)]
    for sentence in runs.sentences {
      lines.append("")
      for index in sentence {
        lines.append(
          line(runs.tokens.pieces[index].span, index - sentence.lowerBound, labels[index], article))
      }
    }
    return ExportedArticle(
      files: [ExportedFile(name: article.id + ".conll", lines: lines + [""])], losses: runs.losses)
  }

  /// The line before an article, of as many columns as the others.
  private static func separator(_ count: Int) -> String {
    var words = ["-DOCSTART-", "-X-"]
    while words.count < count { words.append("O") }
    return words.prefix(count).joined(separator: " ")
  }

  private func line(_ span: Span, _ index: Int, _ label: String, _ article: Article) -> String {
    columns.map { column in
      switch column {
      case .token: article.text[span]
      case .label: label
      case .index: "\(index + 1)"
      case .start: "\(span.start)"
      case .end: "\(span.end)"
      case .fixed(let word): word
      }
    }.joined(separator: " ")
  }
}
