import PostilKit
import PostilPointing
import PostilStore
import PostilSystem

/// Opens articles on several threads and hands them over one after the other, so that not all are in memory.
package struct ArticleStream {
  private let focus: Focus

  /// A stream of articles as a focus sees them: the open one as it is.
  package init(_ focus: Focus) { self.focus = focus }

  /// The files of a scope that names all articles, or all that are not done; nil for another one.
  ///
  /// - Throws: What listing the articles throws.
  package func files(of scope: Scope) throws -> [ArticleFile]? {
    scope == .all || scope == .todo ? try focus.workspace.articles() : nil
  }

  /// Opens each article and hands it over, in order.
  ///
  /// - Parameters:
  ///   - files: The articles.
  ///   - isWanted: Whether an article has to be opened; called on any thread. What it throws is the result.
  ///   - body: Takes an article, or why it cannot be read.
  /// - Throws: `interrupted`, and what `body` throws.
  package func forEach(
    _ files: [ArticleFile],
    where isWanted: @escaping @Sendable (ArticleFile) throws -> Bool = { _ in true },
    _ body: (Result<OpenArticle, any Error>) throws -> Void
  ) throws {
    try forEach(files, where: isWanted, from: { $0 }) { _, result in try body(result) }
  }

  /// Opens each article and hands over what is made of it, in order.
  ///
  /// - Parameters:
  ///   - make: Makes it; called on any thread.
  ///   - body: Takes it, or why the article cannot be read.
  /// - Throws: `interrupted`, and what `body` throws.
  package func forEach<Output>(
    _ files: [ArticleFile],
    where isWanted: @escaping @Sendable (ArticleFile) throws -> Bool = { _ in true },
    from make: @escaping @Sendable (OpenArticle) throws -> Output,
    _ body: (ArticleFile, Result<Output, any Error>) throws -> Void
  ) throws {
    let open = focus.open
    let name = open?.name
    try map(files) { file -> Handed<Result<Output, any Error>?>? in
      if file.name == name { return nil }
      do {
        guard try isWanted(file) else { return Handed(nil) }
        return Handed(.success(try make(OpenArticle(AnnotationStore.open(file)))))
      } catch {
        return Handed(.failure(error))
      }
    } _: { file, handed in
      if let handed {
        if let result = handed.value { try body(file, result) }
      } else if let open {
        try body(file, Result { try make(open) })
      }
    }
  }

  /// Works on each article on any thread and hands the results over, in order.
  ///
  /// - Throws: `interrupted`, and what `body` throws.
  package func map<Output: Sendable>(
    _ files: [ArticleFile], _ work: @escaping @Sendable (ArticleFile) -> Output,
    _ body: (ArticleFile, Output) throws -> Void
  ) throws {
    try OrderedWork.forEach(files, work: work) { index, output in
      try focus.checkInterrupt()
      try body(files[index], output)
    }
  }
}
