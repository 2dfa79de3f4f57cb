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
    let same = articles.map { (article: $0, annotations: sameSuggestions(in: $0)) }
      .filter { !$0.annotations.isEmpty }
    let count = same.reduce(0) { $0 + $1.annotations.count }
    let place = same.count > 1 ? " in \(counted(same.count, "article"))" : ""
    let words = suggestion.annotation.text
    let what =
      "\(count) × \(suggestion.annotation.label)"
      + (words.isEmpty ? "" : " \(Snippet.quoted(words, to: 30))") + place
    if count > 1 {
      try screen.ask("\(state.verb) \(what)? \(key) again, or another key for no")
      guard case .character(let answer)? = keys.nextPress() else { return }
      try screen.echo(answer)
      guard answer == key || answer == "y" else { return message = "none was decided" }
    }
    let all = same.isEmpty ? [(article: article, annotations: [suggestion])] : same
    let edits = all.map { part in
      Edit(
        article: part.article,
        changes: part.annotations.map { .put(decided($0.annotation, state)) })
    }
    try commitAll(
      edits,
      as: "\(state.verb) all \(words.isEmpty ? suggestion.annotation.label : "\"\(words)\"")",
      decision: (state, max(1, count)))
    message = "\(state.rawValue) \(what)"
    advance()
  }

  private func sameSuggestions(in article: OpenArticle) -> [StoredAnnotation] {
    let shown = suggestion.annotation
    let links = linkedWords(of: shown, in: self.article)
    return article.store.annotations.filter {
      $0.annotation.state == shown.state && $0.annotation.layer == shown.layer
        && $0.annotation.label == shown.label
        && Snippet.flat($0.annotation.text) == Snippet.flat(shown.text)
        && linkedWords(of: $0.annotation, in: article) == links
    }
  }

  /// What a relation without words of its own connects, by role; empty for any other annotation.
  private func linkedWords(
    of annotation: Annotation, in article: OpenArticle
  ) -> [String: [String]] {
    guard annotation.spans.isEmpty else { return [:] }
    return annotation.roles.mapValues { links in
      links.map { link in
        let words = link.id.flatMap { article.store[id: $0] }?.annotation.text
        return Snippet.flat(words ?? article.store.article.text[link.spans])
      }
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
    try accept(as: labels[digit - 1])
  }

  /// Accepts as the label of the layer that has the key in the schema.
  func performUnbound(_ key: Character) throws {
    let rules = session.focus.schema[suggestion.annotation.layer]
    guard let label = rules?.labels.first(where: { rules?.facts[$0]?.key == key }) else {
      return refuseKey()
    }
    try accept(as: label)
  }

  private func accept(as label: String) throws {
    var annotation = decided(suggestion.annotation, .accepted)
    annotation.label = label
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
    let picker = RolePicker(
      screen: screen, keys: keys, head: suggestion, role: Role.source, question: "speaker")
    try attempt {
      guard let linked = try picker.linked(), let link = linked.roles[Role.source]?.first else {
        return
      }
      let source = link.id.flatMap { article.store[id: $0] }
      let name = source.map { "\($0.number)" } ?? article.grid.name(link.spans)
      try commit([linked], as: "link \(suggestion.number) \(name)")
    }
  }

  /// Sets the article's status to done and goes on to the next article; refuses while there are suggestions.
  func finishArticle() throws {
    let pending = article.count(.suggested)
    guard pending == 0 else { return message = "\(pending) to decide before done" }
    try session.commit([.status(.done)], request.named("review: done"))
    isFinished = true
  }

  func showLine() throws { try screen.context(suggestion.annotation.extent.start) }

  func showKeys() throws {
    let schema = session.focus.schema
    let layer = suggestion.annotation.layer
    let all = schema.labels(of: layer).enumerated().compactMap { place, label in
      let facts = schema.facts(of: label, on: layer)
      let digit = place < 9 ? "\(place + 1)" : nil
      return (facts.key.map(String.init) ?? digit).map {
        (key: "\($0) \(label)", about: facts.about)
      }
    }
    try screen.explain(Self.table, labels: all)
  }
}

extension Annotation.State {
  /// The command that leads to it.
  var verb: String { self == .accepted ? "accept" : self == .rejected ? "reject" : "suggest" }
}
