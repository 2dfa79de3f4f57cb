import PostilKit
import PostilPlugins
import PostilPointing
import PostilSettings
import PostilShell
import PostilStore
import PostilStream
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// One run of `annotate --stream`.
struct StreamRun {
  private var options: StreamOptions
  private let annotators: Annotators
  private let logs: Bool
  /// The file of `--out`.
  private let path: String?
  private let isResuming: Bool
  private let isRetrying: Bool

  init(_ arguments: Arguments, _ annotators: Annotators) throws {
    self.annotators = annotators
    var options = StreamOptions()
    options.textField = arguments.value("text-field") ?? options.textField
    options.idField = arguments.value("id-field") ?? options.idField
    options.publishedField = arguments.value("published-field") ?? options.publishedField
    options.published = annotators.published
    options.passes = arguments.has("pass")
    options.maximumRecordBytes =
      try arguments.number("max-record-bytes") ?? options.maximumRecordBytes
    options.tolerance = try Self.tolerance(arguments)
    options.isStrict = arguments.has("strict")
    options.keepsOrder = !arguments.has("unordered")
    options.keepsGoing = arguments.has("keep-going")
    options.numbers = !arguments.has("no-seq")
    options.isTyped = arguments.has("typed")
    options.shard = annotators.shard
    options.workers = annotators.jobs ?? options.workers
    options.flushesLines = arguments.has("line-buffered")
    options.offsets = try Self.offsets(arguments)
    path = arguments.value("out")
    isResuming = arguments.has("resume")
    isRetrying = arguments.has("retry-errors")
    options.hashesInput = path != nil
    try Self.check(arguments)
    self.options = options
    logs = arguments.has("log")
    if let kind = arguments.value("log"), kind != "json" {
      throw PostilError.value(.invalid(name: "kind of log", value: kind, form: "--log json"))
    }
  }

  private static func offsets(_ arguments: Arguments) throws -> OffsetUnit {
    guard let text = arguments.value("offsets") else { return .codePoints }
    guard let unit = OffsetUnit(rawValue: text) else {
      throw PostilError.value(
        .invalid(name: "unit", value: text, form: "code-points, utf8 or utf16"))
    }
    return unit
  }

  /// Checks that `--resume` and `--retry-errors` have `--out`, and that answers keep the input's order.
  private static func check(_ arguments: Arguments) throws {
    let needs = ["resume", "retry-errors"].first { arguments.has($0) }
    guard needs != nil || arguments.has("out") else { return }
    guard arguments.has("out") else {
      throw PostilError.usage(.flagWithoutFile(flag: needs ?? "resume"))
    }
    if arguments.has("resume"), arguments.has("retry-errors") {
      throw PostilError.usage(.flagsExclude("resume", "retry-errors"))
    }
    guard !arguments.has("unordered") else {
      throw PostilError.usage(.fileWithoutOrder)
    }
  }

  private static func tolerance(_ arguments: Arguments) throws -> StreamOptions.Tolerance? {
    guard let text = arguments.value("max-errors") else {
      return arguments.has("fail-on-error") ? .count(0) : nil
    }
    if let count = Int(text), count >= 0 { return .count(count) }
    if text.hasSuffix("%"), let share = Double(text.dropLast()), (0...100).contains(share) {
      return .percent(share)
    }
    throw PostilError.value(
      .invalid(
        name: "number of errors", value: text, form: "--max-errors 10 or --max-errors 1%"))
  }

  func run(in session: Session) throws -> ExitStatus {
    var catalog = PluginCatalog.standard(workspace: nil)
    catalog.add(settings: session.focus.workspace.settings.plugins)
    let running = try annotators.start(catalog, session.focus.workspace, schema: nil)
    defer { running.stop() }
    if logs { try log(start(running), session) }
    if isatty(STDIN_FILENO) == 1 {
      try session.console.err.print(
        "note: reading JSON Lines from the terminal; Ctrl-D ends the input")
      try session.console.err.flush()
    }
    guard let path else {
      return try finish(answer(running, STDOUT_FILENO, "standard output", nil), session)
    }
    let output = session.focus.workspace.file(atPath: path)
    try session.focus.workspace.refuseToReplace(output)
    let signature = options.signature(running)
    let file =
      try isRetrying
      ? StreamFile.retrying(output, signature: signature)
      : StreamFile.open(output, isResuming: isResuming, signature: signature)
    var rest = self
    rest.options.start = file.start
    let outcome = try rest.answer(running, file.descriptor, path, file)
    // Only kept answers may stand where a plugin is switched off.
    if outcome.ended == nil, outcome.summary.isWhole, try !file.finish(outcome.summary) {
      try session.console.err.print("note: all records are answered already; see \(path).done")
      return .success
    }
    return try finish(outcome, session)
  }

  private func answer(
    _ running: RunningPipeline, _ output: Int32, _ path: String, _ file: StreamFile?
  ) throws -> (summary: StreamSummary, ended: ExitStatus?) {
    let meter = ProgressMeter()
    // Answers on the same terminal would run into the line of progress.
    let isShown = meter.isTerminal && isatty(output) == 0
    let total = StreamProgress.rest(of: STDIN_FILENO).map { $0 / (options.shard?.count ?? 1) }
    running.listen(PluginVoice.listener(printsErrors: annotators.isVerbose) { meter.note($0) })
    let stream = StreamAnnotator(running, options: options) { [options] in
      var progress = $0
      progress.total = options.start.lines == 0 ? total : nil
      if isShown { meter.show(progress) }
    }
    defer { meter.clear() }
    let (result, ended) = try Interruptible.finish { cancellation in
      Result {
        try stream.run(
          input: STDIN_FILENO, output: output, path: path, file: file, cancellation: cancellation)
      }
    }
    return (try result.get(), ended)
  }

  private func finish(
    _ outcome: (summary: StreamSummary, ended: ExitStatus?), _ session: Session
  ) throws -> ExitStatus {
    if logs { try log(outcome.summary.event, session) } else { try say(outcome, session) }
    if outcome.ended == nil, case .disabled(let plugin, let reason)? = outcome.summary.stop {
      throw PostilError.stream(
        .switchedOff(plugin: plugin, reason: reason, isFile: path != nil))
    }
    return outcome.ended ?? outcome.summary.status
  }

  /// Prints a line if some records were answered with an error, and one if the run was ended.
  private func say(
    _ outcome: (summary: StreamSummary, ended: ExitStatus?), _ session: Session
  ) throws {
    let summary = outcome.summary
    guard summary.status != .brokenPipe else { return }
    if summary.failed > 0 {
      let codes = summary.errors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let part = summary.partial > 0 ? ", \(summary.partial) of them in part" : ""
      try session.console.err.print(
        "note: \(summary.failed) of \(counted(summary.answered, "record")) answered with an"
          + " error\(part): \(codes.joined(separator: ", "))")
    }
    if outcome.ended != nil, path != nil, !isRetrying {
      try session.console.err.print(
        "ended: \(counted(summary.answered, "record")) answered and kept;"
          + " the same command with --resume continues from there")
    }
  }

  private func start(_ running: RunningPipeline) -> JSONObject {
    var event = JSONObject()
    event["event"] = "start"
    event["postil"] = .string(Postil.version)
    event["offsets"] = .string(options.offsets.rawValue)
    event["plugins"] = .array(running.wantedManifests.map { .string($0.annotator) })
    return event
  }

  private func log(_ event: JSONObject, _ session: Session) throws {
    try session.console.err.print(json: .object(event))
    try session.console.err.flush()
  }
}
