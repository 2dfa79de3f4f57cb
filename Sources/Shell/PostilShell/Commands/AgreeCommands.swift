import PostilKit
import PostilScoring
import PostilStore
import PostilSystem

/// `agree`: how far two people say the same.
struct AgreeCommand: Command {
  let name = "agree"
  let takesArticle = false
  let group = CommandGroup.files
  let summary = "Say how far two people's annotations of the same articles agree."
  let usage = "A B"
  let details = """
    A and B are folders of sidecars, or two sidecars; what is accepted counts. F1 is that of the same
    words with the same label; kappa is Cohen's, of the labels of words that both marked. `diff` lists
    what differs.
    """
  let examples: [Example] = [("agree anna/ ben/", "two folders of the same articles")]
  let completion: [Completion] = [.paths]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    let agreement = try Agreement(arguments, of: self)
    for name in agreement.unpaired {
      try session.errors.print("note: only one side has \(name); it is left out")
    }
    if arguments.has("json") {
      for (layer, counts) in agreement.layers {
        try session.output.print(json: Self.json(layer, counts))
      }
      return
    }
    try session.output.print(
      StyledLine(
        "layer       A    B  same  attr  label  words  only A  only B    F1  kappa", .strong))
    for (layer, counts) in agreement.layers { try session.output.print(Self.row(layer, counts)) }
    if agreement.layers.isEmpty { try session.output.print("nothing to compare") }
  }

  private static func row(_ layer: Layer, _ counts: Agreement.Counts) -> String {
    let numbers = [
      (counts.first, 5), (counts.second, 5), (counts[.same], 6), (counts[.attributes], 6),
      (counts[.label], 7), (counts[.words], 7), (counts[.onlyFirst], 8), (counts[.onlySecond], 8),
    ].map { right(String($0.0), $0.1) }.joined()
    let scores = [counts.f1, counts.kappa].map { right($0.map(score) ?? "-", 6) }
    return layer.rawValue.padded(8) + numbers + scores[0] + " " + scores[1]
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.columns)) + text
  }

  /// `0.86`, `-0.12`.
  private static func score(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let digits = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    return "\(value < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(digits)"
  }

  private static func json(_ layer: Layer, _ counts: Agreement.Counts) -> JSONValue {
    var object = JSONObject()
    object["layer"] = .string(layer.rawValue)
    object["first"] = .int(counts.first)
    object["second"] = .int(counts.second)
    for kind in Agreement.Pair.Kind.allCases { object[kind.rawValue] = .int(counts[kind]) }
    object["f1"] = counts.f1.map { .double($0) } ?? .null
    object["kappa"] = counts.kappa.map { .double($0) } ?? .null
    return .object(object)
  }
}

/// `diff`: where two people differ.
struct DiffCommand: Command {
  let name = "diff"
  let takesArticle = false
  let group = CommandGroup.files
  let summary = "List where two people's annotations of the same articles differ."
  let usage = "A B"
  let details = """
    A and B are folders of sidecars, or two sidecars. The places in articles of the workspace become
    hits: #3 points at the third. The exit status is 1 if anything differs.
    """
  let examples: [Example] = [("diff anna/ ben/", "two folders of the same articles")]
  let completion: [Completion] = [.paths]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    let agreement = try Agreement(arguments, of: self)
    let differing = agreement.pairs.filter { $0.kind != .same }
    let articles = try grids(differing, session)
    session.hits = HitList(
      differing.map { Hit(article: $0.article, spans: ($0.first ?? $0.second)?.spans ?? []) })
    for (index, pair) in differing.enumerated() {
      if arguments.has("json") {
        try session.output.print(json: Self.json(pair))
      } else {
        try session.output.print(Self.line(pair, number: index + 1, articles[pair.article]))
      }
    }
    if !differing.isEmpty { session.status = .failure }
    try session.errors.print(
      "\(Session.count(agreement.pairs.count - differing.count, "annotation")) the same, "
        + "\(differing.count) not")
  }

  /// The lines and words of the articles that the workspace has too.
  private func grids(
    _ pairs: [Agreement.Pair], _ session: Session
  ) throws -> [String: WordGrid] {
    var grids: [String: WordGrid] = [:]
    for name in Set(pairs.map(\.article)) {
      guard let file = try? session.workspace.article(named: name), file.name == name else {
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
    let words = "\(annotation.label) \(Context.quoted(annotation.text, to: 30))"
    guard pair.kind == .attributes else { return words }
    let other = annotation == pair.first ? pair.second : pair.first
    let values = annotation.attributes.filter { other?.attributes[$0.key] != $0.value }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\(Session.quoted($0.value.plain))" }
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

extension Agreement {
  /// Compares the two sides that a command was given.
  fileprivate init(_ arguments: Arguments, of command: any Command) throws {
    var arguments = arguments
    let first = try arguments.take("two folders or sidecars", for: command).text
    let second = try arguments.take("the other folder or sidecar", for: command).text
    try arguments.end(command)
    try self.init(first: first, second: second)
  }
}
