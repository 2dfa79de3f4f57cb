import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `list`: lists annotations, one per line.
struct ListCommand: SimpleCommand {
  let name = "list"
  let aliases = ["ls"]
  let group = CommandGroup.articles
  let implicit: ImplicitStatement? = .annotation
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let summary = "List annotations, one per line."
  let usage = "[IDS | FILTER…]"
  let details = """
    A filter is a label, a layer, a state (suggested, accepted, rejected), flagged, all, or one of
    label=L layer=L state=S by=NAME text="exact words" rule=R score<N score>N text~part, or an
    attribute: entity="Ana Duarte", speaker~duarte. Several labels,
    layers or states are alternatives; all other filters must match. To list by number, use 7 or e7;
    #1 is a hit of `find`. Rejected suggestions are listed only with rejected or all.
    """
  let examples: [Example] = [
    ("list suggested", "what is undecided"), ("list PER", "people"),
    ("list quote score<0.5", "quotes that a plugin is unsure of"),
    ("list all", "rejected ones too"),
  ]
  let completion: [Completion] = [.filters, .labels]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let selection = try Selection(
      arguments.words, arguments.pairs, schema: session.focus.schema)
    let chosen = try selection.chosen(in: arguments.scope, &session.focus)
    let count = chosen.reduce(0) { $0 + $1.annotations.count }
    let wantsRejected =
      arguments.words.contains { ["all", "rejected"].contains($0.text) }
      || arguments.pairs.contains { $0.name == "state" } || !selection.isEmpty && count == 1
    var isNone = true
    for part in chosen {
      let shown = part.annotations.filter { wantsRejected || $0.annotation.state != .rejected }
        .sorted { ($0.annotation.extent, $0.number) < ($1.annotation.extent, $1.number) }
      for stored in shown { try show(stored, part.article, arguments, session) }
      isNone = isNone && shown.isEmpty
    }
    for part in chosen where !part.article.store.moved.isEmpty && !arguments.has("json") {
      let count = counted(part.article.store.moved.count, "annotation")
      try session.console.err.print(
        "note: \(part.article.name): the place of \(count) is not certain; `review moved` shows them"
      )
    }
    for part in chosen where !arguments.has("json") {
      let count = part.article.store.findings.count { $0.code == "bad-line" }
      guard count > 0 else { continue }
      try session.console.err.print(
        "note: \(part.article.name): \(counted(count, "line")) of its sidecar cannot be read; `check` shows "
          + (count == 1 ? "it" : "them"))
    }
    if isNone, !arguments.has("json") { try session.console.out.print("none") }
  }

  private func show(
    _ stored: StoredAnnotation, _ article: OpenArticle, _ arguments: Arguments, _ session: Session
  ) throws {
    if arguments.has("json") {
      try session.console.out.print(json: session.lines(of: article).json(stored))
    } else {
      try session.console.out.print(session.lines(of: article).full(stored))
    }
  }
}
