import PostilKit

/// Whether a person has finished with an article.
public enum ArticleStatus: String, Sendable {
  /// Work goes on.
  case open
  /// Everything is reviewed.
  case done
}

/// An annotation as the newest line of its id has it.
public struct StoredAnnotation: Hashable, Sendable, Identifiable {
  /// The annotation.
  public var annotation: Annotation
  /// Its screen number: the rank of its id's first line in the sidecar, from 1. It never changes.
  public let number: Int
  /// The op that wrote the newest line.
  public let op: String
  /// When, in UTC by RFC 3339.
  public let at: String
  /// Who: a person, or a plugin as `name@version`.
  public let by: String
  /// The annotation's id.
  public var id: String { annotation.id }
}

/// One thing to change in a sidecar.
public enum Change: Sendable {
  /// A new annotation (an empty id gets a random one), or a revision of the one with that id.
  ///
  /// A plugin's is skipped where the id is in the log already in whatever state, and so is every
  /// suggestion where a person has decided: nothing a person said is overridden, nothing is offered
  /// twice.
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
public struct Receipt: Sendable {
  /// The op it wrote. Empty if nothing was written.
  public internal(set) var op: String
  /// Annotations written, as they are now.
  public internal(set) var written: [StoredAnnotation] = []
  /// Annotations removed, as they were.
  public internal(set) var removed: [StoredAnnotation] = []
  /// For undo and redo: annotations it could not restore, since somebody changed them later.
  public internal(set) var left: [StoredAnnotation] = []
  /// Ids whose suggestion was not taken, since they are in the log already.
  public internal(set) var skipped: [String] = []
  /// The command that was done, undone or redone.
  public internal(set) var command: String?
  /// The other articles that the same op touched.
  public internal(set) var articles: [String] = []
}

/// One op of a sidecar's log.
public struct LogEntry: Hashable, Sendable {
  /// The op's id.
  public let op: String
  /// When, in UTC by RFC 3339.
  public let at: String
  /// Who.
  public let by: String
  /// The command as it was typed, if it was.
  public let command: String?
  /// How many annotations it wrote.
  public let written: Int
  /// How many annotations it removed.
  public let removed: Int
  /// The op that it undid, if it is an undo or a redo.
  public let undoes: String?
  /// Whether it has been undone since.
  public let isUndone: Bool
  /// The other articles that it touched.
  public let articles: [String]
}
