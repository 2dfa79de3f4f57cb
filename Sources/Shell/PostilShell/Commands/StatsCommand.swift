import PostilStore

/// `stats`: how much there is, and how far the work is.
struct StatsCommand: Command {
  let name = "stats"
  let group = CommandGroup.articles
  let summary = "Count annotations, and list the progress of the work and frequent names."
  let usage = "[--all] [--top=N]"
  let details = """
    Without --all it is about the open article; where none is open, about all. Bars are solid for what
    is accepted and light for what is suggested. An article is in work once a person has decided
    something in it.
    """
  let examples: [Example] = [
    ("stats", "the open article"), ("stats --all", "the whole workspace"),
    ("stats --all --top=20", "with the twenty most frequent names"),
  ]
  let flags = [
    Flag("all", nil, "all articles of the workspace"),
    Flag("top", "N", "how many names are listed; else 5"),
  ]

  func run(_ arguments: Arguments, in session: Session) throws {
    try arguments.end(self)
    var statistics = Statistics()
    let files = try session.workspace.articles()
    if !arguments.has("all"), session.open != nil || files.count == 1 {
      statistics.add(try session.article().store)
    } else {
      for file in files { statistics.add(try AnnotationStore.open(file)) }
    }
    let view = StatisticsView(
      statistics: statistics, schema: session.schema, display: session.display,
      most: try arguments.number("top") ?? 5)
    guard arguments.has("json") else { return try session.page(view.lines) }
    for object in view.json { try session.output.print(json: object) }
  }
}
