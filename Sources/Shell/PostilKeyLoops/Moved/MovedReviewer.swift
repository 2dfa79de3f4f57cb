import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// Shows one annotation at a time whose place `anchor` was not certain of, and performs the keys.
package final class MovedReviewer: KeyLoop {
  static let table = MovedKeys.table

  let session: Session
  let request: Request
  let article: OpenArticle
  let keys: any KeySource
  let screen: LiveScreen
  var message = ""
  var hasLeft = false
  private var shown: MovedAnnotation
  private let ids: [String]
  private var index = 0
  /// The ids of what was decided, in this order, and whether each is kept.
  private var decided: [(id: String, isKept: Bool)] = []

  /// Nil if the article has none.
  package init?(
    session: Session, request: Request, article: OpenArticle, keys: any KeySource, isLive: Bool
  ) {
    guard let first = article.store.moved.first else { return nil }
    self.session = session
    self.request = request
    self.article = article
    self.keys = keys
    shown = first
    ids = article.store.moved.map(\.id)
    screen = LiveScreen(session: session, article: article, isLive: isLive)
  }

  /// Reviews several articles until the person leaves.
  package static func review(
    _ articles: [OpenArticle], _ request: Request, in session: Session, keys: any KeySource,
    isLive: Bool
  ) throws {
    for article in articles {
      try session.turn(to: article)
      let reviewer = MovedReviewer(
        session: session, request: request, article: article, keys: keys, isLive: isLive)
      if let reviewer, try !reviewer.run() { return }
    }
  }

  /// Reviews until the last one or until the person leaves.
  ///
  /// - Returns: False if the person left.
  package func run() throws -> Bool {
    while !hasLeft, index < ids.count {
      guard let current = article.store.moved.first(where: { $0.id == ids[index] }) else {
        advance()
        continue
      }
      shown = current
      try screen.show(
        current, place: index + 1, of: ids.count, hints: Self.table.hints, message: message)
      message = ""
      try attempt { try performNextKey() }
    }
    try screen.end()
    let kept = decided.count(where: \.isKept)
    try session.console.out.print(
      "\(kept) kept, \(decided.count - kept) lost; \(article.store.moved.count) to decide")
    return !hasLeft
  }

  // MARK: Keys

  func keep() throws {
    guard !shown.suggested.isEmpty else {
      message = "no place is known; e to type one, x if it is lost"
      return
    }
    try keep(at: shown.suggested)
  }

  func keepElsewhere() throws {
    guard let typed = try screen.line("words or place: ", until: ";", keys), !typed.isEmpty,
      let word = try CommandParser.statements("x \(typed)").first?.words.last
    else { return }
    try keep(at: session.focus.resolver().target(word).spans)
  }

  private func keep(at spans: [Span]) throws {
    try commit([shown.kept(at: spans)], "to \(shown.number) \(article.grid.name(spans))")
    decided.append((shown.id, true))
    session.focus.touch([shown.id])
  }

  func lose() throws {
    try commit(shown.lost(in: article.store), "lost \(shown.number)")
    decided.append((shown.id, false))
  }

  private func commit(_ changes: [Change], _ command: String) throws {
    try session.commit(changes, request.named("review: moved \(command)"))
    advance()
  }

  func undo() throws {
    message = try session.takeBack(in: article)
    if let last = decided.popLast(), let place = ids.firstIndex(of: last.id) { index = place }
  }

  func advance() { index += 1 }

  func goBack() { index = max(0, index - 1) }

  func showLine() throws {
    guard let span = shown.suggested.first else { return message = "no place is known" }
    try screen.context(span.start)
  }

  func showKeys() throws { try screen.explain(Self.table, labels: []) }
}

extension LiveScreen {
  /// Shows an annotation whose place is not certain, where it may be, a message, and the prompt.
  fileprivate func show(
    _ moved: MovedAnnotation, place: Int, of count: Int, hints: [String], message: String
  ) throws {
    try clear()
    var lines =
      moved.suggested.isEmpty
      ? [StyledLine("      (no place is known)")] : surroundings(moved.suggested)
    lines += wrapped(StyledLine("      " + session.lines(of: article).moved(moved).text))
    if !message.isEmpty { lines += wrapped(StyledLine("      \(message)", .strong)) }
    var prompt = StyledLine(" [\(place)/\(count)]", isLive ? .strong : .plain)
    if isLive {
      prompt.append(" " + fitting(hints, after: prompt.text.columns + 2) + " ", .dim)
      prompt = cut(prompt)
    }
    try draw(lines + [prompt])
  }
}
