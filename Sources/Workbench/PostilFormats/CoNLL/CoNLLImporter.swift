import PostilExchange
import PostilKit
import PostilSystem

/// CoNLL columns: a token first and its label last, or where `--columns` says, in IOB1, IOB2, BIOES or
/// without prefixes; `-DOCSTART-` between articles. A file with other columns is refused.
///
/// The format has no text; see ``TaggedText``.
package struct CoNLLImporter: Importer {
  /// `conll`.
  package var name: String { "conll" }
  /// What it reads.
  package var summary: String {
    "columns with labels of tokens in IOB1, IOB2, BIOES or without prefixes; --columns names them"
  }
  /// `conll` and other usual ones.
  package var fileExtensions: [String] { ["conll", "iob", "iob2", "bio", "bioes"] }
  package var flags: [String] { ["columns", "sentences"] }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  /// The articles of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let columns = try CoNLLColumns(source, options: options)
    let documents = columns.documents.flatMap { options.articles(of: $0.map { $0.map(token) }) }
    return try documents.enumerated().map { index, sentences in
      let tagged = TaggedText(sentences: sentences, path: source.path, options: options)
      var article = try tagged.article(
        named: documents.count == 1 ? source.name : "\(source.name)-\(index + 1)", known: known)
      if index == 0 { article.losses += columns.losses }
      return article
    }
  }

  private func token(_ row: CoNLLColumns.Row) -> TaggedToken {
    let (prefix, type) = TaggedToken.parts(row.label)
    return TaggedToken(line: row.line, text: row.token, prefix: prefix, type: type)
  }
}
