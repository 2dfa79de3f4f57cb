import PostilKit
import PostilStore
import PostilSystem

/// `review`: decide suggestions key by key.
struct ReviewCommand: Command {
  let name = "review"
  let aliases = ["v"]
  let group = CommandGroup.deciding
  let summary = "Decide suggestions one by one, with single keys."
  let usage = "[IDS | FILTER…] [--by=score] [on todo|all|ARTICLE…]"
  let details = """
    a accept, x reject, space skip, z undo, 1-9 accept as that label, ] } [ { move the edges, s speaker,
    A X all with the same words and label, j k next and previous, / jump, f flag, e a command, o show
    the line, d done, q leave. Each decision is kept at once. What is named, such as hits of a check
    (#*), is walked whatever its state. --keys gives the keys where there is no terminal.
    """
  let examples: [Example] = [
    ("review", "everything suggested, in reading order"),
    ("review PER on all", "people everywhere"),
    ("review --by=score", "the least sure first"), ("review #*", "what `check consistency` found"),
    ("review --keys=aaxq", "from a script"),
  ]
  let flags = [
    Flag("by", "score|place", "the least sure first, or in reading order"),
    Flag("keys", "KEYS", "keys, as if pressed"),
  ]
  let completion: [Completion] = [.filters, .labels]

  func run(_ arguments: Arguments, in session: Session) throws {
    let byScore = try isByScore(arguments)
    let parts = try pending(arguments, session)
    guard !parts.isEmpty else { return try session.output.print("nothing to decide") }
    let (keys, isLive) = try session.keys(arguments, for: self)
    let statement = session.statement
    for (article, annotations) in parts {
      if article !== session.open {
        session.turn(to: article)
        try session.output.print(session.summary(article))
      }
      let reviewer = Reviewer(
        session: session, article: article, annotations: annotations, byScore: byScore, keys: keys,
        isLive: isLive)
      if try !reviewer.run() { break }
    }
    if isLive { session.recorded = "\(statement) --keys=\(Session.quoted(keys.pressed))" }
  }

  /// What is to decide: what is suggested, and what was named one by one.
  private func pending(
    _ arguments: Arguments, _ session: Session
  ) throws -> [(OpenArticle, [StoredAnnotation])] {
    var arguments = arguments
    let scope = try Scope(&arguments)
    try session.suggestProposals(of: arguments.words)
    return try Selection(arguments, schema: session.schema)
      .chosen(in: scope, session, states: [.suggested])
      .map { part in
        let wanted = part.annotations.filter {
          $0.annotation.state == .suggested || part.named.contains($0.id)
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
      throw PostilError.badValue(
        name: "order", value: order, expected: "score or place is expected")
    }
  }
}

extension Session {
  /// Who suggests what a check of consistency proposes: a name like a plugin's, so that what was
  /// rejected is not suggested again.
  static let checker = "consistency@\(Shell.version)"

  /// How a proposal is signed, for the person who has it suggested.
  private func checked() -> Transaction {
    Transaction(
      in: workspace, by: .plugin(name: "consistency", version: Shell.version), for: author,
      command: statement, isCancelled: { Interruptible.isInterrupted })
  }

  /// Makes suggestions of the proposals among the hits that words name.
  func suggestProposals(of words: [Word]) throws {
    var wanted: Set<Hit> = []
    for word in words {
      let parts = (try? DesignatorParser.parse(word).parts) ?? []
      guard parts.count == 1, case .hits(let which) = parts[0].anchor else { continue }
      wanted.formUnion(try hits.chosen(which, source: word.raw))
    }
    let proposals = hits.hits.filter { wanted.contains($0) && $0.id == nil && $0.proposal != nil }
    var transaction = checked()
    for (name, group) in Dictionary(grouping: proposals, by: \.article) {
      let article = try article(of: workspace.article(named: name))
      transaction.add(group.compactMap { $0.suggestion.map { .put($0) } }, in: article.store)
    }
    _ = try transaction.commit()
    hits = HitList(hits.hits.map { proposals.contains($0) ? $0.suggested : $0 })
  }
}

extension Hit {
  /// What a proposal suggests.
  var suggestion: Annotation? {
    guard let proposal else { return nil }
    let id = AnnotationID.derived(
      layer: proposal.layer, label: proposal.label, spans: spans, annotator: "consistency",
      ordinal: 0)
    return Annotation(
      id: id, layer: proposal.layer, label: proposal.label, spans: spans,
      annotator: Session.checker, rule: proposal.rule)
  }

  /// The hit when its proposal has become a suggestion.
  var suggested: Hit { Hit(article: article, spans: spans, id: suggestion?.id) }
}
