import PostilCore
import PostilKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `annotate --stream`.
struct StreamRun {
  private let options: StreamOptions
  private let annotators: Annotators
  private let logs: Bool

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
    self.options = options
    logs = arguments.has("log")
    if let kind = arguments.value("log"), kind != "json" {
      throw PostilError.badValue(name: "kind of log", value: kind, expected: "say --log json")
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
    throw PostilError.badValue(
      name: "number of errors", value: text, expected: "say --max-errors 10 or --max-errors 1%")
  }

  func run(in session: Session) throws {
    let running = try annotators.start(.standard(workspace: nil), session.workspace)
    defer { running.stopNow() }
    if logs { try log(start(running), session) }
    if isatty(STDIN_FILENO) == 1 {
      try session.errors.print("note: reading JSON Lines from the terminal; Ctrl-D ends them")
      try session.errors.flush()
    }
    let stream = StreamAnnotator(running, options: options)
    let (result, ended) = try Interruptible.finish { cancellation in
      Result {
        try stream.run(input: STDIN_FILENO, output: STDOUT_FILENO, cancellation: cancellation)
      }
    }
    let summary = try Self.summary(result)
    session.status = ended ?? summary.status
    if logs { return try log(summary.json, session) }
    try say(summary, session)
  }

  private static func summary(_ result: Result<StreamSummary, any Error>) throws -> StreamSummary {
    do {
      return try result.get()
    } catch PostilError.cannotWrite("standard output", let code) {
      throw PostilError.cannotPrint(errno: code)
    }
  }

  /// One line, and only if not all went well.
  private func say(_ summary: StreamSummary, _ session: Session) throws {
    guard summary.failed > 0, summary.status != .brokenPipe else { return }
    let codes = summary.errors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    try session.errors.print(
      "note: \(summary.failed) of \(Session.count(summary.answered, "record")) answered with an"
        + " error: \(codes.joined(separator: ", "))")
  }

  private func start(_ running: RunningPipeline) -> JSONObject {
    var event = JSONObject()
    event["event"] = "start"
    event["postil"] = .string(Shell.version)
    event["offsets"] = "code points"
    event["plugins"] = .array(running.wantedManifests.map { .string($0.annotator) })
    return event
  }

  private func log(_ event: JSONObject, _ session: Session) throws {
    try session.errors.print(json: .object(event))
    try session.errors.flush()
  }
}
