import PostilKit
import PostilLearning
import PostilScoring
import PostilShell
import PostilSystem
import PostilTerminal

/// How good a model is that learns from decisions, as `train` prints it.
struct TrainingReport {
  private let validation: CrossValidation
  private let (hasCurve, isJSON): (Bool, Bool)

  init(_ learner: Learner, _ decisions: Decisions, _ arguments: Arguments) throws {
    validation = CrossValidation(
      learner, decisions, jobs: try arguments.jobs() ?? Platform.jobs)
    (hasCurve, isJSON) = (arguments.has("curve"), arguments.has("json"))
  }

  /// The parts of the articles of the learning curve.
  private static let shares = [0.1, 0.25, 0.5, 0.75, 1]

  /// Computes the figures and prints them; nothing can be said of a single article.
  func print(in session: Session) throws {
    guard validation.isPossible else { return }
    let meter = WaitingMeter()
    defer { meter.clear() }
    meter.wait(for: "learning")
    let (validation, hasCurve) = (validation, hasCurve)
    let (rows, curve) = try Interruptible.run(waiting: meter.show) { cancellation in
      Result {
        (
          try validation.rows(cancellation),
          hasCurve ? try validation.curve(Self.shares, cancellation) : []
        )
      }
    }.get()
    meter.clear()
    for row in rows { try print(row, rows, session) }
    for point in curve { try print(point, session) }
  }

  private func print(
    _ row: CrossValidation.Row, _ rows: [CrossValidation.Row], _ session: Session
  ) throws {
    if isJSON {
      return try session.console.out.print(
        json: [
          "label": row.label.map { .string($0) } ?? .null, "before": row.before.json,
          "after": row.after.json,
        ])
    }
    let width = max(5, rows.compactMap { $0.label?.columns }.max() ?? 0)
    if row.label == nil {
      try session.console.out.print(
        "\("F1".padded(width))  \("before".padded(20))after, in articles not seen")
    }
    try session.console.out.print(
      "\((row.label ?? "all").padded(width))  \(row.before.cell.padded(20))\(row.after.cell)"
        + "  of \(row.after.counts.right + row.after.counts.missing)")
  }

  private func print(
    _ point: (articles: Int, figure: CrossValidation.Figure), _ session: Session
  ) throws {
    if isJSON {
      return try session.console.out.print(
        json: ["articles": .int(point.articles), "after": point.figure.json])
    }
    try session.console.out.print(
      "with \(counted(point.articles, "article")): \(point.figure.cell)")
  }
}

extension CrossValidation.Figure {
  /// F1 in per cent with its interval.
  fileprivate var cell: String {
    if counts.right + counts.spurious == 0 { return "-" }
    let bounds = interval.map {
      " (\(Decimals.fixed(100 * $0.lowerBound, 1))–\(Decimals.fixed(100 * $0.upperBound, 1)))"
    }
    return Decimals.fixed(100 * counts.f1, 1) + (bounds ?? "")
  }

  fileprivate var json: JSONValue {
    var object = JSONObject()
    object["p"] = .double(counts.precision)
    object["r"] = .double(counts.recall)
    object["f1"] = .double(counts.f1)
    object["f1_interval"] = interval.map {
      .array([.double($0.lowerBound), .double($0.upperBound)])
    }
    object["gold"] = .int(counts.right + counts.missing)
    return .object(object)
  }
}
