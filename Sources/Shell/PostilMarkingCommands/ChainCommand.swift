import PostilKit
import PostilPointing
import PostilSchema
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// `chain`: marks other words for the same entity.
struct ChainCommand: SimpleCommand {
  let name = "chain"
  let group = CommandGroup.marking
  let writes = true
  let summary = "Mark pronouns and other words as mentions of an entity."
  let usage = "ID SPAN…"
  let details = """
    The words get the label and the entity= of the annotation; without an entity= it gets its own words as
    one. A quote that is linked to such a mention has the entity as its speaker.
    """
  let examples: [Example] = [("chain e1 \"she\" 3.18", "she, and word 18 of line 3, are e1")]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let head = try session.focus.annotation(try arguments.take("an annotation", for: self))
    guard !arguments.words.isEmpty else {
      throw PostilError.usage(.missing("the words that mean it", Synopsis(self)))
    }
    let article = try session.focus.article()
    let annotation = head.annotation
    guard session.focus.schema.attributes(of: annotation.layer)["entity"] != nil else {
      throw PostilError.schema(
        .unknownAttribute(
          name: "entity", layer: annotation.layer,
          known: session.focus.schema.attributes(of: annotation.layer).keys.sorted()))
    }
    let words = arguments.words
    arguments.words.removeAll()
    try arguments.end(self)
    let spans = try words.flatMap { try session.focus.resolver().targetsHere($0) }.map(\.spans)
    let changes = changes(annotation, spans, article, by: session.author)
    for stored in try session.commit(changes, request).written {
      try session.console.out.print(session.lines(of: article).full(stored, before: "+"))
    }
  }

  /// Gives words the label and the entity of an annotation, which gets one too if it has none.
  private func changes(
    _ annotation: Annotation, _ spans: [[Span]], _ article: OpenArticle, by author: String
  ) -> [Change] {
    let name = annotation.attributes["entity"] ?? .string(Snippet.flat(annotation.text))
    var changes: [Change] = []
    if annotation.attributes["entity"] == nil {
      var named = annotation
      named.attributes["entity"] = name
      changes.append(.put(named))
    }
    for spans in spans where spans != annotation.spans {
      let old = article.store.annotations.first {
        $0.annotation.layer == annotation.layer && $0.annotation.label == annotation.label
          && $0.annotation.spans == spans
      }
      var mention =
        old?.annotation
        ?? Annotation(
          layer: annotation.layer, label: annotation.label, spans: spans, annotator: author)
      mention.state = .accepted
      mention.attributes["entity"] = name
      changes.append(.put(mention))
    }
    return changes
  }
}
