import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// The review: one suggestion at a time, one key a decision, each decision kept before the next.
final class Reviewer {
  let session: Session
  let request: Request
  let article: OpenArticle
  let keys: any KeySource
  let screen: LiveScreen
  private(set) var queue: ReviewQueue
  /// What the next drawing says below the suggestion.
  var message = ""
  private var skipped = 0
  /// When the review began, and when the suggestion looked at was shown first.
  private let begin = ContinuousClock.now
  private var shown: (id: String, at: ContinuousClock.Instant)?
  /// What is walked though it is no suggestion: the hits of a check, what was named.
  private let named: Set<String>
  /// What was decided in this review, the last one last.
  private var acts: [Act] = []

  /// One key's effect.
  private struct Act {
    let id: String
    /// Whether anything was written: what is accepted already is not accepted again.
    let wrote: Bool
    /// The state decided for how many; nil if it decided nothing.
    let decision: (state: Annotation.State, count: Int)?
  }

  init(
    session: Session, request: Request, article: OpenArticle, annotations: [StoredAnnotation],
    byScore: Bool, keys: any KeySource, isLive: Bool
  ) {
    self.session = session
    self.request = request
    self.article = article
    self.keys = keys
    queue = ReviewQueue(annotations, byScore: byScore, skipped: session.focus.skipped)
    named = Set(annotations.filter { $0.annotation.state != .suggested }.map(\.id))
    screen = LiveScreen(session: session, article: article, isLive: isLive)
  }

  /// Goes through the queue until it ends or a person leaves; false if a person left.
  func run() throws -> Bool {
    var isOver = true
    while let stored = current {
      try screen.show(stored, place: queue.index + 1, of: queue.ids.count, message: message)
      message = ""
      if shown?.id != stored.id { shown = (stored.id, .now) }
      guard let key = keys.next() else {
        isOver = false
        break
      }
      if case .character(let sign) = key { try screen.echo(sign) }
      if try !handle(key, stored) {
        isOver = false
        break
      }
    }
    try screen.end()
    try session.console.out.print(
      "\(count(.accepted)) accepted, \(count(.rejected)) rejected, \(skipped) skipped; "
        + "\(article.count(.suggested)) to decide\(time)")
    return isOver
  }

  /// How long it took, where a person sat at it.
  private var time: String {
    screen.isLive ? "; " + Decimals.seconds(milliseconds: Self.milliseconds(since: begin)) : ""
  }

  /// An annotation as decided now, with the time that a person looked at it.
  func decided(_ annotation: Annotation, _ state: Annotation.State) -> Annotation {
    var annotation = annotation
    annotation.state = state
    if screen.isLive, let shown { annotation.decisionTime = Self.milliseconds(since: shown.at) }
    return annotation
  }

  private static func milliseconds(since start: ContinuousClock.Instant) -> Int {
    Int(start.duration(to: .now) / .milliseconds(1))
  }

  private var current: StoredAnnotation? { queue.current.flatMap { article.store[id: $0] } }

  private func count(_ state: Annotation.State) -> Int {
    acts.reduce(0) { $0 + ($1.decision?.state == state ? $1.decision?.count ?? 0 : 0) }
  }

  func isOpen(_ id: String) -> Bool {
    guard let stored = article.store[id: id] else { return false }
    return stored.annotation.state == .suggested
      || named.contains(id) && !acts.contains { $0.id == id && $0.decision != nil }
  }

  func advance() { queue.forward(isOpen) }

  // MARK: Keys

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
    case "d": return try !finish()
    case "a", "y", "\r", "\n": try decide(stored, .accepted)
    case "x", "n": try decide(stored, .rejected)
    case "A": try decideAll(stored, .accepted, key: sign)
    case "X": try decideAll(stored, .rejected, key: sign)
    case "1"..."9": try relabel(stored, sign)
    case "s": try speaker(stored)
    case "f": try flag(stored)
    case "z", "\u{8}": try undo()
    case "e": try edit(stored)
    case "]": try move(stored) { $0.right($1, by: .init(words: 1)) }
    case "}": try move(stored) { $0.right($1, by: .init(words: -1)) }
    case "[": try move(stored) { $0.left($1, by: .init(words: -1)) }
    case "{": try move(stored) { $0.left($1, by: .init(words: 1)) }
    default: try look(sign, stored)
    }
    return true
  }

  /// Keys that change nothing.
  private func look(_ sign: Character, _ stored: StoredAnnotation) throws {
    switch sign {
    case " ":
      skipped += 1
      session.focus.skipped.insert(stored.id)
      advance()
    case "j", "l": advance()
    case "k", "h": queue.back(isOpen)
    case "/": try jump()
    case "o": try screen.context(stored.annotation.extent.start)
    case "?": try screen.keys(labels: labels(stored))
    default: message = "no such key; ? lists them"
    }
  }

  /// Writes revisions as one op and notes what that means for the one looked at.
  func commit(
    _ annotations: [Annotation], of stored: StoredAnnotation, as command: String,
    decision: (state: Annotation.State, count: Int)? = nil
  ) throws {
    let receipt = try session.commit(
      annotations.map { .put($0) }, request.named("review: \(command)"))
    if !receipt.skipped.isEmpty { message = "left: already decided" }
    acts.append(Act(id: stored.id, wrote: !receipt.op.isEmpty, decision: decision))
    session.focus.touch([stored.id])
  }

  // MARK: Going back, going on

  private func undo() throws {
    let last = acts.popLast()
    if last?.wrote ?? true { message = try session.takeBack(in: article) }
    if let last { queue.go(to: last.id) }
  }

  /// Reads words and goes to the next suggestion that has them.
  private func jump() throws {
    guard let typed = try screen.line("jump to: ", until: "/", keys) else { return }
    let wanted = typed.lowercased()
    let isThere = queue.jump { [self] id in
      guard let one = article.store[id: id], isOpen(id) else { return false }
      return one.annotation.text.lowercased().contains(wanted)
        || one.annotation.label.lowercased() == wanted
    }
    if !isThere { message = "nothing to decide has \"\(typed)\"" }
  }

  /// Lets a person type a command about the one looked at, which is `.` in it.
  private func edit(_ stored: StoredAnnotation) throws {
    guard let readLine = session.console.ask else {
      message = "a command is typed at a terminal"
      return
    }
    session.focus.touch([stored.id])
    try screen.release()
    let line = keys.pause {
      readLine("\(stored.annotation.state.letter)\(stored.number)>", "set . ")
    }
    if let line, !line.trimmed.isEmpty {
      do { try request.interpreter.run(line: line) } catch let error as PostilError {
        if case .brokenPipe = error { throw error }
        message = "\(error)"
      }
    }
    if !isOpen(stored.id) { advance() }
  }
}
