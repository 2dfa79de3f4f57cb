import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// What the keys do with the suggestion shown.
extension Reviewer {
  func decide(_ state: Annotation.State) throws {
    try commit(
      [decided(suggestion.annotation, state)] + alternatives(rejectedBy: state),
      as: "\(state.verb) \(suggestion.number)", decision: (state, 1))
    advance()
  }

  /// A hit of a check is accepted as it is by rejecting the annotation that the check proposes.
  private func alternatives(rejectedBy state: Annotation.State) -> [Annotation] {
    guard state == .accepted, suggestion.annotation.state == .accepted,
      var proposed = session.focus.hits.hits.first(where: { $0.id == suggestion.id })?.suggestion
    else { return [] }
    proposed.state = .rejected
    return [proposed]
  }

  /// Decides all suggestions with the same words and label, after asking for the key again.
  func decideAll(_ state: Annotation.State, key: Character) throws {
    let same = sameSuggestions
    let what =
      "\(same.count) × \(suggestion.annotation.label) "
      + Snippet.quoted(suggestion.annotation.text, to: 30)
    if same.count > 1 {
      try screen.ask("\(state.verb) \(what)? \(key) again, or another key for no")
      guard case .character(let answer)? = keys.next() else { return }
      try screen.echo(answer)
      guard answer == key || answer == "y" else { return message = "none was decided" }
    }
    let annotations = (same.isEmpty ? [suggestion] : same).map { decided($0.annotation, state) }
    try commit(
      annotations, as: "\(state.verb) all \"\(suggestion.annotation.text)\"",
      decision: (state, annotations.count))
    message = "\(state.rawValue) \(what)"
    advance()
  }

  private var sameSuggestions: [StoredAnnotation] {
    let shown = suggestion.annotation
    return article.store.annotations.filter {
      $0.annotation.state == .suggested && $0.annotation.layer == shown.layer
        && $0.annotation.label == shown.label
        && Snippet.flat($0.annotation.text) == Snippet.flat(shown.text)
    }
  }

  /// The labels of the digits 1 to 9.
  private var labels: [String] {
    Array(session.focus.schema.labels(of: suggestion.annotation.layer).prefix(9))
  }

  /// Accepts as the label of a digit.
  func relabel(_ key: Character) throws {
    let labels = labels
    guard let digit = key.wholeNumberValue, digit <= labels.count else {
      message = "there are \(labels.count) labels; ? lists them"
      return
    }
    var annotation = decided(suggestion.annotation, .accepted)
    annotation.label = labels[digit - 1]
    try commit(
      [annotation], as: "accept \(suggestion.number) as \(annotation.label)",
      decision: (.accepted, 1))
    advance()
  }

  /// Moves the right edge by words, forwards if positive.
  func moveRightEdge(words: Int) throws {
    try moveEdge { $0.right($1, by: .init(words: words)) }
  }

  /// Moves the left edge by words, forwards if positive.
  func moveLeftEdge(words: Int) throws {
    try moveEdge { $0.left($1, by: .init(words: words)) }
  }

  private func moveEdge(_ move: (EdgeMover, [Span]) -> [Span]?) throws {
    guard let spans = move(EdgeMover(grid: article.grid), suggestion.annotation.spans) else {
      message = "the edge cannot move there"
      return
    }
    var annotation = suggestion.annotation
    annotation.spans = spans
    annotation.text = ""
    try commit([annotation], as: "edge \(suggestion.number)")
  }

  /// Sets or removes the flag.
  func flag() throws {
    var annotation = suggestion.annotation
    annotation.isFlagged.toggle()
    let verb = annotation.isFlagged ? "flag" : "unflag"
    try commit([annotation], as: "\(verb) \(suggestion.number)")
    message = annotation.isFlagged ? "flagged; `list flagged` finds it" : "no longer flagged"
  }

  /// Lists the candidates for a quote's speaker and links the one that the next digit chooses.
  func chooseSpeaker() throws {
    guard session.focus.schema.roles(of: suggestion.annotation.layer).contains(Role.source) else {
      message = "only a quote has a speaker"
      return
    }
    let candidates = SourceCandidates.near(suggestion.annotation, in: article.store)
    guard !candidates.isEmpty else {
      message = "there is no name to choose"
      return
    }
    guard let source = try screen.choose(candidates, keys) else { return }
    let linked = suggestion.annotation.linked(
      Role.source, to: source, schema: session.focus.schema)
    try commit([linked], as: "link \(suggestion.number) \(source.number)")
  }

  /// Sets the article's status to done and leaves; refuses while there are suggestions.
  func finishArticle() throws {
    let pending = article.count(.suggested)
    guard pending == 0 else { return message = "\(pending) to decide before done" }
    try session.commit([.status(.done)], request.named("review: done"))
    leave()
  }

  func showLine() throws { try screen.context(suggestion.annotation.extent.start) }

  func showKeys() throws {
    let keys = labels.enumerated().map { "\($0 + 1) \($1)" }
    try screen.explain(Self.table, labels: keys)
  }
}

extension Annotation.State {
  /// The command that leads to it.
  var verb: String { self == .accepted ? "accept" : self == .rejected ? "reject" : "suggest" }
}
