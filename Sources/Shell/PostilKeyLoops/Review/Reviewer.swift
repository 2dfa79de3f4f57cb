import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// How the review of an article ended.
package enum ReviewEnd: Sendable {
  /// All is decided or skipped.
  case finished
  /// The person asked for the next article.
  case next
  /// The person left.
  case left
  /// It goes on with an earlier suggestion.
  case resumed
}

/// A review: shows one suggestion at a time and performs the keys; a decision is written before the
/// next key is read.
package final class Reviewer: KeyLoop {
  static let table = ReviewKeys.table

  let session: Session
  let request: Request
  let article: OpenArticle
  /// All articles of the review.
  let articles: [OpenArticle]
  let keys: any KeySource
  let screen: LiveScreen
  /// The suggestion shown.
  private(set) var suggestion: StoredAnnotation
  var message = ""
  var hasLeft = false
  /// Whether it is a part of a review across articles, which says itself how it ended.
  package var isPart = false
  /// Whether the article was marked as done.
  var isFinished = false
  private var queue: ReviewQueue
  private var skipped = 0
  private let start = ContinuousClock.now
  /// When the suggestion shown was first shown.
  private var shown: (id: String, at: ContinuousClock.Instant)?
  /// The annotations that are reviewed although they are not suggested: hits of a check, and those
  /// named.
  private let named: Set<String>
  /// What was done in this review, in order.
  private var acts: [Act] = []

  /// The effect of one key.
  private struct Act {
    let id: String
    /// Whether anything was written: what is accepted already is not accepted again.
    let wrote: Bool
    /// The state decided and the number of annotations; nil if the key decided nothing.
    let decision: (state: Annotation.State, count: Int)?
  }

  /// Nil if there is nothing to review.
  ///
  /// - Parameter articles: All articles of the review, for the keys that decide in all of them.
  package init?(
    session: Session, request: Request, article: OpenArticle, annotations: [StoredAnnotation],
    among articles: [OpenArticle] = [], byScore: Bool, keys: any KeySource, isLive: Bool
  ) {
    let queue = ReviewQueue(annotations, byScore: byScore, skipped: session.focus.skipped)
    guard let first = queue.current.flatMap({ article.store[id: $0] }) else { return nil }
    self.session = session
    self.request = request
    self.article = article
    self.articles = articles.isEmpty ? [article] : articles
    self.keys = keys
    self.queue = queue
    suggestion = first
    named = Set(annotations.filter { $0.annotation.state != .suggested }.map(\.id))
    screen = LiveScreen(session: session, article: article, isLive: isLive)
  }

  /// Reviews until the queue ends or the person leaves.
  package func run() throws -> ReviewEnd {
    // What was decided in all articles at once is not shown again.
    queue.settle { article.store[id: $0] == nil || isOpen($0) }
    if queue.current == nil { return .finished }
    var end = ReviewEnd.finished
    repeat {
      while !hasLeft, !isFinished, let id = queue.current {
        guard let current = article.store[id: id] else {
          message = "another person has removed it"
          advance()
          continue
        }
        suggestion = current
        try screen.show(
          current, place: queue.index + 1, of: queue.ids.count, hints: Self.table.hints,
          message: message)
        message = ""
        if shown?.id != current.id { shown = (current.id, .now) }
        try decideNext()
      }
      if hasLeft { end = .left }
      if hasLeft || isFinished || isPart { break }
      end = try askAtEnd()
    } while end == .resumed
    try screen.end()
    if isPart { return isFinished ? .finished : end }
    try session.console.out.print(
      "\(count(.accepted)) accepted, \(count(.rejected)) rejected, \(skipped) skipped; "
        + "\(article.count(.suggested)) to decide\(duration)")
    if isFinished { try session.console.out.print("\(article.name) is done") }
    return end
  }

  /// After the last suggestion: offers to mark the article as done, and to go back. A key that means nothing
  /// here is the next article's.
  private func askAtEnd() throws -> ReviewEnd {
    let isOffered = article.count(.suggested) == 0 && article.store.status != .done
    let isScript = keys is ScriptedKeys
    if !isScript, !screen.isLive || !isOffered { return .finished }
    while true {
      if screen.isLive { try drawEnd() }
      guard let key = keys.nextPress() else { return screen.isLive ? .left : .finished }
      guard case .character(let character) = key else {
        if key == .interrupt { return .left }
        continue
      }
      switch character {
      case "d" where isOffered:
        try screen.echo(character)
        try finishArticle()
        return .finished
      case "k", "h":
        try screen.echo(character)
        goBack()
        return .resumed
      case "z", "\u{8}":
        try screen.echo(character)
        try undo()
        if queue.current != nil { return .resumed }
      case "q":
        try screen.echo(character)
        return .left
      case "n" where screen.isLive, "\r" where screen.isLive, " " where screen.isLive: return .next
      default:
        if !screen.isLive {
          keys.putBack(key)
          return .finished
        }
        message = "'\(character)' does nothing here"
      }
    }
  }

  private func drawEnd() throws {
    try screen.clear()
    let note = message.isEmpty ? "" : "\(message); "
    message = ""
    try screen.draw([
      screen.cut(
        StyledLine(
          " \(note)nothing is left to decide: d marks \(article.name) as done, k goes back, "
            + "n next article, q leave ", .strong))
    ])
  }

  /// Performs the next key. If another person has changed the suggestion since it was shown, nothing is
  /// written: it is shown as it is now, for another decision.
  private func decideNext() throws {
    do { try performNextKey() } catch let error as PostilError {
      guard case StoreFact.changedSince(_, _, let by) = error.fact else { throw error }
      message = "\(by) has changed it since; decide again"
    }
  }

  /// How long the review took, if it was on a terminal.
  private var duration: String {
    screen.isLive ? "; " + Decimals.seconds(milliseconds: Self.milliseconds(since: start)) : ""
  }

  /// The number of decisions; of several about one annotation the last one counts.
  private func count(_ state: Annotation.State) -> Int {
    var single: [String: Annotation.State] = [:]
    var several = 0
    for act in acts {
      guard let decision = act.decision else { continue }
      if decision.count == 1 {
        single[act.id] = decision.state
      } else if decision.state == state {
        several += decision.count
      }
    }
    return several + single.values.count { $0 == state }
  }

  // MARK: Writing

  /// An annotation in a new state, with the time for which the person looked at it.
  func decided(_ annotation: Annotation, _ state: Annotation.State) -> Annotation {
    var annotation = annotation
    annotation.state = state
    if screen.isLive, let shown { annotation.decisionTime = Self.milliseconds(since: shown.at) }
    return annotation
  }

  private static func milliseconds(since start: ContinuousClock.Instant) -> Int {
    Int(start.duration(to: .now) / .milliseconds(1))
  }

  /// Writes revisions in several articles as one op.
  func commitAll(
    _ edits: [Edit], as command: String, decision: (state: Annotation.State, count: Int)
  ) throws {
    let outcomes = try session.commit(edits, request.named("review: \(command)"))
    let wrote = outcomes.contains { !$0.receipt.op.isEmpty }
    acts.append(Act(id: suggestion.id, wrote: wrote, decision: decision))
    session.focus.touch([suggestion.id])
  }

  /// Writes revisions as one op, and notes what it means for the suggestion shown.
  ///
  /// - Parameter command: The command that does the same, for the log.
  func commit(
    _ annotations: [Annotation], as command: String,
    decision: (state: Annotation.State, count: Int)? = nil
  ) throws {
    let receipt = try session.commit(
      annotations.map { .put($0) }, request.named("review: \(command)"))
    if !receipt.skipped.isEmpty { message = "unchanged: already decided" }
    acts.append(Act(id: suggestion.id, wrote: !receipt.op.isEmpty, decision: decision))
    session.focus.touch([suggestion.id])
  }

  /// Takes back the last act and returns to its suggestion.
  func undo() throws {
    let last = acts.popLast()
    if last?.wrote ?? true {
      message = try session.takeBack(in: article)
      for other in articles where other !== article { try other.store.refresh() }
    }
    if let last { queue.go(to: last.id) }
  }

  // MARK: Moving

  /// Whether an annotation is still to be decided.
  private func isOpen(_ id: String) -> Bool {
    guard let stored = article.store[id: id] else { return false }
    return stored.annotation.state == .suggested
      || named.contains(id) && !acts.contains { $0.id == id && $0.decision != nil }
  }

  func advance() { queue.forward(isOpen) }

  /// Goes back to what is before, decided or not.
  func goBack() { queue.back { article.store[id: $0] != nil } }

  /// Leaves the suggestion for later.
  func skip() {
    skipped += 1
    session.focus.skipped.insert(suggestion.id)
    advance()
  }

  /// Reads words and goes to the next suggestion that contains them or has them as its label.
  func jump() throws {
    guard let typed = try screen.line("jump to: ", until: "/", keys) else { return }
    let wanted = typed.lowercased()
    let isFound = queue.jump { [self] id in
      guard let one = article.store[id: id], isOpen(id) else { return false }
      return one.annotation.text.lowercased().contains(wanted)
        || one.annotation.label.lowercased() == wanted
    }
    if !isFound { message = "nothing to decide has \"\(typed)\"" }
  }

  /// Lets the person type a command about the suggestion, which is `.` in it.
  func typeCommand() throws {
    if session.console.ask != nil { session.focus.touch([suggestion.id]) }
    let prompt = "\(suggestion.annotation.state.letter)\(suggestion.number)>"
    guard try runTypedCommand(prompt: prompt, text: "set . ") else { return }
    if !isOpen(suggestion.id) { advance() }
  }
}
