import PostilKit
import PostilScoring
import PostilShell
import PostilSystem
import PostilTerminal

/// `agree`: measures agreement between two people's annotations.
struct AgreeCommand: SimpleCommand {
  let name = "agree"
  let takesArticle = false
  let group = CommandGroup.files
  let printsJSON = true
  let summary = "Measure agreement between two annotators (F1, Cohen's κ)."
  let usage = "A B"
  let details = """
    A and B are folders of sidecars, or two sidecars; only accepted annotations count. F1 counts
    annotations with equal words and label; kappa is Cohen's κ of the labels of words that both have
    annotated. `diff` lists the differences.
    """
  let examples: [Example] = [("agree anna/ ben/", "two folders of the same articles")]
  let completion: [Completion] = [.paths]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    let agreement = try Agreement(arguments, of: self)
    for name in agreement.unpaired {
      try session.console.err.print("note: only one side has \(name); it is left out")
    }
    if arguments.has("json") {
      for (layer, counts) in agreement.layers {
        try session.console.out.print(json: Self.json(layer, counts))
      }
      return
    }
    try session.console.out.print(
      StyledLine(
        "layer       A    B  same  attr  label  words  only A  only B    F1  kappa", .strong))
    for (layer, counts) in agreement.layers {
      try session.console.out.print(Self.row(layer, counts))
    }
    if agreement.layers.isEmpty { try session.console.out.print("nothing to compare") }
  }

  private static func row(_ layer: Layer, _ counts: Agreement.Counts) -> String {
    let numbers = [
      (counts.first, 5), (counts.second, 5), (counts[.same], 6), (counts[.attributes], 6),
      (counts[.label], 7), (counts[.words], 7), (counts[.onlyFirst], 8), (counts[.onlySecond], 8),
    ].map { Decimals.cell(String($0.0), $0.1) }.joined()
    let scores = [counts.f1, counts.kappa].map {
      Decimals.cell($0.map(Decimals.hundredths) ?? "-", 6)
    }
    return layer.rawValue.padded(8) + numbers + scores[0] + " " + scores[1]
  }

  private static func json(_ layer: Layer, _ counts: Agreement.Counts) -> JSONValue {
    var object = JSONObject()
    object["layer"] = .string(layer.rawValue)
    object["first"] = .int(counts.first)
    object["second"] = .int(counts.second)
    for kind in Agreement.Pair.Kind.allCases {
      object[kind.rawValue.replacing("-", with: "_")] = .int(counts[kind])
    }
    object["f1"] = counts.f1.map { .double($0) } ?? .null
    object["kappa"] = counts.kappa.map { .double($0) } ?? .null
    return .object(object)
  }
}
