import PostilKit
import PostilPointing
import PostilScoring
import PostilShell
import PostilSystem
import PostilTerminal

/// `score`: scores predicted annotations against gold.
struct ScoreCommand: SimpleCommand {
  let name = "score"
  let takesArticle = false
  let group = CommandGroup.annotators
  let needsWorkspace = false
  let printsJSON = true
  let summary = "Score predicted annotations against gold: precision, recall and F1."
  let usage = "GOLD PREDICTED"
  let details = """
    Each side is a folder of sidecars, one sidecar, the output of annotate --stream, or a file of flat
    records. Accepted annotations are gold; what is predicted may be suggested or accepted.

    With --details, on any layer, the same label on the same words is right: F1 by label with its 95 % interval over
    articles, the labels that are confused, the worst articles, and each mistake (incorrect: another label on the
    same words; partial: overlapping words; missing; spurious). --against FILE says whether a second prediction is
    better, by a paired bootstrap. --markdown and --html print a report. In the shell, the mistakes in articles of
    the workspace are hits: `review #*` walks through them, and what is missing is offered as gold has it.
    """
  let examples: [Example] = [
    ("score gold predicted", "all layers of gold"),
    ("score gold.jsonl out.jsonl --layer=timex", "one layer"),
    ("score gold . --details", "what is wrong; in the shell, then review #*"),
    ("score gold old.jsonl --against=new.jsonl", "is the new run better, or is that chance?"),
    ("score gold . --html", "a page with all of it; redirect it to a file"),
  ]
  let flags = [
    Flag("layer", "LAYER", "only this layer", [.layers]),
    Flag("summary", nil, "one short table over all layers"),
    Flag("details", nil, "what is confused, the worst articles, and each mistake"),
    Flag("against", "FILE", "a second prediction, compared with the first", [.paths]),
    Flag("worst", "N", "the number of articles listed; default 10"),
    Flag("markdown", nil, "the details in Markdown"), Flag("html", nil, "the details as a page"),
    Flag("docs", "FILE", "the articles scored and their texts, as JSON Lines", [.paths]),
    Flag("map", "OLD=NEW,…", "rename labels before comparing"),
    Flag("drop", "LABELS", "labels to leave out, separated by commas"),
    Flag("only", "LABELS", "only these labels, separated by commas"),
    Flag("kinds", "KINDS", "only quotes of these labels, separated by commas"),
    Flag(
      "unit", "quote|span", "compare whole quotes, or each span of one",
      [.words(["quote", "span"])]),
  ]
  let completion: [Completion] = [.paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let gold = try arguments.take("the gold side", for: self).text
    let predicted = try arguments.take("the predicted side", for: self).text
    try arguments.end(self)
    if ["details", "against", "markdown", "html"].contains(where: arguments.has) {
      return try DetailedScore(arguments, try options(arguments)).print(
        gold, predicted, in: session)
    }
    let scores = try Scoring.score(
      gold: gold, predicted: predicted, options: try options(arguments))
    for score in scores {
      if arguments.has("json") {
        try session.console.out.print(json: score.json)
      } else {
        try session.console.out.print(
          lines: score.table.hasSuffix("\n") ? String(score.table.dropLast()) : score.table)
      }
    }
  }

  private func options(_ arguments: Arguments) throws -> ScoreOptions {
    let unit = arguments.value("unit") ?? "quote"
    guard let unit = QuoteScore.Unit(rawValue: unit) else {
      throw PostilError.value(.invalid(name: "unit", value: unit, form: "quote or span"))
    }
    return ScoreOptions(
      layer: arguments.value("layer").map(Layer.init(rawValue:)),
      labels: LabelMap(
        names: try LabelMap.names(arguments.value("map") ?? ""),
        dropped: Set(list(arguments, "drop")), only: Set(list(arguments, "only"))),
      articles: arguments.value("docs"), unit: unit, kinds: list(arguments, "kinds"),
      summary: arguments.has("summary"))
  }

  private func list(_ arguments: Arguments, _ flag: String) -> [String] {
    arguments.value(flag)?.split(separator: ",").map(String.init) ?? []
  }
}
