import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// A review: shows one suggestion at a time and performs the keys; a decision is written before the
/// next key is read.
package final class Reviewer: KeyLoop {
  static let table = ReviewKeys.table

  let session: Session
  let request: Request
  let article: OpenArticle
  let keys: any KeySource
  let screen: LiveScreen
  /// The suggestion shown.
  private(set) var suggestion: StoredAnnotation
  var message = ""
  var hasLeft = false
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
  package init?(
    session: Session, request: Request, article: OpenArticle, annotations: [StoredAnnotation],
    byScore: Bool, keys: any KeySource, isLive: Bool
  ) {
    let queue = ReviewQueue(annotations, byScore: byScore, skipped: session.focus.skipped)
    guard let first = queue.current.flatMap({ article.store[id: $0] }) else { return nil }
    self.session = session
    self.request = request
    self.article = article
    self.keys = keys
    self.queue = queue
    suggestion = first
    named = Set(annotations.filter { $0.annotation.state != .suggested }.map(\.id))
    screen = LiveScreen(session: session, article: article, isLive: isLive)
  }

  /// Reviews until the queue ends or the person leaves.
  ///
  /// - Returns: False if the person left.
  package func run() throws -> Bool {
    while !hasLeft, let id = queue.current {
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
    try screen.end()
    try session.console.out.print(
      "\(count(.accepted)) accepted, \(count(.rejected)) rejected, \(skipped) skipped; "
        + "\(article.count(.suggested)) to decide\(duration)")
    return !hasLeft
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

  private func count(_ state: Annotation.State) -> Int {
    acts.reduce(0) { $0 + ($1.decision?.state == state ? $1.decision?.count ?? 0 : 0) }
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
    if last?.wrote ?? true { message = try session.takeBack(in: article) }
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

  func goBack() { queue.back(isOpen) }

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
