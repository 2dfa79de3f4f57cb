import PostilKit
import PostilStore
import PostilSystem

/// The articles that a command is about: `on this`, `on todo`, `on all`, `on wire storm`; the open one
/// if nothing is said.
package enum Scope: Hashable, Sendable {
  case here
  case todo
  case all
  case named([String])

  /// Takes `on …` off the end of a command's words; nil if it is not there.
  ///
  /// - Throws: `usage` for `on` without articles.
  package init?(taking words: inout [Word]) throws(PostilError) {
    guard let place = words.firstIndex(where: { $0.bare == "on" }) else { return nil }
    let names = words[(place + 1)...].map(\.text)
    words.removeSubrange(place...)
    switch (names.first, names.count) {
    case (nil, _):
      throw .usage(reason: "'on' needs to know which articles", next: "say on all, todo, or a name")
    case ("this", 1): self = .here
    case ("todo", 1): self = .todo
    case ("all", 1): self = .all
    default: self = .named(names)
    }
  }

  /// Whether only the open article is meant.
  package var isHere: Bool { if case .here = self { true } else { false } }

  /// The articles, each opened; one that cannot be opened is an error, since a bulk edit must not leave
  /// out articles in silence.
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

  /// The files of the articles, none of them opened but to see which are still to do.
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
