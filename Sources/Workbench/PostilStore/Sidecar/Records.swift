import PostilKit

/// Whether a person has marked an article as done.
package enum ArticleStatus: String, Sendable {
  /// Not done yet.
  case open
  /// Completely reviewed.
  case done
}

/// An annotation in the state given by the newest line of its id.
package struct StoredAnnotation: Hashable, Sendable, Identifiable {
  package var annotation: Annotation
  /// Its screen number: the rank of its id's first line in the sidecar, from 1; it never changes.
  package let number: Int
  /// The op that wrote the newest line.
  package let op: String
  /// Time of the newest line, in UTC as RFC 3339.
  package let at: String
  /// The author of the newest line.
  package let author: Author
  /// The author's name: `anna`, `entity-tagger@0.1.0`.
  package var by: String { author.name }
  /// The annotation's id.
  package var id: String { annotation.id }
}

/// One change to a sidecar.
package enum Change: Sendable {
  /// A new annotation (an empty id is replaced by a random one), or a revision of the one with that
  /// id.
  ///
  /// A plugin's annotation is skipped if its id is already in the log, in any state, and so is
  /// every suggestion where a person has decided: decisions are never overridden, and nothing is
  /// suggested twice. Lines that were undone count as never written.
  case put(Annotation)
  /// Marks words: a new annotation, or, if there is one with the same layer, label and spans by the time it
  /// is written, this one with the attributes and roles of both, accepted.
  case mark(Annotation)
  /// Removes an annotation. Its lines stay in the log, and its id is not suggested again.
  case remove(id: String)
  /// Records that the person has decided between the readings of an annotation that a merge has left.
  case settle(id: String)
  /// Sets the article's status.
  case status(ArticleStatus)
  /// Records that a plugin has processed the article, so that a batch can skip it; with the day of
  /// publication that it knew, if that is not the article's present one, and the hash of what it knew besides.
  case ran(annotator: String, published: CalendarDate? = nil, hash: String? = nil)
  /// Sets facts about the article; nil leaves a fact unchanged.
  case facts(published: CalendarDate?, source: String?)
}

/// The result of a commit, an undo or a redo.
package struct Receipt: Sendable {
  /// The op that was written; empty if nothing was written.
  package internal(set) var op: String
  /// The article's name.
  package internal(set) var article = ""
  /// Annotations written, as they are now.
  package internal(set) var written: [StoredAnnotation] = []
  /// Annotations removed, as they were.
  package internal(set) var removed: [StoredAnnotation] = []
  /// The ids of annotations written that were there already when they were to be marked.
  package internal(set) var joined: Set<String> = []
  /// Annotations that were there already with all that was to be marked, as they are.
  package internal(set) var known: [StoredAnnotation] = []
  /// For undo and redo: annotations that could not be restored because they were changed later.
  package internal(set) var left: [StoredAnnotation] = []
  /// Ids of changes that were skipped: suggestions already in the log, and changes of what someone
  /// else has changed since. A report of what was written reports these as left.
  package internal(set) var skipped: [String] = []
  /// The command that was run, undone or redone.
  package internal(set) var command: String?
  /// The other articles that the same op touched.
  package internal(set) var articles: [String] = []
  /// For undo and redo: other articles of the op that stay as they are, since the person has changed
  /// something there since.
  package internal(set) var unreached: [String] = []

  /// The receipt of a commit that wrote nothing.
  package static let nothing = Receipt(op: "")
}

/// One op of a sidecar's log.
package struct LogEntry: Hashable, Sendable {
  /// The op's id.
  package let op: String
  /// Time of the op, in UTC as RFC 3339.
  package let at: String
  /// The author of these lines; an op by several authors gives an entry for each.
  package let author: Author
  /// The author's name.
  package var by: String { author.name }
  /// The person who commanded the op, if that is not the author or if the op may be in articles
  /// that it does not list.
  package let person: String?
  /// The command as typed, if there was one.
  package let command: String?
  /// Number of annotations written.
  package let written: Int
  /// Number of annotations removed.
  package let removed: Int
  /// The op that this one undoes, if it is an undo.
  package let undoes: String?
  /// The op that this one redoes, if it is a redo.
  package let redoes: String?
  /// Whether it took back a command that was interrupted, which cannot be redone.
  package let isInterrupted: Bool
  /// Whether it has been undone since.
  package let isUndone: Bool
  /// The other articles that it touched.
  package let articles: [String]
}
