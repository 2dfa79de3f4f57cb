import PostilAgreement
import PostilKit
import PostilPointing
import PostilShell
import PostilSystem
import PostilTerminal

/// `agree`: measures agreement between people's annotations.
struct AgreeCommand: SimpleCommand {
  let name = "agree"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let summary = "Measure agreement between annotators (κ, α, γ, F1)."
  let usage = "A B [C…] [--intervals] [--seed=N]"
  let details = """
    A, B and so on are folders of sidecars, sidecars, authors of this workspace, or branches or revisions of git.
    A row is a layer, a label, an attribute or a role; accepted annotations count, and undecided suggestions are
    counted apart.

    Observed agreement, Cohen's and Fleiss' κ and Krippendorff's α compare tokens, each with the labels that cover
    it, or none, and of labels without words articles; in rows of attributes and roles, the values of words that at
    least two people have marked. What `curate` took in an author's name does not count as that author's. Krippendorff's α_U and γ (Mathet) compare where annotations are; γ is relative to random ones, the same for
    the same seed. F1 is the mean over pairs of people: equal words and label, and, under partial, overlapping
    ones. `-` is not defined: `--json` says why. --intervals adds 95 % intervals, by resampling articles.
    """
  let examples: [Example] = [
    ("agree anna/ ben/", "two folders of the same articles"),
    ("agree anna ben cem", "three authors of this workspace"),
    ("agree main ben-work", "two branches"),
  ]
  let flags = [
    Flag("intervals", nil, "95 % intervals, by resampling articles"),
    Flag("seed", "N", "the seed of random numbers; 1 without it"),
  ]
  let completion: [Completion] = [.paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let seed = try arguments.number("seed") ?? 1
    let readings = try PeopleReadings(arguments, of: self, in: session)
    var options = AgreementTable.Options()
    options.seed = UInt64(seed)
    if !arguments.has("json"), !arguments.has("intervals") { options.resamples = 0 }
    let table = AgreementTable(readings, options)
    if arguments.has("json") {
      for row in table.rows { try session.console.out.print(json: Self.json(row, readings)) }
      return
    }
    guard !table.rows.isEmpty else { return try session.console.out.print("nothing to compare") }
    let view = AgreementView(table, readings)
    for line in view.lines(withIntervals: arguments.has("intervals")) {
      try session.console.out.print(line)
    }
    for note in view.notes { try session.console.err.print(note) }
  }

  private static func json(_ row: AgreementRow, _ readings: PeopleReadings) -> JSONValue {
    var object = JSONObject()
    switch row.subject {
    case .layer(let layer): object["layer"] = .string(layer.rawValue)
    case .label(let layer, let label):
      object["layer"] = .string(layer.rawValue)
      object["label"] = .string(label)
    case .attribute(let layer, let name):
      object["layer"] = .string(layer.rawValue)
      object["attribute"] = .string(name)
    case .role(let layer, let name):
      object["layer"] = .string(layer.rawValue)
      object["role"] = .string(name)
    }
    object["people"] = .array(
      zip(readings.people, zip(row.counts, readings.undecided)).map { name, counts in
        ["name": .string(name), "count": .int(counts.0), "undecided": .int(counts.1)]
      })
    object["items"] = .int(row.items)
    for figure in AgreementFigure.allCases { object[figure.rawValue] = json(figure, row) }
    return .object(object)
  }

  private static func json(_ figure: AgreementFigure, _ row: AgreementRow) -> JSONValue {
    var object = JSONObject()
    object["value"] = row.figures[figure].map { .double($0) } ?? .null
    object["undefined"] = row.undefined[figure].map { .string($0.rawValue) }
    if let interval = row.intervals[figure] {
      object["low"] = .double(interval.lowerBound)
      object["high"] = .double(interval.upperBound)
    }
    if figure == .gamma, !row.isExact { object["approximate"] = true }
    return .object(object)
  }
}
