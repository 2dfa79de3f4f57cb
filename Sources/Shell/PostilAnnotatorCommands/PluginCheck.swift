import PostilKit
import PostilPlugins
import PostilShell
import PostilSystem
import PostilTerminal

/// `plugins check FOLDER`: tries the rules of the messages on a plugin.
struct PluginCheck {
  let isJSON: Bool

  /// Tries all rules and prints a line for each.
  ///
  /// - Returns: Status 1 if it breaks one.
  func run(on folder: String, in session: Session) throws -> Outcome {
    let manifest = try Manifest(folder: folder)
    let meter = WaitingMeter()
    let verdicts = try Interruptible.run(waiting: meter.show) { cancellation in
      Result {
        try PluginContract(manifest, cancellation: cancellation)
          .verdicts { meter.wait(for: "trying \(manifest.name): \($0)") }
      }
    }.get()
    meter.clear()
    for verdict in verdicts { try print(verdict, session) }
    let broken = verdicts.count { $0.problem != nil }
    if !isJSON {
      try session.console.out.print(
        broken == 0
          ? "\(manifest.annotator) keeps all rules"
          : "\(manifest.annotator) breaks \(broken) of \(verdicts.count) rules")
    }
    return Outcome(status: broken == 0 ? .success : .failure)
  }

  private func print(_ verdict: PluginContract.Verdict, _ session: Session) throws {
    guard !isJSON else {
      return try session.console.out.print(
        json: [
          "rule": .string(verdict.rule), "problem": verdict.problem.map { .string($0) } ?? .null,
        ])
    }
    var line = StyledLine(
      verdict.problem == nil ? "ok  " : "no  ", verdict.problem == nil ? .good : .bad)
    line.append(verdict.rule)
    if let problem = verdict.problem { line.append(": \(problem)") }
    try session.console.out.print(line)
  }
}
