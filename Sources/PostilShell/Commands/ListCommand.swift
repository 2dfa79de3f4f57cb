import PostilCore
import PostilKit

/// `list`: annotations, one a line.
struct ListCommand: Command {
  let name = "list"
  let aliases = ["ls"]
  let group = CommandGroup.articles
  let summary = "List annotations, one a line."
  let usage = "[IDS | FILTER…]"
  let details = """
    A filter is a label, a layer, a state (suggested, accepted, rejected), all, or one of label=L
    layer=L state=S by=NAME text="exact words" rule=R score<N score>N text~part. Of
    several labels, layers or states one must hold, of other filters all.
    Rejected suggestions are listed only when asked for.
    """
  let examples: [Example] = [
    ("list suggested", "what is to decide"), ("list PER", "people"),
    ("list quote score<0.5", "quotes that a plugin is unsure of"),
    ("list all", "rejected ones too"),
  ]
  let completion: [Completion] = [.filters, .labels]

  func run(_ arguments: Arguments, in session: Session) throws {
    let selection = try Selection(arguments, in: session)
    let all = try selection.annotations(in: session)
    let wantsRejected =
      arguments.words.contains { ["all", "rejected"].contains($0.text) }
      || arguments.pairs.contains { $0.name == "state" } || !selection.isEmpty && all.count == 1
    let shown = all.filter { wantsRejected || $0.annotation.state != .rejected }
      .sorted { ($0.annotation.extent, $0.number) < ($1.annotation.extent, $1.number) }
    for stored in shown {
      if arguments.has("json") {
        try session.output.print(json: try session.json(stored))
      } else {
        try session.output.print(try session.fullLine(stored))
      }
    }
    if shown.isEmpty, !arguments.has("json") { try session.output.print("none") }
  }
}
