import PostilKit
import PostilSystem

extension StoreFact {
  package var description: String {
    switch self {
    case .noArticle(let name, _, _): "there is no article '\(name)'"
    case .sharedSidecar(let path, let other): "'\(path)' and '\(other)' would share one sidecar"
    case .oddName(let path): Self.bad(path, "its name is not UTF-8")
    case .badEnding(let path): Self.bad(path, "its name must end in .txt or .md")
    case .hiddenName(let name): Self.bad(name, "the name would be hidden or leave the workspace")
    case .nameTaken(let path): Self.bad(path, "a file of that name exists and is not an article")
    case .protectedFile(let path):
      "'\(path)' is an article or a sidecar and is never overwritten"
    case .wouldBeArticle(let path):
      "'\(path)' would become an article, as every .txt and .md file of the workspace"
    case .ownFile(let path): "'\(path)' is a file of the workspace itself"
    case .foreignSidecar(let path):
      "'\(path)' is not a Postil sidecar, so its article cannot be read"
    case .newerSidecar(let path, let version):
      "'\(path)' was written by a newer Postil (version \(version))"
    case .irregularSidecar(let path):
      "'\(path)' is not a regular file, so its article cannot be read"
    case .linkedSidecar(let path):
      "'\(path)' has another name (a hard link), which would keep the old content"
    case .textChanged(let path):
      "'\(path)' has changed since it was annotated, so its annotations are not shown"
    case .locked(let path): "'\(path)' is locked by another process"
    case .noAnnotation(let id, let article): "there is no annotation '\(id)' in '\(article)'"
    case .changedSince(let number, let article, let by):
      "annotation \(number) of '\(article)' was changed by \(by) in between, so nothing was changed"
    case .conflicting(let article, let count):
      "'\(article)' has \(counted(count, "conflict")) to review, whose other readings would be discarded"
    case .outside(let span, let length):
      "'\(span)' is not a valid span: the article ends at code point \(length)"
    case .anchoredSince(let article, let by):
      "\(by) has changed '\(article)' since it was anchored, so its old sidecar was not brought back"
    case .noKeptSidecar(let path):
      "'\(path)' is not the sidecar that was replaced, so it was not brought back"
    case .unfinished(let cause):
      "\(cause), and what had been written to other sidecars is still there"
    case .nothingToUndo(let by, let isHere):
      "you (\(by)) have no command to undo in this \(isHere ? "article" : "workspace")"
    case .nothingToRedo(let by, let isHere):
      "you (\(by)) have no command to redo in this \(isHere ? "article" : "workspace")"
    }
  }

  package var status: ExitStatus {
    switch self {
    case .noArticle: .noInput
    case .sharedSidecar, .oddName, .badEnding, .hiddenName, .nameTaken, .foreignSidecar,
      .newerSidecar, .irregularSidecar, .textChanged:
      .badData
    case .locked, .changedSince: .temporary
    case .linkedSidecar, .noAnnotation, .conflicting, .anchoredSince, .noKeptSidecar,
      .nothingToUndo,
      .nothingToRedo, .protectedFile, .wouldBeArticle:
      .failure
    case .outside, .ownFile: .usage
    case .unfinished(let cause): cause.status
    }
  }

  private static func bad(_ path: String, _ reason: String) -> String {
    "'\(path)' cannot be an article: \(reason)"
  }
}
