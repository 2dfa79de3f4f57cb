import PostilAgreement
import PostilCuration
import PostilKeyLoops
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `curate`: decides between people's readings.
struct CurateCommand: Command {
  let name = "curate"
  let takesArticle = false
  let group = CommandGroup.deciding
  let scope = ScopeRule.articles(default: .all)
  let writes = true
  let summary = "Make one gold of several people's annotations."
  let usage = "A B [C…] [--take=agreed|majority|NAME]"
  let details = """
    A, B and so on are folders of sidecars, authors of this workspace, or branches or revisions of git. What all of
    them agree on is taken; then it shows one place after the other where they differ, each reading with its
    people, and reads single keys. Attributes and roles about which they differ are decided by themselves. The
    result is yours, in the sidecars of this workspace, and `why` tells whose reading each annotation is. What was
    decided is not asked again by the next `curate` of the same people; one `undo` takes a whole curation back.

    --take decides without keys: agreed takes only what all agree on, majority also what more than half of them
    have, NAME what that person has.
    """
  /// Computed, so that no start of the program pays for the table of keys.
  var keys: [(keys: String, does: String)] { CurateKeys.table.entries }
  let examples: [Example] = [
    ("curate anna/ ben/", "two folders of the same articles"),
    ("curate anna ben cem --take=majority", "three authors, without keys"),
    ("curate main ben-work on wire", "two branches, one article"),
    ("curate anna ben --keys=1x2", "from a script"),
  ]
  let flags = [
    Flag(
      "take", "RULE", "agreed, majority, or the name of a person",
      [.words(["agreed", "majority"])]),
    Flag("keys", "KEYS", "the keys, as if they were pressed"),
  ]
  let completion: [Completion] = [.paths]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    let readings = try PeopleReadings(arguments, of: self, in: session)
    let rule = try rule(arguments, readings)
    let parts = try curators(arguments, readings, request, session)
    let status: ExitStatus = readings.changed.isEmpty ? .success : .badData
    guard !parts.isEmpty else {
      try session.console.out.print("nothing to compare")
      return Outcome(status: status)
    }
    // Before anything is written.
    let hasItems = parts.contains { !$0.curator.items.isEmpty }
    let source =
      rule == nil && hasItems && !request.isDryRun
      ? try arguments.keys(for: self, session.console, advice: nil) : nil
    var agreed = 0
    var articles = 0
    for part in parts {
      let count = try part.curator.takeAgreed()
      agreed += count
      articles += count > 0 ? 1 : 0
    }
    let verb = request.isDryRun ? "would take" : "took"
    try session.console.out.print(
      "\(verb) \(counted(agreed, "annotation")) that all agree on, in \(counted(articles, "article"))"
    )
    if let rule {
      try decide(parts, by: rule, readings.people.count, verb, session)
    } else if let source {
      try walk(parts, source.source, source.isLive, request, session)
    } else {
      let left = parts.reduce(0) { $0 + $1.curator.items.count }
      if left > 0 { try session.console.out.print("\(left) to decide") }
    }
    let keys = source.map { "\(request.source) --keys=\(Word.typed($0.source.pressed))" }
    return Outcome(status: status, recorded: source?.isLive == true ? keys : nil)
  }

  private typealias Part = (article: OpenArticle, curator: ArticleCurator)

  /// The articles of the scope that all people have.
  private func curators(
    _ arguments: Arguments, _ readings: PeopleReadings, _ request: Request, _ session: Session
  ) throws -> [Part] {
    let shared = Dictionary(readings.articles.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let op = AnnotationID.random()
    return try arguments.scope.articles(in: &session.focus).compactMap { article in
      guard let one = shared[article.name] else { return nil }
      let curation = ArticleCuration(
        one, people: readings.people, by: session.author, in: article.store)
      return (
        article,
        ArticleCurator(
          curation, in: article.store, by: session.author, op: op, command: request.source,
          isDryRun: request.isDryRun)
      )
    }
  }

  private func rule(
    _ arguments: Arguments, _ readings: PeopleReadings
  ) throws -> CurationRule? {
    guard let name = arguments.value("take") else { return nil }
    if readings.people.contains(name) { return .person(name) }
    switch name {
    case "agreed": return .agreed
    case "majority": return .majority
    default:
      throw PostilError.curation(.unknownPerson(name: name, people: readings.people))
    }
  }

  private func decide(
    _ parts: [Part], by rule: CurationRule, _ people: Int, _ verb: String, _ session: Session
  ) throws {
    var (decided, left) = (0, 0)
    for part in parts {
      var items = part.curator.items[...]
      while let item = items.popFirst() {
        guard let choice = rule.choice(item, people: people) else {
          left += 1
          continue
        }
        decided += 1
        items = try part.curator.decide(item, choice) + items
      }
    }
    try session.console.out.print(
      "\(verb == "took" ? "decided" : "would decide") \(decided), \(left) to decide")
  }

  private func walk(
    _ parts: [Part], _ keys: any KeySource, _ isLive: Bool, _ request: Request,
    _ session: Session
  ) throws {
    for part in parts {
      let items = part.curator.items
      if items.isEmpty { continue }
      try session.turn(to: part.article)
      let loop = CurationLoop(
        session: session, request: request, article: part.article, items: items,
        decider: part.curator, keys: keys, isLive: isLive)
      if try !loop.run() { return }
    }
  }
}
