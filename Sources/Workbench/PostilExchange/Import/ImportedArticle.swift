import PostilKit
import PostilStore

/// An article as read from a file.
package struct ImportedArticle: Sendable {
  /// Its name in the file.
  package var name: String
  package var text: Text
  /// The day of publication, if the file gives it.
  package var published: CalendarDate?
  /// Where it was published, if the file says so: an address or a name.
  package var source: String?
  /// Whether the file has no annotations for it, so that no article is made.
  package var isLeftOut = false
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

  /// No article, for what could not be read.
  package static func nothing(_ name: String) -> ImportedArticle {
    var nothing = ImportedArticle(name: name, text: Text(""))
    nothing.isLeftOut = true
    return nothing
  }

  /// Gives every annotation without an id one that is the same at each import of the file.
  package mutating func identify() {
    var ordinals: [Annotation: Int] = [:]
    for index in annotations.indices where annotations[index].id.isEmpty {
      let one = annotations[index]
      let key = Annotation(layer: one.layer, label: one.label, spans: one.spans)
      ordinals[key, default: -1] += 1
      annotations[index].id = AnnotationIDs.derived(one, ordinal: ordinals[key] ?? 0)
    }
  }
}

/// Ids of imported annotations.
package enum AnnotationIDs {
  /// Whether a string has the format of Postil's own ids.
  package static func isWellFormed(_ id: String) -> Bool { AnnotationID.isWellFormed(id) }

  /// An id that is the same at each import of a file.
  static func derived(_ annotation: Annotation, ordinal: Int) -> String {
    AnnotationID.derived(
      layer: annotation.layer, label: annotation.label, spans: annotation.spans,
      annotator: "import", ordinal: ordinal)
  }
}

/// Something in a file that was not imported.
package struct ImportLoss: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The line, from 1; 0 for what concerns an annotation of the workspace, whose article is `path`.
  package let line: Int
  /// What was lost and why, as the end of a sentence.
  package let what: String

  /// The same for all losses that are counted together.
  package let kind: String

  /// Makes a loss.
  ///
  /// - Parameter kind: What is counted together; nil for all that have the same words.
  package init(path: String, line: Int, what: String, kind: String? = nil) {
    self.path = path
    self.line = line
    self.what = what
    self.kind = kind ?? what
  }

  /// `file:line: what`.
  package var description: String { line > 0 ? "\(path):\(line): \(what)" : "\(path): \(what)" }
}
