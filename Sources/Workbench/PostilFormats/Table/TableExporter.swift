import PostilExchange
import PostilKit

/// A table for spreadsheets: one annotation a row, separated by commas or by tabs.
///
/// A cell that a spreadsheet would take for a formula begins with an apostrophe. A file of commas begins
/// with a byte order mark, without which Excel takes UTF-8 for something else.
package struct TableExporter: Exporter {
  /// `csv` or `tsv`.
  package let name: String
  /// What it writes.
  package var summary: String {
    name == "csv"
      ? "a table of annotations for spreadsheets and pandas, separated by commas"
      : "the same table separated by tabs"
  }
  package var cannotSay: String { "the articles' texts and days of publication" }
  package var corpusExtension: String? { name }
  private var separator: String { name == "csv" ? "," : "\t" }

  private static let columns = [
    "article", "id", "layer", "label", "start", "end", "text", "state", "annotator", "score",
    "rule",
    "attributes", "roles",
  ]

  package var frame: ExportFrame {
    ExportFrame(
      opening: (name == "csv" ? "\u{FEFF}" : "") + Self.columns.joined(separator: separator)
        + "\r\n")
  }

  /// Makes an exporter of `csv` or `tsv`.
  package init(_ name: String) { self.name = name }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    var bytes: [UInt8] = []
    var losses: [ExportLoss] = []
    for annotation in annotations.inReadingOrder {
      let cells = Self.cells(annotation, article)
      let written = cells.map { cell($0) }
      if cells.contains(where: Self.isFormula) {
        losses.append(
          ExportLoss(id: annotation.id, .other("an apostrophe before what looks like a formula")))
      }
      if name == "tsv", cells.contains(where: { $0.contains { $0 == "\t" || $0.isNewline } }) {
        losses.append(
          ExportLoss(id: annotation.id, .other("tabs and line breaks replaced by spaces")))
      }
      bytes += written.joined(separator: separator).utf8
      bytes += [0x0D, 0x0A]
    }
    return ExportedArticle(
      files: [ExportedFile(name: "\(article.id).\(name)", bytes: bytes)], losses: losses)
  }

  private static func cells(_ annotation: Annotation, _ article: Article) -> [String] {
    let json = annotation.json.object
    // The pieces of an annotation in several are part of its row; one without words has no place.
    let starts = annotation.spans.map { "\($0.start)" }.joined(separator: ";")
    let ends = annotation.spans.map { "\($0.end)" }.joined(separator: ";")
    return [
      article.id, annotation.id, annotation.layer.rawValue, annotation.label,
      starts, ends, article.text[annotation.spans],
      annotation.state.rawValue, annotation.annotator, annotation.score.map { "\($0)" } ?? "",
      annotation.rule ?? "", json?["attributes"]?.plain ?? "", json?["roles"]?.plain ?? "",
    ]
  }

  /// Whether a spreadsheet would take a cell for a formula.
  private static func isFormula(_ text: String) -> Bool {
    text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
  }

  /// A cell as it is written.
  private func cell(_ text: String) -> String {
    var text = Self.isFormula(text) ? "'" + text : text
    if name == "tsv" { return String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 }) }
    let mustQuote = text.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r"
    }
    if mustQuote { text = "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    return text
  }
}
