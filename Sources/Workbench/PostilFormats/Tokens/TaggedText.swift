import PostilExchange
import PostilKit
import PostilSystem

/// A token of a file with its label.
struct TaggedToken {
  /// Its line in the file, or its record's.
  let line: Int
  let text: String
  /// `B` of `B-PER`; empty outside annotations.
  let prefix: String
  /// `PER` of `B-PER`.
  let type: String
  /// The white space after it; nil if the file does not say.
  var space: String?

  /// Splits `B-PER` into B and PER; nil if there is no such prefix.
  static func prefixed(_ label: String) -> (prefix: String, type: String)? {
    guard let hyphen = label.firstIndex(of: "-") else { return nil }
    let prefix = String(label[..<hyphen])
    let type = String(label[label.index(after: hyphen)...])
    return type.isEmpty || !["B", "I", "E", "L", "S", "U"].contains(prefix) ? nil : (prefix, type)
  }

  /// The parts of a label: both are empty for `O`, and a bare label goes on while it is the same.
  static func parts(_ label: String) -> (prefix: String, type: String) {
    if label == "O" { return ("", "") }
    return prefixed(label) ?? ("I", label)
  }
}

extension ImportOptions {
  /// The sentences of a document in articles of as many as were asked for.
  func articles(of sentences: [[TaggedToken]]) -> [[[TaggedToken]]] {
    guard let size = self.sentences, size > 0 else { return [sentences] }
    return stride(from: 0, to: sentences.count, by: size).map { first in
      Array(sentences[first..<min(first + size, sentences.count)])
    }
  }
}

/// Makes an article of labelled tokens. If they are those of an article of the workspace, they are aligned
/// with its text; otherwise a text is made of them, with a space between tokens and a line per sentence
/// where the file does not say more.
struct TaggedText {
  let sentences: [[TaggedToken]]
  let path: String
  let options: ImportOptions
  /// White space before the first token.
  var leading = ""
  /// The text, if the file has it.
  var given: String?

  /// The article.
  ///
  /// - Parameter fallback: Its name, unless the workspace has its text under another one.
  /// - Throws: `badRecord` for tokens that are not those of the article of this name.
  func article(
    named fallback: String, known: KnownArticles
  ) throws(PostilError) -> ImportedArticle {
    let key = ImportSource.key(of: sentences.joined().map(\.text).joined())
    let name = known.name(ofKey: key, preferring: fallback) ?? fallback
    var article = ImportedArticle(name: name, text: known.text(of: name) ?? Text(given ?? text))
    try take(into: &article)
    article.identify()
    return article
  }

  private var text: String {
    var text = leading
    for sentence in sentences {
      for (index, token) in sentence.enumerated() {
        text += token.text
        text += token.space ?? (index == sentence.count - 1 ? "\n" : " ")
      }
    }
    return text
  }

  private func take(into article: inout ImportedArticle) throws(PostilError) {
    var aligner = Aligner(article.text)
    for sentence in sentences {
      var open: (span: Span, type: String, line: Int)?
      for token in sentence {
        guard let span = aligner.next(token.text) else {
          throw .file(
            .badRecord(
              path: path, line: token.line,
              reason:
                "the token '\(token.text)' does not come next in the text of '\(article.name)'"
            ))
        }
        let goesOn = ["I", "E", "L"].contains(token.prefix)
        if goesOn, let begun = open, begun.type == token.type {
          open?.span.end = span.end
        } else {
          close(open, &article)
          open = token.type.isEmpty ? nil : (span, token.type, token.line)
        }
      }
      close(open, &article)
    }
  }

  private func close(
    _ open: (span: Span, type: String, line: Int)?, _ article: inout ImportedArticle
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
