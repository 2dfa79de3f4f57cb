import PostilCore
import PostilKit

/// `accept` and `reject`.
struct DecideCommand: Command {
  let name: String
  let aliases: [String]
  let group = CommandGroup.deciding
  let summary: String
  let usage = "IDS | FILTER… | all"
  let details = """
    A filter chooses among what is suggested; an annotation named by its number is decided whatever its
    state. What is rejected is kept and never offered again.
    """
  let examples: [Example]
  let completion: [Completion] = [.annotations, .filters]
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
    let isFilter = chosen.count > 1
    let changed = chosen.filter {
      $0.annotation.state != state
        && (!isFilter || isNamed($0, arguments) || $0.annotation.state == .suggested)
    }
    guard !changed.isEmpty else { return try session.output.print("none") }
    let receipt = try session.commit(
      changed.map { stored in
        var annotation = stored.annotation
        annotation.state = state
        return .put(annotation)
      })
    for stored in receipt.written.prefix(20) {
      try session.output.print(try session.line(stored, before: "\(state.rawValue)"))
    }
    if receipt.written.count > 1 {
      try session.output.print(
        "\(state.rawValue) \(receipt.written.count)\(receipt.written.count > 20 ? "; undo takes them back" : "")"
      )
    }
  }

  private func isNamed(_ stored: StoredAnnotation, _ arguments: Arguments) -> Bool {
    arguments.words.contains { (try? DesignatorParser.parse($0))?.number == stored.number }
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
