import PostilKeyLoops
import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `review`: decide suggestions key by key.
struct ReviewCommand: Command {
  let name = "review"
  let aliases = ["v"]
  let group = CommandGroup.deciding
  let scope = ScopeRule.articles(default: .here)
  let writes = true
  let skipsUnreadable = true
  let summary = "Decide suggestions one by one, with single keys."
  let usage = "[IDS | FILTER… | moved | conflicts] [--by=score]"
  let details = """
    Each decision is written at once; k goes back to what is decided, too. Annotations given explicitly, by
    number or as hits (#*), are reviewed whatever their state, and those of a state that is named: review
    accepted PER. A and X decide in all articles of the review. When nothing is left, d marks the article as
    done and n goes to the next one. --keys gives the keys in a script. `review moved` decides about
    annotations whose place `anchor` was not certain of; `help moved` lists its keys. `review conflicts` decides
    between two people's changes of one annotation that a merge has left, with the keys of `help curate`.
    """
  /// Computed, so that no start of the program pays for the table of keys.
  var keys: [(keys: String, does: String)] { ReviewKeys.table.entries }
  let examples: [Example] = [
    ("review", "all suggestions, in reading order"),
    ("review PER on all", "people everywhere"),
    ("review on todo", "article by article, each marked as done with d"),
    ("review accepted PER", "what was accepted, once more"),
    ("review --by=score", "the lowest score first"),
    ("review #*", "what `check consistency` found"),
    ("review --keys=aaxq", "from a script"),
    ("review moved", "annotations whose place is not certain"),
    ("review conflicts on all", "what two branches have changed differently"),
  ]
  let flags = [
    Flag(
      "by", "score|place", "the lowest score first, or reading order", [.words(["score", "place"])]),
    Flag("keys", "KEYS", "the keys, as if they were pressed"),
  ]
  let completion: [Completion] = [.filters, .labels]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    if arguments.words.count == 1, arguments.words[0].bare == "moved" {
      return try reviewMoved(arguments, request, session)
    }
    if arguments.words.count == 1, arguments.words[0].bare == "conflicts" {
      return try reviewConflicts(arguments, request, session)
    }
    let byScore = try isByScore(arguments)
    let parts = try pending(arguments, request, session)
    guard !parts.isEmpty else {
      try session.console.out.print("nothing to decide")
      return .done
    }
    let (keys, isLive) = try arguments.keys(
      for: self, session.console, advice: "use review --keys=aax, or accept and reject")
    var rest = parts[...]
    while let (article, annotations) = rest.popFirst() {
      try session.turn(to: article)
      let reviewer = Reviewer(
        session: session, request: request, article: article, annotations: annotations,
        among: parts.map(\.0), byScore: byScore, keys: keys, isLive: isLive)
      let end = try reviewer?.run() ?? .finished
      if end == .left { break }
      if end == .next, rest.isEmpty, let next = try next(session) { rest.append(next) }
    }
    return Outcome(
      recorded: isLive ? "\(request.source) --keys=\(Word.typed(keys.pressed))" : nil)
  }

  /// The next article that is not done, with its suggestions; nil if there is none.
  private func next(_ session: Session) throws -> (OpenArticle, [StoredAnnotation])? {
    let walk = ArticleWalk(
      articles: try session.focus.workspace.articles(), open: session.focus.open)
    do {
      let article = try session.focus.article(of: walk.neighbour(isForward: true, isTodo: true))
      let annotations = article.store.annotations.filter { $0.annotation.state == .suggested }
      if annotations.isEmpty {
        try session.turn(to: article)
        return nil
      }
      return (article, annotations)
    } catch let error as PostilError {
      guard case CommandFact.noNeighbour = error.fact else { throw error }
      try session.console.out.print("no other article is to do")
      return nil
    }
  }

  private func reviewMoved(
    _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws -> Outcome {
    let articles = try arguments.scope.articles(in: &session.focus)
      .filter { !$0.store.moved.isEmpty }
    guard !articles.isEmpty else {
      try session.console.out.print("nothing to decide")
      return .done
    }
    let (keys, isLive) = try arguments.keys(
      for: self, session.console, advice: "use moved keep, moved to and moved lost")
    try MovedReviewer.review(articles, request, in: session, keys: keys, isLive: isLive)
    return Outcome(
      recorded: isLive ? "\(request.source) --keys=\(Word.typed(keys.pressed))" : nil)
  }

  private func reviewConflicts(
    _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws -> Outcome {
    let articles = try arguments.scope.articles(in: &session.focus)
      .filter { $0.store.conflictCount > 0 }
    guard !articles.isEmpty else {
      try session.console.out.print("nothing to decide")
      return .done
    }
    let (keys, isLive) = try arguments.keys(for: self, session.console)
    try ConflictReview.review(articles, request, in: session, keys: keys, isLive: isLive)
    return Outcome(
      recorded: isLive ? "\(request.source) --keys=\(Word.typed(keys.pressed))" : nil)
  }

  /// The annotations to decide: the suggested ones, and those named one by one.
  private func pending(
    _ arguments: Arguments, _ request: Request, _ session: Session
  ) throws -> [(OpenArticle, [StoredAnnotation])] {
    try Proposals.suggest(arguments.words, in: &session.focus, session.writer(request))
    let selection = try Selection(
      arguments.words, arguments.pairs, schema: session.focus.schema)
    let states: Set<Annotation.State> =
      selection.namesStates ? Set(Annotation.State.allCases) : [.suggested]
    return try selection.chosen(in: arguments.scope, &session.focus, states: states)
      .map { part in
        let wanted = part.annotations.filter {
          states.contains($0.annotation.state) || part.named.contains($0.id)
        }
        return (part.article, wanted)
      }
      .filter { !$0.1.isEmpty }
  }

  private func isByScore(_ arguments: Arguments) throws -> Bool {
    switch arguments.value("by") {
    case "score": return true
    case "place", nil: return false
    case let order?:
      throw PostilError.value(.notOne(name: "order", value: order, of: ["score", "place"]))
    }
  }
}
