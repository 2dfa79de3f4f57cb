import PostilStore
import PostilKit
import PostilSystem

/// The targets of a command's words in one article.
package struct Targets {
  package let article: OpenArticle
  package let targets: [Target]

  package init(article: OpenArticle, targets: [Target]) {
    self.article = article
    self.targets = targets
  }

  /// The targets of words, article by article: in the articles of the scope and, for hits of a
  /// search, in those where they were found.
  package static func grouped(_ words: [Word], _ scope: Scope, _ focus: inout Focus) throws
    -> [Targets]
  {
    var result: [Targets] = []
    var miss: (any Error)?
    for article in try articles(words, scope, &focus) {
      do {
        let resolver = focus.resolver(in: article)
        let all = try words.flatMap { try resolver.targets($0) }
        result += try grouped(all, article, isScope: !scope.isHere, &focus)
      } catch let error as PostilError where !scope.isHere && error.isMiss { miss = error }
    }
    if let miss, result.isEmpty { throw miss }
    return result
  }

  /// The scope's articles; hits alone do not need an open article.
  private static func articles(
    _ words: [Word], _ scope: Scope, _ focus: inout Focus
  ) throws -> [OpenArticle] {
    if scope.isHere, focus.open == nil, !words.isEmpty, words.allSatisfy(\.isHits),
      let first = focus.hits.hits.first
    {
      return [try focus.article(of: focus.workspace.article(named: first.article))]
    }
    return try scope.articles(in: &focus)
  }

  private static func grouped(
    _ all: [Target], _ article: OpenArticle, isScope: Bool, _ focus: inout Focus
  ) throws -> [Targets] {
    let elsewhere = Dictionary(grouping: all.filter { $0.article != nil }) { $0.article ?? "" }
    let here = Targets(article: article, targets: all.filter { $0.article == nil })
    if isScope { return here.targets.isEmpty ? [] : [here] }
    let others = try elsewhere.sorted { $0.key < $1.key }.map { name, targets in
      Targets(
        article: try focus.article(of: focus.workspace.article(named: name)), targets: targets)
    }
    return (here.targets.isEmpty ? [] : [here]) + others
  }
}
