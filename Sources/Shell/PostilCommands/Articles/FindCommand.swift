import PostilIndex
import PostilKit
import PostilPatterns
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `find`: lists occurrences of words, patterns or annotations as hits.
struct FindCommand: SimpleCommand {
  let name = "find"
  let aliases = ["f"]
  let group = CommandGroup.articles
  let takesText = true
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let summary = "Search for words or annotations; other commands refer to the hits as #1, #2-5, #*."
  let usage = "\"WORDS\" | /PATTERN/ | SPAN [unmarked | FILTER…] [sort=ORDER] [count by NAME]"
  let details = """
    Filters alone find annotations; after words they keep the places that have such an annotation, and
    unmarked keeps the places without one. Filters of place (in quote, near PER/10, section=body) and of the
    article are about the words themselves. `help query` explains all filters, sort= and count by. The hits keep
    their numbers until the next search. The exit status is 1 if there are none.
    """
  let examples: [Example] = [
    ("find \"Duarte\"", "then use tag #2 PER"),
    ("find /union \\w+/i on all", "in all articles; tag #* ORG marks them in one step"),
    ("find \"Hull\" unmarked on all", "occurrences that are not marked"),
    ("find quote speaker~duarte", "annotations, as list takes them"),
    (
      "find \"sanctions\" in quote on all sort=right", "where quotes speak of them, by what follows"
    ),
    ("find PER in quote on all count by entity", "who is named in quotes, and how often"),
  ]
  let counts = true
  let completion: [Completion] = [.filters, .labels]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let arrangement = try Arrangement(&arguments, session)
    let search = try WordSearch(&arguments, session)
    guard search.isActive else {
      throw PostilError.usage(.missing("the words to find", Synopsis(self)))
    }
    try search.checkPattern()
    let stream = ArticleStream(session.focus)
    var results = HitPages(isJSON: arguments.has("json"), arrangement, session)
    if let all = try stream.files(of: arguments.scope) {
      results.showsName = all.count > 1
      var files: [ArticleFile] = []
      try results.collect { add in
        try search.forEachPart(of: all, session.focus.workspace) { part in
          files += part
          try stream.forEach(part, where: search.mayFind) { result in
            guard let article = try session.focus.admitted(result),
              arguments.scope != .todo || article.store.status == .open
            else { return }
            try add(article, search.hits(in: article, session))
          }
        }
      }
      session.focus.hits = HitList(results.hits)
      if results.hits.isEmpty { throw try nothing(search, files, stream) }
      return
    }
    let articles = try arguments.scope.articles(in: &session.focus)
    results.showsName = articles.count > 1
    try results.collect { add in
      for article in articles { try add(article, search.hits(in: article, session)) }
    }
    session.focus.hits = HitList(results.hits)
    if results.hits.isEmpty { throw nothing(search, articles) }
  }

  /// The error for words that no article has, with the nearest ones that one has.
  private func nothing(
    _ search: WordSearch, _ files: [ArticleFile], _ stream: ArticleStream
  ) throws -> PostilError {
    guard let needle = search.needle, !search.isFiltered else {
      return .command(.nothingFound(text: nil, nearest: nil))
    }
    var nearest: String?
    do {
      try stream.map(files) { file in
        (try? LoadedArticle.text(of: file)).flatMap { TextSearch(text: $0).nearest(to: needle) }
      } _: { _, found in
        nearest = found
        if found != nil { throw Found() }
      }
    } catch is Found {}
    return .command(.nothingFound(text: "\(needle)", nearest: nearest))
  }

  /// Ends a search at the first article that has what is looked for.
  private struct Found: Error {}

  private func nothing(_ search: WordSearch, _ articles: [OpenArticle]) -> PostilError {
    guard let needle = search.needle, !search.isFiltered else {
      return .command(.nothingFound(text: nil, nearest: nil))
    }
    let nearest = articles.lazy.compactMap {
      TextSearch(text: $0.store.article.text).nearest(to: needle)
    }.first
    return .command(.nothingFound(text: "\(needle)", nearest: nearest))
  }
}

/// The hits of a search, shown page by page while it goes on.
private struct HitPages {
  private let isJSON: Bool
  private let session: Session
  /// Whether each line has the name of its article.
  var showsName = false
  private(set) var hits: [Hit] = []
  private var arrangement: Arrangement
  private var page: [Concordance] = []
  /// Hits that wait for all others, to be sorted.
  private var unsorted: [(key: QueryOrder.Key, hit: Hit, line: Concordance)] = []
  private var hasLeft = false

  /// The number of hits that are aligned with one another.
  private static let length = 500

  init(isJSON: Bool, _ arrangement: Arrangement, _ session: Session) {
    (self.isJSON, self.arrangement, self.session) = (isJSON, arrangement, session)
  }

  /// Runs a search that adds the hits of one article after the other, and shows them. All are collected, even if
  /// the pager is left before.
  mutating func collect(
    _ search: (_ add: (OpenArticle, [Hit]) throws -> Void) throws -> Void
  ) throws {
    try session.console.page { print in
      try withoutActuallyEscaping(print) { print in
        try search { article, found in
          let query = QueryArticle(article)
          for hit in found { try take(hit, query, print) }
        }
        let sorted = unsorted.enumerated().sorted {
          ($0.element.key, $0.offset) < ($1.element.key, $1.offset)
        }
        for (_, one) in sorted { try add(one.hit, one.line, print) }
        try show(print)
      }
    }
    try arrangement.showCounts(asJSON: isJSON, session)
  }

  private mutating func take(
    _ hit: Hit, _ query: QueryArticle, _ print: ([StyledLine]) throws -> Void
  ) throws {
    let stored = hit.id.flatMap { query.article.store[id: $0] }
    if arrangement.count(hit.spans, stored, in: query) {
      hits.append(hit)
      return
    }
    let line = Concordance(hit, number: 0, query.article, showsName: showsName)
    guard let order = arrangement.order else { return try add(hit, line, print) }
    unsorted.append((order.key(hit.spans, stored, in: query.article), hit, line))
  }

  private mutating func add(
    _ hit: Hit, _ line: Concordance, _ print: ([StyledLine]) throws -> Void
  ) throws {
    hits.append(hit)
    page.append(line)
    page[page.count - 1].number = hits.count
    if page.count == Self.length { try show(print) }
  }

  private mutating func show(_ print: ([StyledLine]) throws -> Void) throws {
    defer { page = [] }
    if hasLeft || page.isEmpty { return }
    if isJSON {
      for line in page { try session.console.out.print(json: line.json) }
      return
    }
    do {
      try print(Concordance.lines(page, width: session.preferences.display.columns))
    } catch is Paging.Left { hasLeft = true }
  }
}

/// The query of `find`.
struct WordSearch {
  /// The words or the pattern; nil if there are only filters.
  let needle: Designator.Needle?
  private let filter: Selection
  private var wantsUnmarked = false
  private let source: String

  /// Parses a command's words: the words or pattern first, then filters.
  init(_ arguments: inout Arguments, _ session: Session) throws {
    source = arguments.words.first?.raw ?? ""
    needle = try Self.needle(&arguments, session)
    if needle != nil, let place = arguments.words.firstIndex(where: { $0.bare == "unmarked" }) {
      wantsUnmarked = true
      arguments.words.remove(at: place)
    }
    filter = try Selection(arguments.words, arguments.pairs, schema: session.focus.schema)
  }

  /// Whether there is anything to search for.
  var isActive: Bool { needle != nil || !filter.isEmpty }

  /// Whether places are filtered by the annotations on them.
  var isFiltered: Bool { wantsUnmarked || !filter.isEmpty }

  /// Whether it matters which annotations are on a place.
  private var needsMarks: Bool { wantsUnmarked || filter.isAboutAnnotations }

  private static func needle(
    _ arguments: inout Arguments, _ session: Session
  ) throws -> Designator.Needle? {
    guard let word = arguments.words.first else { return nil }
    var filters = AnnotationFilter()
    if try filters.take(arguments.words[...], session.focus.schema) > 0 { return nil }
    let designator = try? DesignatorParser.parse(word)
    if case .text(let needle, _)? = designator?.parts.first?.anchor, designator?.parts.count == 1 {
      arguments.words.removeFirst()
      return needle
    }
    arguments.words.removeFirst()
    guard designator != nil else { return .words(word.text) }
    let target = try session.focus.resolver().target(word)
    return .words(try session.focus.article().store.article.text[target.spans])
  }

  /// Refuses a pattern that is not valid.
  func checkPattern() throws {
    guard let needle else { return }
    do { _ = try TextSearch(text: Text("")).occurrences(of: needle) } catch {
      throw PostilError.pointing(.badSpan(span: source, .badPattern(reason: error.reason)))
    }
  }

  /// Hands over the articles in which there may be a hit, by the index of their words, part by part.
  func forEachPart(
    of files: [ArticleFile], _ workspace: Workspace, _ body: ([ArticleFile]) throws -> Void
  ) throws {
    guard case .words(let words)? = needle else { return try body(files) }
    try WorkspaceScan(workspace).forEachPart(of: files, withWords: words, body)
  }

  /// Whether there may be a hit in an article, by its text alone: opening its sidecar takes much longer. Called on
  /// any thread.
  var mayFind: @Sendable (ArticleFile) throws -> Bool {
    guard let needle else { return { _ in true } }
    return { try !TextSearch(text: LoadedArticle.text(of: $0)).occurrences(of: needle).isEmpty }
  }

  /// The hits in one article, in reading order.
  func hits(in article: OpenArticle, _ session: Session) throws -> [Hit] {
    guard let needle else {
      return try filter.annotations(in: article, &session.focus).map {
        Hit(article: article.name, spans: $0.annotation.spans, id: $0.id)
      }.sorted { ($0.spans.first?.start ?? 0) < ($1.spans.first?.start ?? 0) }
    }
    let text = article.store.article.text
    let alive = try filter.marks(in: article, &session.focus).filter {
      filter.isAboutAnnotations || $0.annotation.state != .rejected
    }
    let found: [Range<Int>]
    do { found = try TextSearch(text: text).occurrences(of: needle) } catch {
      throw PostilError.pointing(.badSpan(span: source, .badPattern(reason: error.reason)))
    }
    let ids = Dictionary(
      alive.map { ($0.annotation.spans, $0.id) }, uniquingKeysWith: { first, _ in first })
    let covered = needsMarks ? Self.covered(by: alive.map(\.annotation), of: text.count) : []
    let query = QueryArticle(article)
    return found.map { text.span(bytes: $0) }.compactMap { span in
      let touched = needsMarks && covered[span.start] < covered[span.end]
      if needsMarks, touched == wantsUnmarked { return nil }
      guard filter.admits(QueryPlace(spans: [span], in: query)) else { return nil }
      return Hit(article: article.name, spans: [span], id: ids[[span]])
    }
  }

  /// For each position how many code points before it are in some annotation.
  private static func covered(by annotations: [Annotation], of length: Int) -> [Int] {
    var changes = [Int](repeating: 0, count: length + 1)
    for span in annotations.flatMap(\.spans) where span.end <= length {
      changes[span.start] += 1
      changes[span.end] -= 1
    }
    var (open, before) = (0, 0)
    return changes.map { change in
      let count = before
      open += change
      before += open > 0 ? 1 : 0
      return count
    }
  }
}
