import PostilKit
import PostilSchema
import PostilStore
import PostilSystem

/// What a person is working on: the open article, and what was shown, touched and found last.
///
/// It resolves what a person types; it writes nothing and prints nothing.
package struct Focus {
  /// The workspace.
  package private(set) var workspace: Workspace
  /// Whether an unambiguous prefix of a label or key is accepted: at a prompt, not in a script.
  package let acceptsPrefixes: Bool
  /// Whether a path outside the workspace is accepted as an article: on the command line.
  package let acceptsPaths: Bool
  /// The open article; nil before the first `open`.
  package private(set) var open: OpenArticle?
  /// The line that was shown last, for `8-9`.
  package var lastLine: Int?
  /// The ids of recently touched annotations, newest first.
  package private(set) var recent: [String] = []
  /// The hits of the last search or check, for `#3`.
  package var hits = HitList()
  /// The keys of the entities in the last list, to resolve their numbers.
  package var entities: [String] = []
  /// The ids of skipped suggestions: a review shows them last.
  package var skipped: Set<String> = []
  /// What other people have changed in the open article since the command before, by id; it has been
  /// reported, but the person has not yet decided anything that is based on it.
  package var unseen: [String: StoredAnnotation] = [:]
  /// Called before each article that a command opens.
  ///
  /// - Throws: `interrupted`.
  package var checkInterrupt: () throws(PostilError) -> Void = {}
  /// The label given to a span that is typed without one.
  package var stickyLabel: String?
  /// Whether the present command goes on without articles that cannot be read, where it works on several.
  /// One that edits them must not: a bulk edit would silently miss articles.
  package var skipsUnreadable = false
  /// Why articles could not be read.
  private var unreadable: [PostilError] = []

  /// Number of touched annotations that are remembered.
  private static let remembered = 50

  /// A focus without an open article.
  package init(_ workspace: Workspace, acceptsPrefixes: Bool = false, acceptsPaths: Bool = false) {
    self.workspace = workspace
    self.acceptsPrefixes = acceptsPrefixes
    self.acceptsPaths = acceptsPaths
  }

  /// Reads the settings of the workspace again, after a command has changed them.
  ///
  /// - Throws: What `Workspace.init` throws.
  package mutating func readSettings() throws {
    workspace = try Workspace(root: workspace.root, sidecars: workspace.sidecars)
  }

  /// The schema of the workspace.
  package var schema: Schema { workspace.schema }

  // MARK: Articles

  /// The open article; if the workspace has a single article, opens it.
  ///
  /// - Throws: `noOpenArticle`.
  package mutating func article() throws -> OpenArticle {
    if let open { return open }
    let articles = try workspace.articles()
    guard articles.count == 1 else { throw PostilError.pointing(.noOpenArticle) }
    return try open(articles[0])
  }

  @discardableResult package mutating func open(_ file: ArticleFile) throws -> OpenArticle {
    let opened = OpenArticle(try AnnotationStore.open(file))
    turn(to: opened)
    return opened
  }

  /// Makes an article that a command opened temporarily the open one.
  package mutating func turn(to article: OpenArticle) {
    guard article !== open else { return }
    open = article
    recent = []
    lastLine = nil
  }

  /// An article of the workspace: the open one, or another one for the duration of a command.
  package func article(of file: ArticleFile) throws -> OpenArticle {
    try checkInterrupt()
    if let open, open.name == file.name { return open }
    return OpenArticle(try AnnotationStore.open(file))
  }

  /// An article among several; nil if it cannot be read and the command goes on without such articles.
  package mutating func readable(_ file: ArticleFile) throws -> OpenArticle? {
    try admitted(Result { try article(of: file) })
  }

  /// What was read of an article among several; nil if it cannot be read and the command goes on without
  /// such articles.
  ///
  /// - Throws: The error of an article that the command cannot do without.
  package mutating func admitted<Value>(_ result: Result<Value, any Error>) throws -> Value? {
    do { return try result.get() } catch let error as PostilError
      where skipsUnreadable && !error.endsCommand
    {
      if !unreadable.contains(error) { unreadable.append(error) }
      return nil
    }
  }

  /// Why articles could not be read since the last call.
  package mutating func takeUnreadable() -> [PostilError] {
    defer { unreadable = [] }
    return unreadable
  }

  /// The article named by a word: in the workspace or, on the command line, by its path.
  package func file(_ name: String) throws -> ArticleFile {
    if acceptsPaths, workspace.root == ".", ArticleFile.isText(name), Folders.exists(name) {
      return try Workspace.article(path: name, sidecars: workspace.sidecars).1
    }
    return try workspace.article(named: name)
  }

  /// The same, but only by its whole name or path: what names several articles must not guess.
  ///
  /// - Throws: `noArticle` with the nearest names.
  package func file(exactly name: String) throws -> ArticleFile {
    let file = try file(name)
    let isPath = acceptsPaths && ArticleFile.isText(name) && Folders.exists(name)
    let whole = ArticleFile.name(ofTyped: name)
    let isWhole =
      file.name == whole || ArticleFile.isText(whole) && whole.hasPrefix(file.name + ".")
    guard isWhole || isPath else {
      throw PostilError.store(.noArticle(name: name, similar: [file.name], known: []))
    }
    return file
  }

  // MARK: Annotations

  /// Records that annotations were touched; `.` refers to the last one.
  package mutating func touch(_ ids: [String]) {
    guard !ids.isEmpty else { return }
    let touched = Array(ids.reversed())
    let others = recent.filter { !touched.contains($0) }
    recent = Array((touched + others).prefix(Self.remembered))
  }

  /// A resolver of designators in the open article.
  package mutating func resolver() throws -> SpanResolver { resolver(in: try article()) }

  /// A resolver of designators in an article.
  package func resolver(in article: OpenArticle) -> SpanResolver {
    let isOpen = article === open
    return SpanResolver(
      grid: article.grid, lastLine: isOpen ? lastLine : nil,
      annotations: AnnotationIndex(article.store.annotations, recent: isOpen ? recent : []),
      hits: hits, article: article.name)
  }
}
