import PostilExchange
import PostilKit

/// brat standoff: `NAME.txt` (the text, byte for byte), `NAME.ann` and one `annotation.conf`.
///
/// An annotation is a text-bound `T` whose type is its label. One with a cue is also an event: its
/// type is the layer (`Quote`), its trigger the cue, its arguments `Content` (the annotation's own `T`)
/// and the other roles. Without a cue each role is a relation of that name. Canonical names and a `ref`
/// become a `Reference`; the state (unless accepted) and values of one word, such as a timex's, become
/// attributes that `annotation.conf` declares with the schema's values and those that occur; a note becomes a line of
/// `AnnotatorNotes`, and every other attribute one of type `Attribute`, `NAME=VALUE`.
package struct BratExporter: Exporter {
  /// `brat`.
  package var name: String { "brat" }
  /// What it writes.
  package var summary: String {
    "standoff for brat: NAME.ann, NAME.txt and annotation.conf in a folder"
  }
  package var cannotSay: String {
    "the day of publication, annotators, scores, rules, line breaks inside a span, labels of the article"
  }
  private let options: ExportOptions
  /// What occurred.
  private var types: BratTypes

  /// Makes an exporter; `annotation.conf` declares the schema's labels, roles and values whether or not
  /// they occur.
  package init(_ options: ExportOptions = ExportOptions()) {
    self.options = options
    types = BratTypes(options)
  }

  /// Writes one article.
  package mutating func export(_ article: Article, _ annotations: [Annotation]) -> ExportedArticle {
    for annotation in annotations { types.add(annotation) }
    var writer = BratWriter(text: article.text, types: BratTypes(options))
    writer.write(annotations)
    return ExportedArticle(
      files: [
        ExportedFile(name: article.id + ".txt", bytes: article.text.utf8),
        ExportedFile(name: article.id + ".ann", lines: writer.lines),
      ], losses: writer.losses)
  }

  /// Writes `annotation.conf`.
  package func sharedFiles() -> [ExportedFile] {
    [ExportedFile(name: "annotation.conf", lines: types.configuration)]
  }
}
