import PostilKit
import PostilStore

/// An article as read from a file.
package struct ImportedArticle: Sendable {
  /// Its name in the file.
  package var name: String
  /// Its text.
  package var text: Text
  /// The day of publication, if the file gives it.
  package var published: CalendarDate?
  /// Its annotations; their ids are unique within the article.
  package var annotations: [Annotation]
  /// What could not be imported.
  package var losses: [ImportLoss]

  /// Makes an article.
  package init(
    name: String, text: Text, published: CalendarDate? = nil, annotations: [Annotation] = [],
    losses: [ImportLoss] = []
  ) {
    self.name = name
    self.text = text
    self.published = published
    self.annotations = annotations
    self.losses = losses
  }

  /// Gives every annotation without an id one that is the same at each import of the file.
  mutating func identify() {
    var ordinals: [Annotation: Int] = [:]
    for index in annotations.indices where annotations[index].id.isEmpty {
      let one = annotations[index]
      let key = Annotation(layer: one.layer, label: one.label, spans: one.spans)
      ordinals[key, default: -1] += 1
      annotations[index].id = AnnotationID.derived(
        layer: one.layer, label: one.label, spans: one.spans, annotator: "import",
        ordinal: ordinals[key] ?? 0)
    }
  }
}

/// Something in a file that was not imported.
package struct ImportLoss: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// What was lost and why, as the end of a sentence.
  package let what: String

  /// Makes a loss.
  package init(path: String, line: Int, what: String) {
    self.path = path
    self.line = line
    self.what = what
  }

  /// `file:line: what`.
  package var description: String { "\(path):\(line): \(what)" }
}
