import PostilKit
import PostilPointing
import PostilScoring
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `diff`: lists the differences between two people's annotations.
struct DiffCommand: Command {
  let name = "diff"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let summary = "List where two people's annotations of the same articles differ."
  let usage = "A B"
  let details = """
    A and B are folders of sidecars, or two sidecars. Differences in articles of the workspace can be
    addressed as #1, #2 …. The exit status is 1 if there are any.
    """
  let examples: [Example] = [("diff anna/ ben/", "two folders of the same articles")]
  let completion: [Completion] = [.paths]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    let agreement = try Agreement(arguments, of: self)
    let differing = agreement.pairs.filter { $0.kind != .same }
    let articles = try grids(differing, session)
    session.focus.hits = HitList(
      differing.map { Hit(article: $0.article, spans: ($0.first ?? $0.second)?.spans ?? []) })
    for (index, pair) in differing.enumerated() {
      if arguments.has("json") {
        try session.console.out.print(json: Self.json(pair))
      } else {
        try session.console.out.print(Self.line(pair, number: index + 1, articles[pair.article]))
      }
    }
    try session.console.err.print(
      "\(counted(agreement.pairs.count - differing.count, "annotation")) the same, "
        + "\(differing.count) different")
    return Outcome(status: differing.isEmpty ? .success : .failure)
  }

  /// The word grids of the compared articles that are also in the workspace.
  private func grids(
    _ pairs: [Agreement.Pair], _ session: Session
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

  private static func line(
    _ pair: Agreement.Pair, number: Int, _ grid: WordGrid?
  ) -> StyledLine {
    let spans = (pair.first ?? pair.second)?.spans ?? []
    let inside = grid.flatMap { grid in
      spans.allSatisfy { $0.end <= grid.text.count } ? grid.name(spans) : nil
    }
    let place = inside ?? spans.map { "@\($0)" }.joined(separator: "+")
    var line = StyledLine("#\(number) \(pair.article) \(place)  ", .strong)
    line.append("A \(side(pair.first, pair))", .bad)
    line.append("  B \(side(pair.second, pair))", .good)
    return line
  }

  private static func side(_ annotation: Annotation?, _ pair: Agreement.Pair) -> String {
    guard let annotation else { return "-" }
    let words = "\(annotation.label) \(Snippet.quoted(annotation.text, to: 30))"
    guard pair.kind == .attributes else { return words }
    let other = annotation == pair.first ? pair.second : pair.first
    let values = annotation.attributes.filter { other?.attributes[$0.key] != $0.value }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\(Word.typed($0.value.plain))" }
    return words + values.joined()
  }

  private static func json(_ pair: Agreement.Pair) -> JSONValue {
    var object = JSONObject()
    object["article"] = .string(pair.article)
    object["kind"] = .string(pair.kind.rawValue)
    object["first"] = pair.first?.json ?? .null
    object["second"] = pair.second?.json ?? .null
    return .object(object)
  }
}
