import PostilKit
import PostilStore
import PostilSystem

/// The articles that a command works on: `on this`, `on todo`, `on all`, `on wire storm`; by
/// default the open one.
package enum Scope: Hashable, Sendable {
  case here
  case todo
  case all
  case named([String])

  /// Removes `on …` from the end of a command's words; nil if it is not there.
  ///
  /// - Throws: `emptyScope` for `on` without articles.
  package init?(taking words: inout [Word]) throws(PostilError) {
    guard let place = words.firstIndex(where: { $0.bare == "on" }) else { return nil }
    let names = words[(place + 1)...].map(\.text)
    words.removeSubrange(place...)
    switch (names.first, names.count) {
    case (nil, _):
      throw .pointing(.emptyScope)
    case ("this", 1): self = .here
    case ("todo", 1): self = .todo
    case ("all", 1): self = .all
    default: self = .named(names)
    }
  }

  /// Whether the scope is only the open article.
  package var isHere: Bool { if case .here = self { true } else { false } }

  /// Opens the articles; one that cannot be opened is an error, since a bulk edit must not silently
  /// skip articles.
  package func articles(in focus: inout Focus) throws -> [OpenArticle] {
    switch self {
    case .here: return [try focus.article()]
    case .named(let names):
      return try names.map { try focus.article(of: focus.file($0)) }
    case .all: return try focus.workspace.articles().map { try focus.article(of: $0) }
    case .todo:
      return try focus.workspace.articles().map { try focus.article(of: $0) }
        .filter { $0.store.status == .open }
    }
  }

  /// The files of the articles; opens them only to find out which are still to do.
  ///
  /// - Throws: `noArticle`, `noOpenArticle`, and for `todo` what opening a sidecar throws.
  package func files(in focus: inout Focus) throws -> [ArticleFile] {
    switch self {
    case .here: return [try focus.article().store.file]
    case .named(let names): return try names.map { try focus.file($0) }
    case .all: return try focus.workspace.articles()
    case .todo: return try articles(in: &focus).map(\.store.file)
    }
  }
}
