import PostilExchange
import PostilKit

/// A page per article, for reading: one file without scripts or external resources.
///
/// The text is shown as it is, line by line. Annotations are drawn below it in lanes, as the shell draws
/// them, so that they may nest, overlap, cross and be in pieces. Each caption links to a table with all
/// facts, in which a quote links to its source. A screen reader reads the text and then the tables. The numbers are the page's own, in reading order.
package struct HTMLExporter: Exporter {
  /// `html`.
  package var name: String { "html" }
  package var saysPublished: Bool { true }
  /// Pages are read as texts.
  package var readBackFormat: String? { nil }
  /// What it writes.
  package var summary: String { "a page per article with coloured lanes, to read in a browser" }
  private let palette: HTMLPalette

  /// Makes an exporter that colours the options' labels.
  package init(_ options: ExportOptions = ExportOptions()) {
    palette = HTMLPalette(options.labels)
  }

  /// Writes one article.
  package func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    let page = HTMLPage(
      article: article, annotations: annotations.inReadingOrder, palette: palette)
    return ExportedArticle(files: [ExportedFile(name: article.id + ".html", bytes: page.bytes)])
  }
}

/// The colour of each label: the same on all pages of a workspace.
struct HTMLPalette {
  /// Number of colours.
  static let size = 18
  private var places: [String: Int] = [:]

  init(_ labels: [Layer: [String]]) {
    for (layer, names) in labels.sorted(by: { $0.key < $1.key }) {
      for name in names { places["\(layer):\(name)"] = places.count % Self.size }
    }
  }

  /// The number of a label's colour; a label outside the schema gets one by its name.
  func colour(_ annotation: Annotation) -> Int {
    places["\(annotation.layer):\(annotation.label)"]
      ?? annotation.label.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % Self.size
  }
}
