import PostilKit
import PostilPointing
import PostilScoring
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `score --details`: what is wrong, printed, and as hits.
struct DetailedScore {
  private let arguments: Arguments
  private let options: ScoreOptions

  init(_ arguments: Arguments, _ options: ScoreOptions) throws {
    (self.arguments, self.options) = (arguments, options)
  }

  func print(_ gold: String, _ predicted: String, in session: Session) throws {
    // A point is the workspace, wherever the program was started.
    let path = { (word: String) in
      word == "." ? session.focus.workspace.sidecars ?? session.focus.workspace.root : word
    }
    let details = try Scoring.details(
      gold: path(gold), predicted: path(predicted), options: options)
    let second = try arguments.value("against").map {
      try Scoring.details(gold: path(gold), predicted: path($0), options: options)
    }
    if second != nil, details.articles.count < 2 {
      try session.console.err.print("note: nothing can be said of a difference in one article")
    }
    let out = session.console.out
    if arguments.has("json") {
      try printJSON(details, second, session)
    } else {
      let tables = ScoreTables(
        details, second: second, worst: try arguments.number("worst") ?? 10)
      if arguments.has("html") {
        try out.print(lines: tables.html)
      } else if arguments.has("markdown") {
        try out.print(lines: tables.markdown)
      } else {
        for line in tables.lines { try out.print(line) }
      }
    }
    session.focus.hits = HitList(try hits(details, session))
  }

  /// The mistakes in articles of the workspace: what is predicted wrongly, and what is missing as a proposal.
  private func hits(_ details: ScoreDetails, _ session: Session) throws -> [Hit] {
    var stores: [String: AnnotationStore?] = [:]
    return try details.mistakes.compactMap { mistake in
      let name = mistake.article
      if stores[name] == nil { stores[name] = .some(try store(name, session)) }
      guard let store = stores[name] ?? nil else { return nil }
      guard let item = mistake.predicted else {
        return mistake.gold.map { gold in
          Hit(
            article: name, spans: gold.spans,
            proposal: Hit.Proposal(
              layer: gold.layer, label: gold.label, rule: "missing, as gold has it"))
        }
      }
      let id = store.annotations.first { stored in
        stored.annotation.layer == item.layer && stored.annotation.label == item.label
          && stored.annotation.spans == item.spans && stored.annotation.state != .rejected
      }?.id
      return id.map { Hit(article: name, spans: item.spans, id: $0) }
    }
  }

  private func store(_ name: String, _ session: Session) throws -> AnnotationStore? {
    guard let file = try? session.focus.workspace.article(named: name), file.name == name else {
      return nil
    }
    return try session.focus.article(of: file).store
  }

  private func printJSON(
    _ details: ScoreDetails, _ second: ScoreDetails?, _ session: Session
  ) throws {
    if let comparison = second.flatMap(details.compared) {
      try session.console.out.print(
        json: [
          "difference": .double(comparison.difference),
          "interval": .array(
            [comparison.interval.lowerBound, comparison.interval.upperBound].map { .double($0) }),
          "p": .double(comparison.p),
        ])
    }
    for mistake in details.mistakes {
      try session.console.out.print(
        json: [
          "article": .string(mistake.article), "outcome": .string(mistake.outcome.rawValue),
          "gold": json(mistake.gold, details), "predicted": json(mistake.predicted, details),
        ])
    }
  }

  private func json(_ item: ScoredItem?, _ details: ScoreDetails) -> JSONValue {
    guard let item else { return .null }
    var object = JSONObject()
    object["layer"] = .string(item.layer.rawValue)
    object["label"] = .string(item.label)
    object["spans"] = item.spans.json
    object["text"] = details.words(item).map { .string($0) }
    return .object(object)
  }
}
