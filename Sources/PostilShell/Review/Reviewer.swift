import PostilCore
import PostilKit

/// The review: one suggestion at a time, one key a decision, each decision kept before the next.
final class Reviewer {
  private let session: Session
  private let article: OpenArticle
  private let keys: any KeySource
  private let screen: ReviewScreen
  private var queue: ReviewQueue
  private var counts = (accepted: 0, rejected: 0, skipped: 0)
  /// What undo goes back to.
  private var decided: [String] = []
  private var message = ""

  init(
    session: Session, annotations: [StoredAnnotation], byScore: Bool, keys: any KeySource,
    isLive: Bool
  ) throws {
    self.session = session
    self.keys = keys
    article = try session.article()
    queue = ReviewQueue(annotations, byScore: byScore)
    screen = ReviewScreen(session: session, article: article, isLive: isLive)
  }

  /// Goes through the queue until it ends or a person leaves.
  func run() throws {
    while let stored = current {
      try screen.show(stored, place: queue.index + 1, of: queue.ids.count, message: message)
      message = ""
      guard let key = keys.next() else { break }
      if case .character(let sign) = key { try screen.echo(sign) }
      if try !handle(key, stored) { break }
    }
    try screen.end()
    try session.output.print(
      "\(counts.accepted) accepted, \(counts.rejected) rejected, \(counts.skipped) skipped; "
        + "\(article.count(.suggested)) to decide")
  }

  private var current: StoredAnnotation? {
    queue.current.flatMap { article.store[id: $0] }
  }

  private func isOpen(_ id: String) -> Bool {
    article.store[id: id]?.annotation.state == .suggested
  }

  private func advance() { queue.forward(isOpen) }

  /// Does what a key says; false to leave.
  private func handle(_ key: Key, _ stored: StoredAnnotation) throws -> Bool {
    switch key {
    case .interrupt: return false
    case .suspend:
      try screen.release()
      keys.suspend()
      return true
    case .escape, .other: return true
    case .character(let sign): return try handle(sign, stored)
    }
  }

  private func handle(_ sign: Character, _ stored: StoredAnnotation) throws -> Bool {
    switch sign {
    case "q": return false
    case "a", "y", "\r", "\n": try decide(stored, .accepted, key: sign)
    case "x", "n": try decide(stored, .rejected, key: sign)
    case " ":
      counts.skipped += 1
      advance()
    case "z", "\u{8}": try undo()
    case "j": advance()
    case "k": queue.back(isOpen)
    case "]": try move(stored, key: sign) { $0.right($1, by: .init(words: 1)) }
    case "}": try move(stored, key: sign) { $0.right($1, by: .init(words: -1)) }
    case "[": try move(stored, key: sign) { $0.left($1, by: .init(words: -1)) }
    case "{": try move(stored, key: sign) { $0.left($1, by: .init(words: 1)) }
    case "s": try speaker(stored)
    case "A": try decideAll(stored, .accepted)
    case "X": try decideAll(stored, .rejected)
    case "d": return try finish()
    case "o": try screen.context(stored)
    case "?": try screen.keys(labels: labels(stored))
    case "1"..."9": try relabel(stored, sign)
    default: message = "no such key; ? lists them"
    }
    return true
  }

  // MARK: Decisions

  private func commit(_ annotations: [Annotation], key: String) throws -> Receipt {
    session.statement = "review: \(key)"
    return try session.commit(annotations.map { .put($0) })
  }

  private func decide(_ stored: StoredAnnotation, _ state: Annotation.State, key: Character) throws
  {
    var annotation = stored.annotation
    annotation.state = state
    let name = "\(state == .accepted ? "accept" : "reject") \(stored.number)"
    _ = try commit([annotation], key: name)
    note([annotation.id], state)
    advance()
  }

  private func note(_ ids: [String], _ state: Annotation.State) {
    decided += ids.prefix(1)
    if state == .accepted { counts.accepted += ids.count } else { counts.rejected += ids.count }
  }

  /// All suggestions of the same words with the same label.
  private func decideAll(_ stored: StoredAnnotation, _ state: Annotation.State) throws {
    let same = article.store.annotations.filter {
      $0.annotation.state == .suggested && $0.annotation.layer == stored.annotation.layer
        && $0.annotation.label == stored.annotation.label
        && Context.flat($0.annotation.text) == Context.flat(stored.annotation.text)
    }
    let annotations = same.map { one in
      var annotation = one.annotation
      annotation.state = state
      return annotation
    }
    _ = try commit(
      annotations,
      key: "\(state == .accepted ? "accept" : "reject") all \"\(stored.annotation.text)\"")
    note(
      [stored.annotation.id] + same.map(\.annotation.id).filter { $0 != stored.annotation.id },
      state)
    message =
      "\(state.rawValue) \(same.count) × \(stored.annotation.label) \"\(Context.shortened(stored.annotation.text, to: 30))\""
    advance()
  }

  private func labels(_ stored: StoredAnnotation) -> [String] {
    Array(session.schema.labels(of: stored.annotation.layer).prefix(9))
  }

  private func relabel(_ stored: StoredAnnotation, _ sign: Character) throws {
    let labels = labels(stored)
    guard let digit = sign.wholeNumberValue, digit <= labels.count else {
      message = "there are \(labels.count) labels; ? lists them"
      return
    }
    var annotation = stored.annotation
    annotation.label = labels[digit - 1]
    annotation.state = .accepted
    _ = try commit([annotation], key: "accept \(stored.number) as \(annotation.label)")
    note([annotation.id], .accepted)
    advance()
  }

  private func move(
    _ stored: StoredAnnotation, key: Character, _ change: (EdgeMover, [Span]) -> [Span]?
  ) throws {
    guard let spans = change(EdgeMover(grid: article.grid), stored.annotation.spans) else {
      message = "the edge cannot move there"
      return
    }
    var annotation = stored.annotation
    annotation.spans = spans
    annotation.text = ""
    _ = try commit([annotation], key: "edge \(stored.number)")
  }

  private func speaker(_ stored: StoredAnnotation) throws {
    guard session.schema.roles(of: stored.annotation.layer).contains("source") else {
      message = "only a quote has a speaker"
      return
    }
    let candidates = Candidates.sources(of: stored.annotation, in: article.store)
    guard !candidates.isEmpty else {
      message = "there is no name to choose"
      return
    }
    try screen.choices(candidates)
    guard case .character(let sign)? = keys.next(), let digit = sign.wholeNumberValue,
      (1...candidates.count).contains(digit)
    else { return }
    try screen.echo(sign)
    let linked = stored.annotation.linked(
      "source", to: candidates[digit - 1], schema: session.schema)
    _ = try commit([linked], key: "link \(stored.number) \(candidates[digit - 1].number)")
  }

  private func undo() throws {
    do {
      let receipts = try session.workspace.undo(in: article.store, by: session.author)
      message = "undone: \(receipts.first?.command ?? "the last command")"
    } catch PostilError.nothingToUndo {
      message = "there is nothing to undo"
      return
    }
    if let id = decided.last, isOpen(id) {
      decided.removeLast()
      recount()
      queue.go(to: id)
    }
  }

  /// Counts afresh what the queue's annotations are now.
  private func recount() {
    let states = queue.ids.compactMap { article.store[id: $0]?.annotation.state }
    counts.accepted = states.count { $0 == .accepted }
    counts.rejected = states.count { $0 == .rejected }
  }

  private func finish() throws -> Bool {
    let pending = article.count(.suggested)
    guard pending == 0 else {
      message = "\(pending) to decide before done"
      return true
    }
    session.statement = "review: done"
    try session.commit([.status(.done)])
    return false
  }
}
