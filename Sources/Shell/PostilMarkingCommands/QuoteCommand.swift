import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilViews
import PostilWorkbench

/// `quote`: marks a quote with its cue and source.
struct QuoteCommand: SimpleCommand {
  let name = "quote"
  let group = CommandGroup.marking
  let writes = true
  let summary = "Mark a quote with its cue and source in one line."
  let usage = "SPAN [LABEL] [cue=SPAN] [source=SPAN|?] [addressee=SPAN|?] [KEY=VALUE…]"
  let details = """
    Quotation marks around the words are included. Without a LABEL the quote is direct if quotation
    marks enclose it, mixed if there are some inside, else indirect. A source that is marked as an
    entity is linked to it, which sets the speaker. source=? lists the candidates; at a terminal a
    digit selects one.
    """
  let examples: [Example] = [
    ("quote \"We\"..\"storm\" cue=\"told\" source=2.8", "with cue and source"),
    ("quote 3.4-9+3.14-20 source=e7", "a quote of two spans"),
  ]
  let completion: [Completion] = [.words(QuoteLabel.allCases.map(\.rawValue)), .keysOf(.quote)]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let word = try arguments.take("the words of the quote", for: self)
    let label = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    if !arguments.words.isEmpty { arguments.pairs = [] }
    if !arguments.words.isEmpty { try arguments.end(self) }
    let text = try session.focus.article().store.article.text
    let target = try session.focus.resolver().target(word)
    let spans = Edges(text: text).withMarks(target.spans)
    let name =
      try label.map { try session.focus.label("quote:\($0)").label }
      ?? QuoteLabel(marksIn: text[spans]).rawValue
    let marking = Marking(session: session, request: request, layer: .quote, label: name)
    let targets = Targets(article: try session.focus.article(), targets: [Target(spans: spans)])
    try marking.mark([targets], arguments.pairs)
  }
}
