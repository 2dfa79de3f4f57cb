import PostilExchange
import PostilKit
import PostilSchema

/// A page per article, for reading, and one of the corpus, `index.html`; none has external resources, and only
/// the index has a script, without which it can be read as well.
///
/// The text is shown as it is, line by line. Annotations are drawn below it in lanes, as the shell draws
/// them, so that they may nest, overlap, cross and be in pieces. Each caption links to a table with all
/// facts, in which a quote links to its source and a name to its place in the index. A screen reader reads the text
/// and then the tables. The numbers are the shell's. Of each article only what the index shows is kept.
package struct HTMLExporter: Exporter {
  /// `html`.
  package var name: String { "html" }
  package var saysPublished: Bool { true }
  /// Pages are read as texts.
  package var readBackFormat: String? { nil }
  /// What it writes.
  package var summary: String { "a page per article and one of the corpus, to read in a browser" }
  private let palette: Palette
  private var corpus = HTMLCorpus()

  /// Makes an exporter that colours the options' labels.
  package init(_ options: ExportOptions = ExportOptions()) {
    palette = options.palette
  }

  /// Writes one article.
  package mutating func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    export(article, annotations, in: ExportedState())
  }

  /// Writes one article with the numbers that the shell shows.
  package mutating func export(
    _ article: Article, _ annotations: [Annotation], in state: ExportedState
  ) -> ExportedArticle {
    let ordered = annotations.inReadingOrder
    let numbers = ordered.enumerated().map { place, one in
      state.numbers.isEmpty ? place + 1 : state.numbers[one.id] ?? 0
    }
    corpus.add(article, ordered, numbers, isDone: state.isDone)
    let page = HTMLPage(article: article, annotations: ordered, numbers: numbers, palette: palette)
    return ExportedArticle(
      files: [ExportedFile(name: HTMLNames.page(of: article.id), bytes: page.bytes)])
  }

  /// The page of the corpus.
  package func sharedFiles() -> [ExportedFile] {
    [
      ExportedFile(
        name: HTMLNames.index, bytes: HTMLIndex(corpus: corpus, palette: palette).bytes)
    ]
  }
}
