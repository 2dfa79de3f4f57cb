import PostilKit

/// Whether a person has finished with an article.
package enum ArticleStatus: String, Sendable {
  /// Work goes on.
  case open
  /// Everything is reviewed.
  case done
}

/// An annotation as the newest line of its id has it.
package struct StoredAnnotation: Hashable, Sendable, Identifiable {
  /// The annotation.
  package var annotation: Annotation
  /// Its screen number: the rank of its id's first line in the sidecar, from 1. It never changes.
  package let number: Int
  /// The op that wrote the newest line.
  package let op: String
  /// When, in UTC by RFC 3339.
  package let at: String
  /// Who wrote the newest line.
  package let author: Author
  /// The author's name: `anna`, `entity-tagger@0.1.0`.
  package var by: String { author.name }
  /// The annotation's id.
  package var id: String { annotation.id }
}

/// One thing to change in a sidecar.
package enum Change: Sendable {
  /// A new annotation (an empty id gets a random one), or a revision of the one with that id.
  ///
  /// A plugin's is skipped where the id is in the log already in whatever state, and so is every
  /// suggestion where a person has decided: nothing a person said is overridden, nothing is offered
  /// twice. What was undone counts as never written.
  case put(Annotation)
  /// Takes an annotation away. Its lines stay in the log, and its id is not suggested again.
  case remove(id: String)
  /// Sets the article's status.
  case status(ArticleStatus)
  /// Notes that a plugin has done the article, so that a batch need not ask it again.
  case ran(annotator: String)
  /// Sets what is known of the article; nil leaves that fact as it is.
  case facts(published: CalendarDate?, source: String?)
}

/// What a commit, an undo or a redo did.
package struct Receipt: Sendable {
  /// The op it wrote. Empty if nothing was written.
  package internal(set) var op: String
  /// Annotations written, as they are now.
  package internal(set) var written: [StoredAnnotation] = []
  /// Annotations removed, as they were.
  package internal(set) var removed: [StoredAnnotation] = []
  /// For undo and redo: annotations it could not restore, since somebody changed them later.
  package internal(set) var left: [StoredAnnotation] = []
  /// Ids whose suggestion was not taken, since they are in the log already. Whoever reports what was
  /// written reports these as left.
  package internal(set) var skipped: [String] = []
  /// The command that was done, undone or redone.
  package internal(set) var command: String?
  /// The other articles that the same op touched.
  package internal(set) var articles: [String] = []
}

/// One op of a sidecar's log.
package struct LogEntry: Hashable, Sendable {
  /// The op's id.
  package let op: String
  /// When, in UTC by RFC 3339.
  package let at: String
  /// Who wrote these lines; the lines of an op by several authors are an entry for each.
  package let author: Author
  /// The author's name.
  package var by: String { author.name }
  /// The person who commanded it, if that is not the author or the op may be in articles that it does
  /// not list.
  package let person: String?
  /// The command as it was typed, if it was.
  package let command: String?
  /// How many annotations it wrote.
  package let written: Int
  /// How many annotations it removed.
  package let removed: Int
  /// The op that it undid, if it is an undo or a redo.
  package let undoes: String?
  /// Whether it has been undone since.
  package let isUndone: Bool
  /// The other articles that it touched.
  package let articles: [String]
}
