import PostilAgreement
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// `diff`: lists the differences between two people's annotations.
struct DiffCommand: Command {
  let name = "diff"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let summary = "List where two people's annotations of the same articles differ."
  let usage = "A B"
  let details = """
    A and B are folders of sidecars, sidecars, authors of this workspace, or branches or revisions of git. A is the
    reference: an annotation of B is correct, incorrect (the same words with another label, attribute or role) or
    partial (overlapping words); one that only A has is missing, one that only B has spurious. Each side has the
    number of its annotation. Differences in articles of the workspace can be addressed as #1, #2 …. The exit
    status is 1 if there are any.
    """
  let examples: [Example] = [
    ("diff anna/ ben/", "two folders of the same articles"),
    ("diff anna ben", "two authors of this workspace"),
  ]
  let completion: [Completion] = [.paths]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    let readings = try PeopleReadings(arguments, of: self, in: session, most: 2)
    let pairs = readings.pairs
    let differing = pairs.filter { $0.kind != .same }
    let articles = try grids(differing, session)
    session.focus.hits = HitList(
      differing.map { Hit(article: $0.article, spans: $0.either?.spans ?? []) })
    for (index, pair) in differing.enumerated() {
      if arguments.has("json") {
        try session.console.out.print(json: Self.json(pair))
      } else {
        try session.console.out.print(Self.line(pair, number: index + 1, articles[pair.article]))
      }
    }
    try session.console.err.print(Self.summary(pairs, readings))
    return Outcome(status: differing.isEmpty ? .success : .failure)
  }

  private static func summary(_ pairs: [ReadingPair], _ readings: PeopleReadings) -> String {
    let counts = ReadingPair.Outcome.allCases.map { outcome in
      "\(pairs.count { $0.kind.outcome == outcome }) \(outcome.rawValue)"
    }
    let open = zip(["A", "B"], readings.undecided).filter { $0.1 > 0 }
      .map { "\($0.1) undecided in \($0.0)" }
    return (counts + open).joined(separator: ", ")
  }

  /// The word grids of the compared articles that are also in the workspace.
  private func grids(
    _ pairs: [ReadingPair], _ session: Session
  ) throws -> [String: WordGrid] {
    var grids: [String: WordGrid] = [:]
    for name in Set(pairs.map(\.article)) {
      guard let file = try? session.focus.workspace.article(named: name), file.name == name else {
        continue
      }
      grids[name] = WordGrid(try LoadedArticle.read(file).article.text)
    }
    return grids
  }

  private static func line(_ pair: ReadingPair, number: Int, _ grid: WordGrid?) -> StyledLine {
    let spans = pair.either?.spans ?? []
    let inside = grid.flatMap { grid in
      spans.allSatisfy { $0.end <= grid.text.count } ? grid.name(spans) : nil
    }
    let place = inside ?? spans.map { "@\($0)" }.joined(separator: "+")
    var line = StyledLine(
      "#\(number) \(pair.article) \(place) \(pair.kind.outcome.rawValue)  ", .strong)
    line.append("A \(side(pair.first, pair))", .bad)
    line.append("  B \(side(pair.second, pair))", .good)
    return line
  }

  private static func side(_ numbered: PersonReading.Numbered?, _ pair: ReadingPair) -> String {
    guard let numbered else { return "-" }
    let annotation = numbered.annotation
    let said =
      annotation.spans.isEmpty
      ? (numbered == pair.first ? pair.firstLinks : pair.secondLinks).map { " \($0)" } ?? ""
      : " \(Snippet.quoted(annotation.text, to: 30))"
    let words = "e\(numbered.number) \(annotation.label)\(said)"
    let other = numbered == pair.first ? pair.second : pair.first
    switch pair.kind {
    case .attributes:
      let values = annotation.attributes
        .filter { other?.annotation.attributes[$0.key] != $0.value }
        .sorted { $0.key < $1.key }.map { " \($0.key)=\(Word.typed($0.value.plain))" }
      return words + values.joined()
    case .roles:
      let names = Set(annotation.roles.keys).union(other?.annotation.roles.keys.map { $0 } ?? [])
      let values = names.sorted().filter {
        annotation.roles[$0] != other?.annotation.roles[$0]
      }.map { name in
        let spans = (annotation.roles[name] ?? []).flatMap(\.spans)
        return " \(name) "
          + (annotation.roles[name] == nil ? "-" : spans.map { "@\($0)" }.joined(separator: "+"))
      }
      return words + values.joined()
    default: return words
    }
  }

  private static func json(_ pair: ReadingPair) -> JSONValue {
    var object = JSONObject()
    object["article"] = .string(pair.article)
    object["kind"] = .string(pair.kind.rawValue)
    object["outcome"] = .string(pair.kind.outcome.rawValue)
    object["first"] = json(pair.first)
    object["second"] = json(pair.second)
    return .object(object)
  }

  private static func json(_ numbered: PersonReading.Numbered?) -> JSONValue {
    guard let numbered, var object = numbered.annotation.json.object else { return .null }
    object["number"] = .int(numbered.number)
    return .object(object)
  }
}
