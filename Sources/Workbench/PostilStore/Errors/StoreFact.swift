import PostilKit
import PostilSystem

/// What is wrong with an article, its sidecar, or the settings of a workspace.
package enum StoreFact: Fact {
  // Articles
  /// No article has the name; those in `similar` start or end with it.
  case noArticle(name: String, similar: [String] = [], known: [String])
  case sharedSidecar(path: String, other: String)
  /// A text, or a folder, whose name is not UTF-8; its bytes are escaped.
  case oddName(path: String)
  case badEnding(path: String)
  /// The name of a new article that would be hidden or leave the workspace.
  case hiddenName(String)
  /// The name of a new article that another file has.
  case nameTaken(path: String)

  // Outputs
  /// An article or a sidecar that would be overwritten.
  case protectedFile(path: String)
  /// A new file that would be taken for an article.
  case wouldBeArticle(path: String)
  /// Settings and the like of a workspace that would be overwritten.
  case ownFile(path: String)

  // Sidecars
  case foreignSidecar(path: String)
  case newerSidecar(path: String, version: Int)
  case irregularSidecar(path: String)
  /// A sidecar with another name, a hard link, from which replacing it would part it.
  case linkedSidecar(path: String)
  case textChanged(path: String)
  case locked(path: String)

  // Annotations
  case noAnnotation(id: String, article: String)
  /// A revision by someone else that the author of a change has not seen.
  case changedSince(number: Int, article: String, by: String)
  /// Readings of annotations that a merge has left and nobody has decided between.
  case conflicting(article: String, count: Int)
  /// A span outside of an article of `length` code points.
  case outside(span: Span, length: Int)
  /// A sidecar to which someone has written since `anchor` made it, so that it cannot be undone.
  case anchoredSince(article: String, by: String)
  /// The sidecar that `anchor` has replaced is gone or has changed.
  case noKeptSidecar(path: String)
  /// An op over several sidecars that failed in one, and could not be undone in the others either.
  case unfinished(PostilError)
  /// `isHere`: in one article; otherwise in the workspace.
  case nothingToUndo(by: String, isHere: Bool = true)
  case nothingToRedo(by: String, isHere: Bool = true)
}

extension PostilError {
  /// An error of an article, a sidecar or a workspace's settings.
  package static func store(_ fact: StoreFact) -> PostilError { PostilError(fact) }

  /// Whether there is nothing to undo or to redo, which is not an error after other undos.
  package var isNothingToTurn: Bool {
    switch fact {
    case StoreFact.nothingToUndo, StoreFact.nothingToRedo: true
    default: false
    }
  }
}
