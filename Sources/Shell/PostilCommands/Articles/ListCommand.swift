import PostilIndex
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
    var listing = Listing(
      wantsRejected: arguments.words.contains { ["all", "rejected"].contains($0.text) }
        || arguments.pairs.contains { $0.name == "state" }, isSelected: !selection.isEmpty)
    try forEachChosen(selection, arguments, session) { part in
      let moved = part.article.store.moved.count
      if moved > 0 { listing.moved.append((part.article.name, moved)) }
      let unread = part.article.store.findings.count { $0.code == "bad-line" }
      if unread > 0 { listing.unread.append((part.article.name, unread)) }
      for part in listing.ready(after: part) { try show(part, &listing, arguments, session) }
    }
    for part in listing.rest() { try show(part, &listing, arguments, session) }
    for (name, count) in listing.moved where !arguments.has("json") {
      try session.console.err.print(
        "note: \(name): the place of \(counted(count, "annotation")) is not certain; `review moved` shows them"
      )
    }
    for (name, count) in listing.unread where !arguments.has("json") {
      try session.console.err.print(
        "note: \(name): \(counted(count, "line")) of its sidecar cannot be read; `check` shows "
          + (count == 1 ? "it" : "them"))
    }
    let isNone = listing.isNone
    if isNone, !arguments.has("json") { try session.console.out.print("none") }
  }

  /// The selected annotations, article by article: those of all articles one after the other, so that not all
  /// are in memory.
  private func forEachChosen(
    _ selection: Selection, _ arguments: Arguments, _ session: Session,
    _ body: (SelectedAnnotations) throws -> Void
  ) throws {
    let (scope, stream) = (arguments.scope, ArticleStream(session.focus))
    guard let all = try stream.files(of: scope) else {
      return try selection.chosen(in: scope, &session.focus).forEach(body)
    }
    var focus = session.focus
    var (count, isFound, miss) = (0, false, nil as (any Error)?)
    let scan = WorkspaceScan(session.focus.workspace)
    try scan.forEachPart(
      of: all,
      where: { facts in
        facts.moved > 0
          || facts.tallies.contains {
            selection.maySelect(Layer(rawValue: $0.layer), $0.label, $0.state)
          }
      }
    ) { files in
      count += files.count
      try stream.forEach(files) { result in
        guard let article = try session.focus.admitted(result),
          scope != .todo || article.store.status == .open
        else { return }
        do {
          let chosen = try selection.annotations(in: article, &focus)
          isFound = true
          try body(SelectedAnnotations(article: article, annotations: chosen, named: []))
        } catch let error as PostilError where error.isMiss { miss = error }
      }
    }
    isFound = isFound || count < all.count
    if let miss, !isFound { throw miss }
  }

  private func show(
    _ part: SelectedAnnotations, _ listing: inout Listing, _ arguments: Arguments,
    _ session: Session
  ) throws {
    let shown = part.annotations
      .filter { listing.wantsRejected || $0.annotation.state != .rejected }
      .sorted { ($0.annotation.extent, $0.number) < ($1.annotation.extent, $1.number) }
    for stored in shown { try show(stored, part.article, arguments, session) }
    listing.isNone = listing.isNone && shown.isEmpty
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

/// What `list` has to remember from one article to the next: a single annotation that was selected is shown even
/// if it is rejected, so the first one is held back until there is another.
private struct Listing {
  var wantsRejected: Bool
  let isSelected: Bool
  var isNone = true
  /// The articles with annotations whose places are not certain, and their numbers.
  var moved: [(name: String, count: Int)] = []
  /// The articles with lines of sidecars that cannot be read, and their numbers.
  var unread: [(name: String, count: Int)] = []
  private var held: SelectedAnnotations?
  private var count = 0

  init(wantsRejected: Bool, isSelected: Bool) {
    self.wantsRejected = wantsRejected
    self.isSelected = isSelected
  }

  /// What can be shown once a part is known.
  mutating func ready(after part: SelectedAnnotations) -> [SelectedAnnotations] {
    if part.annotations.isEmpty { return [] }
    count += part.annotations.count
    if count == 1 {
      held = part
      return []
    }
    defer { held = nil }
    return [held, part].compactMap(\.self)
  }

  /// What was held back to the end.
  mutating func rest() -> [SelectedAnnotations] {
    if count == 1, isSelected { wantsRejected = true }
    defer { held = nil }
    return [held].compactMap(\.self)
  }
}
