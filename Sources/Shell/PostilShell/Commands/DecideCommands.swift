import PostilKit
import PostilStore
import PostilSystem

/// `accept` and `reject`.
struct DecideCommand: Command {
  let name: String
  let aliases: [String]
  let group = CommandGroup.deciding
  let summary: String
  let usage = "IDS | FILTER… | all [on todo|all]"
  let details = """
    A filter chooses among what is suggested; an annotation named by its number is decided whatever its
    state. What is rejected is kept and never offered again.
    """
  let examples: [Example]
  let completion: [Completion] = [.annotations, .filters]
  let flags = [Flag.dryRun]
  private let state: Annotation.State

  init(_ state: Annotation.State) {
    self.state = state
    let isAccept = state == .accepted
    name = isAccept ? "accept" : "reject"
    aliases = [isAccept ? "a" : "x"]
    summary = isAccept ? "Accept suggestions." : "Reject suggestions; they are remembered."
    examples = [
      ("\(name) 3 5", "two of them"),
      ("\(name) DATE score\(isAccept ? ">0.9" : "<0.3")", "by a filter"),
      ("\(name) all", "everything suggested"),
    ]
  }

  func run(_ arguments: Arguments, in session: Session) throws {
    let chosen = try session.selected(
      arguments, for: self, words: arguments.words, pairs: arguments.pairs)
    let isOne = chosen.reduce(0) { $0 + $1.annotations.count } == 1
    let edits = chosen.map { Edit(article: $0.article, changes: changes($0, isOne: isOne)) }
    guard edits.contains(where: { !$0.changes.isEmpty }) else {
      return try session.output.print("none")
    }
    try report(try session.commit(edits), session)
  }

  /// A filter chooses among what is suggested; what is named one by one is decided in any case.
  private func changes(_ part: Chosen, isOne: Bool) -> [Change] {
    part.annotations.filter {
      $0.annotation.state != state
        && (isOne || part.named.contains($0.id) || $0.annotation.state == .suggested)
    }.map { stored in
      var annotation = stored.annotation
      annotation.state = state
      return .put(annotation)
    }
  }

  private func report(_ outcomes: [Outcome], _ session: Session) throws {
    let written = outcomes.flatMap { outcome in
      outcome.receipt.written.map { (article: outcome.article, stored: $0) }
    }
    for (article, stored) in written.prefix(20) {
      try session.output.print(try session.line(stored, before: state.rawValue, in: article))
    }
    guard written.count > 1 else { return }
    let articles = outcomes.count > 1 ? " in \(Session.count(outcomes.count, "article"))" : ""
    let back = written.count > 20 || outcomes.count > 1 ? "; undo takes them back" : ""
    try session.output.print("\(state.rawValue) \(written.count)\(articles)\(back)")
  }
}

/// `done`: the article is finished.
struct DoneCommand: Command {
  let name = "done"
  let group = CommandGroup.deciding
  let summary = "Mark the article as done; with --undo, as open again."
  let usage = "[--force] [--undo]"
  let details = "Refused while suggestions wait for a decision, unless --force is given."
  let examples: [Example] = [("done", "finished"), ("done --undo", "not finished after all")]
  let flags = [
    Flag("force", nil, "though suggestions are undecided"), Flag("undo", nil, "open it again"),
  ]

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    let article = try session.article()
    let pending = article.count(.suggested)
    if arguments.has("undo") {
      try session.commit([.status(.open)])
      return try session.output.print("\(article.name) is open again")
    }
    guard pending == 0 || arguments.has("force") else {
      throw PostilError.pending(article: article.name, count: pending)
    }
    try session.commit([.status(.done)])
    let rest = pending > 0 ? ", \(pending) undecided" : ""
    try session.output.print(
      "\(article.name) is done: \(Session.count(article.count(.accepted), "annotation"))\(rest)")
  }
}
