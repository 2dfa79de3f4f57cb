import PostilIndex
import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `list`: lists annotations, one per line.
struct ListCommand: SimpleCommand {
  let name = "list"
  let aliases = ["ls"]
  let group = CommandGroup.articles
  let implicit: ImplicitStatement? = .annotation
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let summary = "List annotations, one per line."
  let usage = "[IDS | FILTER…] [sort=ORDER] [count by NAME]"
  let details = """
    A filter is a label, a layer, a state (suggested, accepted, rejected), flagged, all, or a comparison such as
    score<0.5, text~part, by=NAME or entity="Ana Duarte"; in quote, near PER/10 and not PER are filters, too.
    `help query` explains all of them. Several labels, layers or states are alternatives; all other filters must
    match. To list by number, use 7 or e7; #1 is a hit of `find`. Rejected suggestions are listed only with
    rejected or all. The word stale leaves the suggestions that are out of date, which `run --stale` makes anew.
    """
  let examples: [Example] = [
    ("list suggested", "what is undecided"), ("list PER", "people"),
    ("list quote score<0.5", "quotes that a plugin is unsure of"),
    ("list all", "rejected ones too"),
    ("list PER in quote without ref", "people in quotes who have no id yet"),
    ("list stale on all", "what is out of date"),
  ]
  let counts = true
  let completion: [Completion] = [.filters, .labels]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let arrangement = try Arrangement(&arguments, session)
    let isStale = { (word: Word) in word.bare == "stale" }
    let selection = try Selection(
      arguments.words.filter { !isStale($0) }, arguments.pairs, schema: session.focus.schema)
    let staleness =
      arguments.words.contains(where: isStale) ? Staleness.standard(session.focus.workspace) : nil
    var listing = Listing(
      arrangement,
      wantsRejected: arguments.words.contains { ["all", "rejected"].contains($0.text) }
        || arguments.pairs.contains { $0.name == "state" }, isSelected: !selection.isEmpty)
    try forEachChosen(selection, arguments, session) { chosen in
      let part = staleness.map(chosen.only) ?? chosen
      let moved = part.article.store.moved.count
      if moved > 0 { listing.moved.append((part.article.name, moved)) }
      let unread = part.article.store.findings.count { $0.code == "bad-line" }
      if unread > 0 { listing.unread.append((part.article.name, unread)) }
      for part in listing.ready(after: part) { try show(part, &listing, arguments, session) }
    }
    for part in listing.rest() { try show(part, &listing, arguments, session) }
    for line in listing.sorted { try line.print(session) }
    try listing.arrangement.showCounts(asJSON: arguments.has("json"), session)
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
    let query = QueryArticle(part.article)
    for stored in shown {
      let spans = stored.annotation.spans
      if listing.arrangement.count(spans, stored, in: query) { continue }
      let line = Line(stored, part.article, isJSON: arguments.has("json"), session)
      if let order = listing.arrangement.order {
        listing.unsorted.append((order.key(spans, stored, in: part.article), line))
      } else {
        try line.print(session)
      }
    }
    listing.isNone = listing.isNone && shown.isEmpty
  }
}

/// A line of `list`.
private enum Line {
  case json(JSONValue)
  case text(StyledLine)

  init(_ stored: StoredAnnotation, _ article: OpenArticle, isJSON: Bool, _ session: Session) {
    let lines = session.lines(of: article)
    self = isJSON ? .json(lines.json(stored)) : .text(lines.full(stored))
  }

  func print(_ session: Session) throws {
    switch self {
    case .json(let value): try session.console.out.print(json: value)
    case .text(let line): try session.console.out.print(line)
    }
  }
}

extension SelectedAnnotations {
  /// Those of the annotations that are out of date.
  fileprivate func only(_ staleness: Staleness) -> SelectedAnnotations {
    let stale = staleness.suggestions(in: article.store)
    return SelectedAnnotations(
      article: article, annotations: annotations.filter { stale.contains($0.id) }, named: named)
  }
}

/// What `list` has to remember from one article to the next: a single annotation that was selected is shown even
/// if it is rejected, so the first one is held back until there is another.
private struct Listing {
  var wantsRejected: Bool
  let isSelected: Bool
  var isNone = true
  var arrangement: Arrangement
  /// Lines that wait for all others, to be sorted.
  var unsorted: [(key: QueryOrder.Key, line: Line)] = []
  /// The articles with annotations whose places are not certain, and their numbers.
  var moved: [(name: String, count: Int)] = []
  /// The articles with lines of sidecars that cannot be read, and their numbers.
  var unread: [(name: String, count: Int)] = []
  private var held: SelectedAnnotations?
  private var count = 0

  init(_ arrangement: Arrangement, wantsRejected: Bool, isSelected: Bool) {
    self.arrangement = arrangement
    self.wantsRejected = wantsRejected
    self.isSelected = isSelected
  }

  /// The lines that have waited, in order.
  var sorted: [Line] {
    unsorted.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map(\.element.line)
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
