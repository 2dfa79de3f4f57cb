import PostilSystem
import PostilTerminal
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilWorkbench

/// What the keys of a review decide about the suggestion looked at.
extension Reviewer {
  func decide(_ stored: StoredAnnotation, _ state: Annotation.State) throws {
    try commit(
      [decided(stored.annotation, state)] + refused(stored, state), of: stored,
      as: "\(state.verb) \(stored.number)",
      decision: (state, 1))
    advance()
  }

  /// To accept what a check has found to be marked otherwise elsewhere is to refuse what it proposes.
  private func refused(_ stored: StoredAnnotation, _ state: Annotation.State) -> [Annotation] {
    guard state == .accepted, stored.annotation.state == .accepted,
      var proposed = session.focus.hits.hits.first(where: { $0.id == stored.id })?.suggestion
    else { return [] }
    proposed.state = .rejected
    return [proposed]
  }

  /// All suggestions of the same words with the same label, after saying how many they are.
  func decideAll(
    _ stored: StoredAnnotation, _ state: Annotation.State, key: Character
  ) throws {
    let same = same(as: stored)
    let what =
      "\(same.count) × \(stored.annotation.label) "
      + Snippet.quoted(stored.annotation.text, to: 30)
    if same.count > 1 {
      try screen.ask("\(state.verb) \(what)? \(key) again, or another key for no")
      guard case .character(let sign)? = keys.next() else { return }
      try screen.echo(sign)
      guard sign == key || sign == "y" else { return message = "none was decided" }
    }
    let annotations = (same.isEmpty ? [stored] : same).map { decided($0.annotation, state) }
    try commit(
      annotations, of: stored, as: "\(state.verb) all \"\(stored.annotation.text)\"",
      decision: (state, annotations.count))
    message = "\(state.rawValue) \(what)"
    advance()
  }

  private func same(as stored: StoredAnnotation) -> [StoredAnnotation] {
    article.store.annotations.filter {
      $0.annotation.state == .suggested && $0.annotation.layer == stored.annotation.layer
        && $0.annotation.label == stored.annotation.label
        && Snippet.flat($0.annotation.text) == Snippet.flat(stored.annotation.text)
    }
  }

  func labels(_ stored: StoredAnnotation) -> [String] {
    Array(session.focus.schema.labels(of: stored.annotation.layer).prefix(9))
  }

  func relabel(_ stored: StoredAnnotation, _ sign: Character) throws {
    let labels = labels(stored)
    guard let digit = sign.wholeNumberValue, digit <= labels.count else {
      message = "there are \(labels.count) labels; ? lists them"
      return
    }
    var annotation = decided(stored.annotation, .accepted)
    annotation.label = labels[digit - 1]
    try commit(
      [annotation], of: stored, as: "accept \(stored.number) as \(annotation.label)",
      decision: (.accepted, 1))
    advance()
  }

  func move(
    _ stored: StoredAnnotation, _ change: (EdgeMover, [Span]) -> [Span]?
  ) throws {
    guard let spans = change(EdgeMover(grid: article.grid), stored.annotation.spans) else {
      message = "the edge cannot move there"
      return
    }
    var annotation = stored.annotation
    annotation.spans = spans
    annotation.text = ""
    try commit([annotation], of: stored, as: "edge \(stored.number)")
  }

  func flag(_ stored: StoredAnnotation) throws {
    var annotation = stored.annotation
    annotation.isFlagged.toggle()
    try commit(
      [annotation], of: stored,
      as: "\(annotation.isFlagged ? "flag" : "unflag") \(stored.number)")
    message = annotation.isFlagged ? "flagged; `list flagged` finds it" : "no longer flagged"
  }

  func speaker(_ stored: StoredAnnotation) throws {
    guard session.focus.schema.roles(of: stored.annotation.layer).contains("source") else {
      message = "only a quote has a speaker"
      return
    }
    let candidates = SourceCandidates.near(stored.annotation, in: article.store)
    guard !candidates.isEmpty else {
      message = "there is no name to choose"
      return
    }
    guard let chosen = try screen.choose(candidates, keys) else { return }
    let linked = stored.annotation.linked(
      "source", to: chosen, schema: session.focus.schema)
    try commit(
      [linked], of: stored, as: "link \(stored.number) \(chosen.number)")
  }

  func finish() throws -> Bool {
    let pending = article.count(.suggested)
    guard pending == 0 else {
      message = "\(pending) to decide before done"
      return false
    }
    try session.commit([.status(.done)], request.named("review: done"))
    return true
  }
}

extension Annotation.State {
  /// The command that leads to it.
  var verb: String { self == .accepted ? "accept" : self == .rejected ? "reject" : "suggest" }
}
