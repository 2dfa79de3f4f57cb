import PostilKit
import PostilSystem

/// CoNLL columns: a token first and its label last, in IOB1, IOB2 or BIOES; `-DOCSTART-` between
/// articles.
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

  private struct Row {
    let line: Int
    let token: String
    let label: String
  }

  /// The articles of one file.
  package func read(_ source: ImportSource, known: KnownArticles) throws -> [ImportedArticle] {
    let documents = try documents(source)
    return try documents.enumerated().map { index, sentences in
      let key = ImportSource.key(of: sentences.joined().map(\.token).joined())
      let fallback = documents.count == 1 ? source.name : "\(source.name)-\(index + 1)"
      let name = known.name(ofKey: key) ?? fallback
      let text =
        known.text(of: name)
        ?? Text(
          sentences.map { $0.map(\.token).joined(separator: " ") + "\n" }.joined())
      var article = ImportedArticle(name: name, text: text)
      try take(sentences, into: &article, source.path)
      article.identify()
      return article
    }
  }

  /// The rows by document and sentence.
  private func documents(_ source: ImportSource) throws(PostilError) -> [[[Row]]] {
    var documents: [[[Row]]] = []
    var isNewSentence = true
    for (index, line) in try source.lines().enumerated() {
      let columns = line.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard let token = columns.first, let label = columns.last else {
        isNewSentence = true
        continue
      }
      if token == "-DOCSTART-" {
        documents.append([])
        isNewSentence = true
        continue
      }
      guard columns.count > 1 else {
        throw .file(
          .badRecord(path: source.path, line: index + 1, reason: "it has a single column"))
      }
      if documents.isEmpty { documents.append([]) }
      if isNewSentence { documents[documents.count - 1].append([]) }
      isNewSentence = false
      let last = documents.count - 1
      documents[last][documents[last].count - 1].append(
        Row(line: index + 1, token: token, label: label))
    }
    return documents.filter { !$0.isEmpty }
  }

  private func take(
    _ sentences: [[Row]], into article: inout ImportedArticle, _ path: String
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
        let (prefix, type) = Self.parts(row.label)
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
        ImportLoss(
          path: path, line: line,
          what: "the label '\(type)' is not in the schema; import it with --map \(type)=LABEL"))
      return
    }
    article.annotations.append(
      Annotation(
        layer: layer, label: label, spans: [span], text: article.text[span], state: .accepted))
  }

  /// Splits `B-PER` into B and PER; both are empty for `O`.
  private static func parts(_ label: String) -> (prefix: String, type: String) {
    guard let hyphen = label.firstIndex(of: "-") else { return ("", label == "O" ? "" : label) }
    return (String(label[..<hyphen]), String(label[label.index(after: hyphen)...]))
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
