import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// What the keys of `review moved` do, by words: for a command in a script.
package struct MovedDecision {
  private let command: any Command

  /// - Parameter command: The command, for the messages about its words.
  package init(command: any Command) { self.command = command }

  /// Lists or decides what the words say.
  package func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let articles = try arguments.scope.articles(in: &session.focus)
    guard !arguments.words.isEmpty else {
      return try list(articles, isJSON: arguments.has("json"), session)
    }
    let verb = try arguments.take("keep, lost or to", for: command)
    switch verb.bare {
    case "keep":
      try decide(try chosen(&arguments, articles), request, session) { article, moved in
        moved.suggested.isEmpty ? [] : [moved.kept(at: moved.suggested)]
      }
    case "lost":
      try decide(try chosen(&arguments, articles), request, session) { article, moved in
        moved.lost(in: article.store)
      }
    case "to":
      let parts = try chosen(&arguments, articles, isOne: true)
      let spans = try session.focus.resolver().target(
        try arguments.take("the words", for: command)
      ).spans
      try arguments.end(command)
      try decide(parts, request, session) { [$1.kept(at: spans)] }
    default:
      throw PostilError.value(
        .notOne(name: "decision", value: verb.text, of: ["keep", "lost", "to"]))
    }
  }

  private typealias Part = (article: OpenArticle, moved: [MovedAnnotation])

  /// The annotations that the words name: all of them, or some by number.
  private func chosen(
    _ arguments: inout Arguments, _ articles: [OpenArticle], isOne: Bool = false
  ) throws -> [Part] {
    let first = try arguments.take("the number of an annotation", for: command)
    if first.bare == "all", !isOne {
      try arguments.end(command)
      return articles.map { ($0, $0.store.moved) }
    }
    var words = [first]
    while !isOne, !arguments.words.isEmpty { words.append(try arguments.take("", for: command)) }
    let all = articles.flatMap { article in article.store.moved.map { (article, $0) } }
    return try words.map { word in
      let digits = word.text.first.map { $0.isNumber ? word.text : String(word.text.dropFirst()) }
      guard let one = all.first(where: { $0.1.number == digits.flatMap { Int($0) } }) else {
        throw PostilError.value(
          .invalid(name: "number", value: word.text, form: "one that `moved` lists"))
      }
      return (one.0, [one.1])
    }
  }

  private func decide(
    _ parts: [Part], _ request: Request, _ session: Session,
    _ changes: (OpenArticle, MovedAnnotation) -> [Change]
  ) throws {
    let edits = parts.map { part in
      Edit(article: part.article, changes: part.moved.flatMap { changes(part.article, $0) })
    }.filter { !$0.changes.isEmpty }
    guard !edits.isEmpty else { return try session.console.out.print("none") }
    for outcome in try session.commit(edits, request) {
      let lines = session.lines(of: outcome.article)
      for stored in outcome.receipt.written {
        let mark = request.isDryRun ? "would keep" : "~"
        try session.console.out.print(lines.short(stored, before: mark))
      }
      for stored in outcome.receipt.removed {
        let mark = request.isDryRun ? "would be lost" : "lost"
        try session.console.out.print(
          lines.moved(MovedAnnotation(stored.annotation, suggested: []), before: mark))
      }
    }
  }

  private func list(_ articles: [OpenArticle], isJSON: Bool, _ session: Session) throws {
    for article in articles {
      for moved in article.store.moved {
        if isJSON {
          try session.console.out.print(json: session.lines(of: article).json(moved))
        } else {
          try session.console.out.print(session.lines(of: article).moved(moved))
        }
      }
    }
    if !isJSON, articles.allSatisfy({ $0.store.moved.isEmpty }) {
      try session.console.out.print("none")
    }
  }
}
