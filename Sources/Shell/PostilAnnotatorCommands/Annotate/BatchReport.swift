import PostilKit
import PostilPublication
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// The report after a batch: a summary line on standard output, failures and notes on standard error.
struct BatchReport {
  private static let listedFailures = 20
  private static let listedUndated = 3

  private let outcome: BatchRun.Result
  private let total: Int
  private let milliseconds: Int
  private let isVerbose: Bool
  private let isDry: Bool
  private let counts: BatchCounts
  private let failures: [BatchSummary.Failure]
  private let failed: Int

  init(
    _ outcome: BatchRun.Result, articles: Int, milliseconds: Int, isVerbose: Bool, isDry: Bool
  ) {
    self.outcome = outcome
    total = articles + outcome.failures.count
    self.milliseconds = milliseconds
    self.isVerbose = isVerbose
    self.isDry = isDry
    counts = BatchCounts(sum: outcome.summaries.map(\.counts))
    failures = outcome.summaries.flatMap(\.failures) + outcome.failures
    failed = outcome.summaries.reduce(outcome.failures.count) { $0 + $1.failed }
  }

  private func sum(_ member: KeyPath<BatchSummary, Int>) -> Int {
    outcome.summaries.reduce(0) { $0 + $1[keyPath: member] }
  }

  /// The exit status; if the only article failed, that of its error.
  var status: ExitStatus {
    if let ended = outcome.ended { return ended }
    if total == 1, let only = failures.first { return only.status }
    return failed > 0 ? max(.failure, outcome.status) : outcome.status
  }

  private func max(_ left: ExitStatus, _ right: ExitStatus) -> ExitStatus {
    left.rawValue > right.rawValue ? left : right
  }

  // MARK: As text

  func print(to session: Session) throws {
    for article in outcome.summaries.flatMap(\.articles) {
      try session.console.out.print("\(article.name)  \(words(article.counts))")
    }
    if total > 1 || failed == 0 { try session.console.out.print(summary) }
    try session.console.out.flush()
    try printUndated(to: session)
    try printFailures(to: session)
  }

  private var summary: String {
    let parts = [
      (sum(\.annotated), "annotated"), (sum(\.skipped), "already processed"), (failed, "failed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    var line = counted(total, "article")
    if !parts.isEmpty { line += ": " + parts.joined(separator: ", ") }
    if sum(\.annotated) > 0 { line += "; \(words(counts))" }
    for (reason, count) in counts.dropped.sorted(by: { $0.key < $1.key }) {
      line += ", \(count) dropped (\(reason))"
    }
    for (language, plugins) in counts.skipped.sorted(by: { $0.key < $1.key }) {
      let parts = plugins.sorted { $0.key < $1.key }.map { "\($0.value) by \($0.key)" }
      line +=
        "; in \(language == "und" ? "another language" : language), not annotated: "
        + parts.joined(separator: ", ")
    }
    for (plugin, usage) in counts.usage.sorted(by: { $0.key < $1.key }) {
      let parts = usage.sorted { $0.key < $1.key }.map { "\(Self.number($0.value)) \($0.key)" }
      line += "; \(plugin) used \(parts.joined(separator: ", "))"
    }
    if isDry { line += "; nothing written" }
    return line + "  \(Decimals.tenths(Double(milliseconds) / 1000)) s"
  }

  /// A number as JSON has it: `812`, `0.0004`.
  private static func number(_ value: Double) -> String { JSONWriter.string(.double(value)) }

  private func words(_ counts: BatchCounts?) -> String {
    guard let counts else { return "already processed" }
    let made = counts.made.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { "\($0.value) \(Author.pluginName(ofAnnotator: $0.key) ?? $0.key)" }
    var words = "+\(counts.written) suggested"
    if !made.isEmpty { words += " (\(made.joined(separator: ", ")))" }
    if counts.revised > 0 { words += ", \(counts.revised) revised" }
    if counts.withdrawn > 0 { words += ", \(counts.withdrawn) withdrawn" }
    let known = counts.known - counts.revised
    return known > 0 ? words + ", \(known) known" : words
  }

  private func printFailures(to session: Session) throws {
    let shown = isVerbose ? failures : Array(failures.prefix(Self.listedFailures))
    for failure in shown {
      let text = failure.error.map { ErrorReport.of($0).text } ?? failure.reason
      // The message may name the article already.
      let name = text.contains(failure.article) ? "" : "\(failure.article): "
      try session.console.err.print(lines: "error: \(name)\(text)")
    }
    if failed > shown.count {
      try session.console.err.print(
        "… and \(failed - shown.count) more\(isVerbose ? "" : "; -v lists them")")
    }
    let isStopped = outcome.summaries.contains { $0.stoppedBy != nil }
    guard total > 1, isStopped || outcome.ended != nil else { return }
    let what = isStopped ? "stopped" : outcome.ended == .interrupted ? "interrupted" : "ended"
    try session.console.err.print(
      "\(what): \(sum(\.annotated) + sum(\.skipped)) of \(total) are processed and kept;"
        + " the same command continues from there")
  }

  private func printUndated(to session: Session) throws {
    let count = sum(\.undatedCount)
    let undated = outcome.summaries.flatMap(\.undated)
    guard count > 0, outcome.ended == nil, let first = undated.first else { return }
    let names = undated.prefix(Self.listedUndated).map { article in
      let days = article.candidates.map { "\($0.date)" }.uniqued().prefix(3)
      return article.file.name + (days.isEmpty ? "" : " (maybe \(days.joined(separator: " or ")))")
    }
    let more = count - names.count
    let day = undated.lazy.compactMap(\.candidates.first).first?.date
    let example = undated.first { !$0.candidates.isEmpty } ?? first
    let which = names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    let command = "postil published \(day.map { "\($0)" } ?? "YYYY-MM-DD")"
    let who = count == 1 ? "1 article has" : "\(count) articles have"
    try session.console.err.print(
      "note: \(who) no day of publication, so words such as \"Monday\" have no certain date: \(which);"
        + " run \(command) \(Self.shellQuoted(example.file.textPath)), or annotate with --published"
    )
  }

  /// A path as a word of a command line: in quotation marks if it has other characters than letters,
  /// digits and `/._-`.
  private static func shellQuoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }

  // MARK: As JSON

  func printJSON(to session: Session) throws {
    for article in outcome.summaries.flatMap(\.articles) {
      var object = JSONObject()
      object["article"] = .string(article.name)
      object["state"] = article.counts == nil ? "skipped" : "annotated"
      add(article.counts, to: &object)
      try session.console.out.print(json: .object(object))
    }
    for failure in failures {
      try session.console.out.print(
        json: [
          "article": .string(failure.article), "state": "failed", "error": .string(failure.reason),
        ])
    }
    var object = JSONObject()
    object["articles"] = .int(total)
    object["annotated"] = .int(sum(\.annotated))
    object["skipped"] = .int(sum(\.skipped))
    object["failed"] = .int(failed)
    object["undated"] = .int(sum(\.undatedCount))
    add(counts, to: &object)
    object["ms"] = .int(milliseconds)
    try session.console.out.print(json: .object(object))
  }

  private func add(_ counts: BatchCounts?, to object: inout JSONObject) {
    guard let counts else { return }
    object["new"] = .int(counts.written)
    object["known"] = .int(counts.known)
    object["revised"] = .int(counts.revised)
    object["withdrawn"] = .int(counts.withdrawn)
    object["dropped"] = .int(counts.dropped.values.reduce(0, +))
    if !counts.skipped.isEmpty {
      object["skipped_languages"] = .object(
        JSONObject(
          counts.skipped.sorted { $0.key < $1.key }.map { language, plugins in
            .init(
              name: language,
              value: .object(
                JSONObject(
                  plugins.sorted { $0.key < $1.key }.map {
                    .init(name: $0.key, value: .int($0.value))
                  }))
            )
          }))
    }
    guard !counts.usage.isEmpty else { return }
    object["usage"] = .object(
      JSONObject(
        counts.usage.sorted { $0.key < $1.key }.map { plugin, usage in
          .init(
            name: plugin,
            value: .object(
              JSONObject(
                usage.sorted { $0.key < $1.key }.map {
                  .init(name: $0.key, value: .double($0.value))
                }
              )))
        }))
  }
}
