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
  let usage = "[IDS | FILTER… | moved | conflicts] [--by=score|uncertainty|disagreement]"
  let details = """
    Each decision is written at once; k goes back to what is decided, too. Annotations given explicitly, by
    number or as hits (#*), are reviewed whatever their state, and those of a state that is named: review
    accepted PER. A and X decide in all articles of the review. When nothing is left, d marks the article as
    done and n goes to the next one. --keys gives the keys in a script. `review moved` decides about
    annotations whose place `anchor` was not certain of; `help moved` lists its keys. `review conflicts` decides
    between two people's changes of one annotation that a merge has left, with the keys of `help curate`.

    --by=uncertainty shows the suggestions of all articles in one order: first those that are as likely right as
    wrong, by the scores of models and the measured precision of rules. With --learn a model learns from your
    decisions meanwhile, and ranks anew what is left; it writes nothing. --by=disagreement shows those where two
    annotators say different things about the same words.
    """
  /// Computed, so that no start of the program pays for the table of keys.
  var keys: [(keys: String, does: String)] { ReviewKeys.table.entries }
  let examples: [Example] = [
    ("review", "all suggestions, in reading order"),
    ("review PER on all", "people everywhere"),
    ("review on todo", "article by article, each marked as done with d"),
    ("review accepted PER", "what was accepted, once more"),
    ("review --by=score", "the lowest score first"),
    ("review --by=uncertainty --learn on all", "where a decision teaches most"),
    ("review --by=disagreement on all", "where two annotators differ"),
    ("review #*", "what `check consistency` found"),
    ("review --keys=aaxq", "from a script"),
    ("review moved", "annotations whose place is not certain"),
    ("review conflicts on all", "what two branches have changed differently"),
  ]
  let flags = [
    Flag(
      "by", "ORDER",
      "the lowest score first, reading order, the least certain first, or only where annotators differ",
      [.words(Self.orders)]),
    Flag("learn", nil, "with --by=uncertainty: learn while you decide, and rank anew what is left"),
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
    let order = try order(arguments)
    let byScore = order == "score"
    var parts = try pending(arguments, request, session)
    if order == "disagreement" {
      parts = parts.map { ($0, $1.only(Uncertainty.disputed(in: $0.store))) }
        .filter { !$0.1.isEmpty }
    }
    guard !parts.isEmpty else {
      try session.console.out.print("nothing to decide")
      return .done
    }
    let (keys, isLive) = try arguments.keys(
      for: self, session.console, advice: "use review --keys=aax, or accept and reject")
    if order == "uncertainty" {
      let ranked = RankedOrder(
        parts: parts, session: session, request: request, learns: arguments.has("learn"))
      try ranked.run(keys, isLive: isLive)
      return recorded(request, keys, isLive)
    }
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
    return recorded(request, keys, isLive)
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
    return recorded(request, keys, isLive)
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
    return recorded(request, keys, isLive)
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

  private func recorded(
    _ request: Request, _ keys: any KeySource, _ isLive: Bool
  ) -> Outcome {
    Outcome(recorded: isLive ? "\(request.source) --keys=\(Word.typed(keys.pressed))" : nil)
  }

  private static let orders = ["score", "place", "uncertainty", "disagreement"]

  private func order(_ arguments: Arguments) throws -> String {
    let order = arguments.value("by") ?? "place"
    guard Self.orders.contains(order) else {
      throw PostilError.value(.notOne(name: "order", value: order, of: Self.orders))
    }
    return order
  }
}

extension [StoredAnnotation] {
  /// Those that are also among others.
  fileprivate func only(_ others: [StoredAnnotation]) -> [StoredAnnotation] {
    let ids = Set(others.map(\.id))
    return filter { ids.contains($0.id) }
  }
}
