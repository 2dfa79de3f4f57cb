import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// Asks for what a role links to: one of the candidates by its digit, or words that are typed.
struct RolePicker {
  let screen: LiveScreen
  let keys: any KeySource
  /// The annotation with the role.
  let head: StoredAnnotation
  let role: String
  /// The question: `speaker`.
  let question: String

  /// The annotation with its role linked to what was chosen; nil for any other key.
  ///
  /// - Throws: What is wrong with typed words; what the schema does not allow.
  func linked() throws -> Annotation? {
    let (session, store) = (screen.session, screen.article.store)
    let schema = session.focus.schema
    let candidates = SourceCandidates.near(
      head.annotation, role: role, in: store, schema: schema)
    try show(candidates)
    guard case .character(let key)? = pressed(candidates) else { return nil }
    var linked: Annotation
    if key == ":" {
      try screen.echo(key)
      guard let target = try typed() else { return nil }
      linked = head.annotation.linked(role, to: [target], in: store, schema: schema)
    } else {
      guard let digit = key.wholeNumberValue, (1...max(1, candidates.count)).contains(digit),
        digit <= candidates.count
      else { return nil }
      try screen.echo(key)
      linked = head.annotation.linked(role, to: candidates[digit - 1], schema: schema)
    }
    try schema.checkRoles(of: linked) { store[id: $0]?.annotation }
    return linked
  }

  private func show(_ candidates: [StoredAnnotation]) throws {
    try screen.clear()
    let view = screen.session.lines(of: screen.article)
    try screen.draw(
      screen.surroundings(head.annotation.spans)
        + [StyledLine("      \(question)? a digit, or : and words")]
        + candidates.enumerated().map { view.short($1, before: "      \($0 + 1)") })
  }

  /// The next key; drawn again when the terminal's size changes.
  private func pressed(_ candidates: [StoredAnnotation]) -> Key? {
    while let key = keys.next() {
      guard key == .resized else { return key }
      try? show(candidates)
    }
    return nil
  }

  /// What the words that are typed point at: the mention on exactly these words, if there is one.
  private func typed() throws -> Target? {
    guard let typed = try screen.line("words: ", until: ";", keys), !typed.isEmpty,
      let word = try CommandParser.statements("x \(typed)").first?.words.last
    else { return nil }
    let target = try screen.session.focus.resolver(in: screen.article).target(word)
    if target.id != nil { return target }
    let mention = screen.article.store.annotations.first {
      $0.annotation.state != .rejected && $0.annotation.layer == .entity
        && $0.annotation.spans == target.spans
    }
    return mention.map { Target(spans: target.spans, id: $0.id) } ?? target
  }
}
