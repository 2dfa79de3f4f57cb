import PostilKit
import PostilStore
import PostilSystem

/// The articles that a command works on: the open one, those that are not done, all of them, articles by
/// name, or several of these. Each article is taken once.
package struct Scope: Hashable, Sendable {
  /// One word of a scope.
  package enum Part: Hashable, Sendable {
    case this
    case todo
    case all
    /// An article's whole name, with or without its ending.
    case named(String)
  }

  /// What the scope names, in order.
  package let parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  /// The open article.
  package static let here = Scope([.this])
  /// The articles that are not done.
  package static let todo = Scope([.todo])
  /// All articles of the workspace.
  package static let all = Scope([.all])

  /// Whether the scope is only the open article.
  package var isHere: Bool { self == .here }

  /// Opens the articles; several without those that cannot be read, if the command goes on without them.
  ///
  /// - Throws: `noArticle`, `noOpenArticle`, and what opening a sidecar throws.
  package func articles(in focus: inout Focus) throws -> [OpenArticle] {
    var articles: [OpenArticle] = []
    for part in parts {
      switch part {
      case .this: articles.append(try focus.article())
      case .named(let name):
        let file = try focus.file(exactly: name)
        articles +=
          try parts.count == 1 ? [focus.article(of: file)] : Self.opened([file], &focus)
      case .all: articles += try Self.opened(focus.workspace.articles(), &focus)
      case .todo:
        articles += try Self.opened(focus.workspace.articles(), &focus)
          .filter { $0.store.status == .open }
      }
    }
    return parts.count == 1 ? articles : Self.once(articles) { $0.store.file.textPath }
  }

  private static func opened(
    _ files: [ArticleFile], _ focus: inout Focus
  ) throws -> [OpenArticle] {
    var articles: [OpenArticle] = []
    for file in files { if let article = try focus.readable(file) { articles.append(article) } }
    return articles
  }

  /// The files of the articles; opens them only to find out which are still to do.
  ///
  /// - Throws: `noArticle`, `noOpenArticle`, and for `todo` what opening a sidecar throws.
  package func files(in focus: inout Focus) throws -> [ArticleFile] {
    var files: [ArticleFile] = []
    for part in parts {
      switch part {
      case .this: files.append(try focus.article().store.file)
      case .named(let name): files.append(try focus.file(exactly: name))
      case .all: files += try focus.workspace.articles()
      case .todo: files += try Scope.todo.articles(in: &focus).map(\.store.file)
      }
    }
    return parts.count == 1 ? files : Self.once(files, \.textPath)
  }

  /// The elements whose keys did not occur before.
  private static func once<Element>(
    _ elements: [Element], _ key: (Element) -> String
  ) -> [Element] {
    var seen: Set<String> = []
    return elements.filter { seen.insert(key($0)).inserted }
  }
}
