import PostilFacts
import PostilIndex
import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `facts`: compares what several articles say of one event.
struct FactsCommand: SimpleCommand {
  let name = "facts"
  let takesArticle = false
  let group = CommandGroup.articles
  let takesText = true
  let printsJSON = true
  let scope = ScopeRule.articles(default: .all)
  let summary = "Compare what articles say of one event: names, dates, numbers, who said what."
  let usage = "[TERM] [differ]"
  let details = """
    Names are compared through their entities, dates by their values, numbers if they count the same, quotes by their
    words. What differs is listed as hits, #1, #2 …, for open, show, tag and the like: a name or word spelt in two
    ways, an amount written in two ways, a date or number that one article gives less exactly, and what cannot be
    right in all of them. With TERM only what sentences that contain it say; differ leaves out what agrees. Which
    sentences of two articles speak of the same thing is guessed from the words they share: some differences are
    missed, and some of those listed are none.
    """
  let examples: [Example] = [
    ("facts on all", "the articles of the workspace as reports of one event"),
    ("facts differ on wire briefing", "what two articles say in different ways"),
    ("facts \"Khamenei\"", "what is said of one person"),
    ("facts differ --json", "the same for a program"),
  ]
  let completion: [Completion] = [.words(["differ"])]

  func perform(_ arguments: Arguments, _ request: Request, in session: Session) throws {
    var arguments = arguments
    let differ = arguments.words.firstIndex { $0.bare == "differ" }
    if let differ { arguments.words.remove(at: differ) }
    let term = arguments.words.isEmpty ? nil : try arguments.take("a term", for: self).unquoted
    try arguments.end(self)
    let (sheet, places) = try sheet(arguments.scope, term, session)
    let found = sheet.comparisons(about: term).filter { differ == nil || !$0.differences.isEmpty }
    let view = FactsView(found, display: session.preferences.display) { places.name($0) }
    session.focus.hits = HitList(view.hits)
    if found.isEmpty { throw PostilError.command(.nothingFound(text: nil, nearest: nil)) }
    guard arguments.has("json") else { return try session.console.page(view.lines) }
    for object in view.json { try session.console.out.print(json: object) }
  }

  /// The names of places in each article: `2.5-6`.
  private struct Places {
    var grids: [String: WordGrid] = [:]
    func name(_ cell: Cell) -> String { grids[cell.article]?.name([cell.span]) ?? "" }
  }

  /// What the articles that contain a term say; all articles without one.
  private func sheet(
    _ scope: Scope, _ term: String?, _ session: Session
  ) throws -> (FactSheet, Places) {
    let files = try scope.files(in: &session.focus)
    let folded = term?.lowercased()
    var sheet = FactSheet()
    var places = Places()
    try ArticleStream(session.focus).forEach(files) { file in
      try folded.map { try LoadedArticle.text(of: file).string.lowercased().contains($0) } ?? true
    } _: { result in
      guard let article = try session.focus.admitted(result) else { return }
      if sheet.count == FactSheet.most {
        throw PostilError.command(.tooManyReports(most: FactSheet.most))
      }
      let loaded = article.store.article
      sheet.add(
        article.name, loaded.text, article.store.annotations.map(\.annotation),
        published: loaded.published)
      places.grids[article.name] = article.grid
    }
    return (sheet, places)
  }
}
