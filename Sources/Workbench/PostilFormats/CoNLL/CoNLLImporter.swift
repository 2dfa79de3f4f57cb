import PostilKit
import PostilSystem

/// CoNLL columns: a token first and its label last, in IOB1, IOB2, BIOES or without prefixes;
/// `-DOCSTART-` between articles. A file with other columns is refused.
///
/// The format has no text. If the tokens are those of an article of the workspace, they are aligned with
/// its text; otherwise a text is made of them, with a space between tokens and a line per sentence.
package struct CoNLLImporter: Importer {
  /// `conll`.
  package var name: String { "conll" }
  /// What it reads.
  package var summary: String { "CoNLL columns with IOB or BIOES labels of one layer (--layer)" }
  /// `conll`.
  package var fileExtension: String { "conll" }
  private let options: ImportOptions

  /// Makes an importer.
  package init(_ options: ImportOptions = ImportOptions()) { self.options = options }

  private typealias Row = CoNLLColumns.Row

  /// The articles of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let columns = try CoNLLColumns(source, options: options)
    let documents = columns.documents
    return try documents.enumerated().map { index, sentences in
      let key = ImportSource.key(of: sentences.joined().map(\.token).joined())
      let fallback = documents.count == 1 ? source.name : "\(source.name)-\(index + 1)"
      let name = known.name(ofKey: key, preferring: fallback) ?? fallback
      let text =
        known.text(of: name)
        ?? Text(
          sentences.map { $0.map(\.token).joined(separator: " ") + "\n" }.joined())
      var article = ImportedArticle(name: name, text: text)
      if index == 0 { article.losses = columns.losses }
      try take(sentences, columns, into: &article, source.path)
      article.identify()
      return article
    }
  }

  private func take(
    _ sentences: [[Row]], _ columns: CoNLLColumns, into article: inout ImportedArticle,
    _ path: String
  ) throws(PostilError) {
    var aligner = Aligner(article.text)
    for sentence in sentences {
      var open: (span: Span, type: String, line: Int)?
      for row in sentence {
        guard let span = aligner.next(row.token) else {
          throw .file(
            .badRecord(
              path: path, line: row.line,
              reason: "the token '\(row.token)' does not come next in the text of '\(article.name)'"
            ))
        }
        let (prefix, type) = columns.parts(row)
        let goesOn = prefix == "I" || prefix == "E" || prefix == "L"
        if goesOn, let begun = open, begun.type == type {
          open?.span.end = span.end
        } else {
          close(open, &article, path)
          open = type.isEmpty ? nil : (span, type, row.line)
        }
      }
      close(open, &article, path)
    }
  }

  private func close(
    _ open: (span: Span, type: String, line: Int)?, _ article: inout ImportedArticle, _ path: String
  ) {
    guard let (span, type, line) = open else { return }
    guard let (layer, label) = options.meaning(of: type) else {
      article.losses.append(
        ImportLoss(path: path, line: line, what: "the label \(options.unknown(type))"))
      return
    }
    article.annotations.append(
      Annotation(
        layer: layer, label: label, spans: [span], text: article.text[span], state: .accepted))
  }

  /// Finds tokens one after another in a text, skipping white space between them.
  private struct Aligner {
    private let scalars: [Unicode.Scalar]
    private var at = 0

    init(_ text: Text) { scalars = Array(text.string.unicodeScalars) }

    mutating func next(_ token: String) -> Span? {
      let wanted = Array(token.unicodeScalars)
      while at < scalars.count, scalars[at].isPassedOver, scalars[at] != wanted.first { at += 1 }
      guard at + wanted.count <= scalars.count,
        scalars[at..<at + wanted.count].elementsEqual(wanted)
      else { return nil }
      defer { at += wanted.count }
      return Span(at, at + wanted.count)
    }
  }
}
