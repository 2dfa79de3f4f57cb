import PostilPlugins
import PostilSystem

/// Annotates JSON Lines: one output line for each input line, in the same order, with identical
/// bytes on every run.
///
/// One thread reads, several annotate, one writes. The records in progress are bounded in number
/// and bytes, so that memory does not grow with the stream and the threads cannot deadlock.
package final class StreamAnnotator: Sendable {
  private static let flushedAfter = 200
  /// Number of bytes in progress at which reading waits.
  private static let budget = 256 << 20
  /// How long records in progress may still take after cancellation, in milliseconds.
  private static let grace = 4000.0

  private enum Condition { static let (space, work, results) = (0, 1, 2) }

  private struct State {
    var queue: [(number: Int, line: LineBuffer.Line, old: [UInt8]?)] = []
    var taken = 0
    var results: [Int: StreamRecord] = [:]
    var read = 0
    var written = 0
    var bytes = 0
    var hasEnded = false
    var isStopped = false
    /// The part of the input that was answered before.
    var mark = InputMark()
  }

  private let answerer: StreamAnswerer
  /// Called by the writing thread, whenever it has written answers.
  private let progress: @Sendable (StreamProgress) -> Void
  private let options: StreamOptions
  private let monitor: Monitor<State>
  /// Ends plugins that are still working when the grace period is over.
  private let pluginCancellation = Cancellation()

  /// Creates an annotator for one stream.
  ///
  /// - Parameter progress: Called with the progress, often.
  package init(
    _ pipeline: RunningPipeline, options: StreamOptions = StreamOptions(),
    progress: @escaping @Sendable (StreamProgress) -> Void = { _ in }
  ) {
    self.options = options
    self.progress = progress
    var state = State()
    state.read = options.start.lines
    state.written = options.start.lines
    monitor = Monitor(state, conditions: 3)
    answerer = StreamAnswerer(pipeline: pipeline, options: options)
  }

  /// Answers the input until it ends.
  ///
  /// - Parameters:
  ///   - input: The file descriptor to read.
  ///   - output: The file descriptor to write.
  ///   - path: The name of the output in messages.
  ///   - file: The checkpoint that the output is; nil if it is none.
  ///   - cancellation: Stops reading; records in progress are answered if their plugins answer within
  ///     the grace period. The first that is not ends the output, so that it is what an uninterrupted
  ///     run begins with.
  /// - Throws: `cannotRead`, `cannotWrite`, `inputDiffers`, `inputChanged`, `inputEnds`. A closed output
  ///   is not an error but the status `brokenPipe`, and a plugin that is switched off is the status
  ///   `unavailable`.
  package func run(
    input: Int32, output: Int32, path: String = "standard output", file: StreamFile? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws(PostilError) -> StreamSummary {
    signal(SIGPIPE, SIG_IGN)
    let outcome = Monitor<(summary: StreamSummary, error: PostilError?)>((StreamSummary(), nil))
    let reader: @Sendable () -> Void = { [self] in
      if let error = read(input, file?.oldAnswers(), cancellation) {
        outcome.with { $0.error = $0.error ?? error }
      }
    }
    let writer: @Sendable () -> Void = { [self] in
      let (summary, error) = write(Sink(output, path, file, options), cancellation)
      outcome.with { $0 = (summary, $0.error ?? error) }
    }
    let workers = (0..<max(1, options.workers)).map { _ in { @Sendable [self] in work() } }
    Threads.run([writer, reader] + workers)
    var (summary, error) = outcome.with { $0 }
    if let error { throw error }
    summary.read = monitor.with { $0.read }
    return summary
  }

  // MARK: Reading

  private func read(
    _ input: Int32, _ old: OldAnswers?, _ cancellation: Cancellation
  ) -> PostilError? {
    defer {
      monitor.with(waking: [Condition.work, Condition.results], all: true) { $0.hasEnded = true }
    }
    var lines = LineBuffer(limit: options.maximumRecordBytes)
    var passed = InputMark()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while !cancellation.isCancelled, !monitor.with({ $0.isStopped }) {
      guard Self.isReady(input) else { continue }
      let count = chunk.withUnsafeMutableBytes { CLibrary.read(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count < 0 { return .file(.cannotRead(path: "standard input", errno: errno)) }
      if count == 0 {
        if let last = lines.rest(), let error = take(last, &passed, old) { return error }
        return passed.lines < options.start.lines ? tooShort(passed.lines) : nil
      }
      chunk.withUnsafeBytes { lines.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      while !cancellation.isCancelled, let line = lines.next() {
        if let error = take(line, &passed, old) { return error }
      }
    }
    return nil
  }

  /// Queues a line, or skips one that was already answered; returns an error if a skipped line differs
  /// from the one that was answered.
  private func take(
    _ line: LineBuffer.Line, _ passed: inout InputMark, _ old: OldAnswers?
  ) -> PostilError? {
    guard passed.lines < options.start.lines else {
      guard let old else {
        put(line)
        return nil
      }
      guard let answer = old.next() else {
        return .workbench(.inputChanged(lines: options.start.finished?.lines ?? 0))
      }
      put(line, answer)
      return nil
    }
    passed.add(InputMark.digest(of: line))
    if passed.lines == options.start.lines { monitor.with { [passed] in $0.mark = passed } }
    return objection(to: line, passed)
  }

  /// Why a line is not the one that was answered, as far as it is known.
  private func objection(to line: LineBuffer.Line, _ passed: InputMark) -> PostilError? {
    let start = options.start
    if let hash = start.hash(ofLine: passed.lines), answerer.hash(line) != hash {
      return .workbench(.inputDiffers(line: passed.lines))
    }
    guard passed.lines == start.mark.lines, passed != start.mark else { return nil }
    return .workbench(.inputChanged(lines: passed.lines))
  }

  private func tooShort(_ passed: Int) -> PostilError {
    .workbench(.inputEnds(lines: passed, answered: options.start.lines))
  }

  /// Waits for input with a timeout, so that cancellation is noticed.
  private static func isReady(_ input: Int32) -> Bool {
    var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 100) != 0
  }

  private func put(_ line: LineBuffer.Line, _ old: [UInt8]? = nil) {
    let size = Self.size(line)
    _ = monitor.wait(for: Condition.space) { state -> Bool? in
      if state.isStopped { return true }
      let underWay = state.read - state.written
      guard underWay == 0 || underWay < options.window && state.bytes + size < Self.budget else {
        return nil
      }
      state.queue.append((state.read, line, old))
      state.read += 1
      state.bytes += size
      return true
    }
    monitor.with(waking: [Condition.work]) { _ in }
  }

  private static func size(_ line: LineBuffer.Line) -> Int {
    if case .line(let bytes) = line { bytes.count } else { 0 }
  }

  // MARK: Annotating

  private func work() {
    while let (number, line, old) = take() {
      var record = answerer.answer(
        line, number: number, old: old, cancellation: pluginCancellation)
      record.lineBytes = Self.size(line) + 1
      monitor.with(waking: [Condition.results]) { [record] state in
        state.results[number] = record
        state.bytes -= Self.size(line)
      }
    }
  }

  private func take() -> (Int, LineBuffer.Line, [UInt8]?)? {
    let next = monitor.wait(for: Condition.work) { state -> (Int, LineBuffer.Line, [UInt8]?)?? in
      if state.isStopped { return .some(nil) }
      guard state.taken < state.queue.count else { return state.hasEnded ? .some(nil) : nil }
      let next = state.queue[state.taken]
      state.queue[state.taken].line = .tooLong
      state.taken += 1
      if state.taken == state.queue.count || state.taken > 4096 {
        state.queue.removeFirst(state.taken)
        state.taken = 0
      }
      return next
    }
    return next ?? nil
  }

  // MARK: Writing

  private enum Turn {
    case records([StreamRecord], isIdle: Bool)
    case end
  }

  private func write(
    _ sink: consuming Sink, _ cancellation: Cancellation
  ) -> (StreamSummary, PostilError?) {
    var summary = StreamSummary()
    var done = StreamProgress()
    let start = Platform.milliseconds()
    defer {
      monitor.with(waking: [Condition.space, Condition.work], all: true) { $0.isStopped = true }
      // Nobody waits for what is still in progress.
      pluginCancellation.cancel()
    }
    do throws(PostilError) {
      while true {
        switch turn(cancellation) {
        case nil: try sink.flush()
        case .records(let records, let isIdle)?:
          for record in records {
            guard try add(record, to: &sink, &summary) else {
              try sink.flush()
              return (summary, nil)
            }
          }
          if isIdle { try sink.flush() }
          done.add(records, failed: summary.failed, milliseconds: Platform.milliseconds() - start)
          progress(done)
        case .end?:
          try sink.flush()
          summary.mark = sink.mark ?? monitor.with { $0.mark }
          summary.judge(options.tolerance)
          return (summary, nil)
        }
      }
    } catch {
      guard case FileFact.cannotWrite(_, EPIPE) = error.fact else { return (summary, error) }
      summary.status = .brokenPipe
      return (summary, nil)
    }
  }

  /// Writes an answer; false if the output ends here.
  ///
  /// A record that was cancelled, or whose plugin is switched off, has no answer: it is left, with all
  /// that follow it, to a later run.
  private func add(
    _ record: StreamRecord, to sink: inout Sink, _ summary: inout StreamSummary
  ) throws(PostilError) -> Bool {
    if let stop = record.stop {
      summary.end(stop)
      guard record.isKept else { return false }
    }
    if sink.mark == nil { sink.mark = monitor.with { $0.mark } }
    try sink.append(record)
    summary.count(record)
    guard record.error != nil, options.isStrict else { return true }
    summary.status = .badData
    return false
  }

  /// The next answer to write; nil after a timeout.
  private func turn(_ cancellation: Cancellation) -> Turn? {
    if cancellation.isCancelled { endOverduePlugins() }
    let turn = monitor.wait(for: Condition.results, milliseconds: Self.flushedAfter) {
      state -> Turn? in
      var records: [StreamRecord] = []
      while let record = options.keepsOrder
        ? state.results.removeValue(forKey: state.written) : state.results.popFirst()?.value
      {
        records.append(record)
        state.written += 1
      }
      let isIdle = state.written == state.read
      if !records.isEmpty { return .records(records, isIdle: isIdle) }
      return state.hasEnded && isIdle ? .end : nil
    }
    if case .records? = turn { monitor.with(waking: [Condition.space]) { _ in } }
    return turn
  }

  private let graceEnd = Monitor<Double?>(nil)

  /// After cancellation, gives records in progress their grace period, then ends their plugins.
  private func endOverduePlugins() {
    let now = Platform.milliseconds()
    let isOver = graceEnd.with { end -> Bool in
      if end == nil { end = now + Self.grace }
      return end.map { now > $0 } ?? false
    }
    if isOver { pluginCancellation.cancel() }
  }
}

/// Writes answers in pieces and, if the output is a checkpoint, syncs them periodically.
private struct Sink {
  private static let flushedAt = 65_536
  /// Number of bytes and milliseconds after which the output is synced.
  private static let (syncedAt, syncedAfter) = (64 << 20, 5000.0)

  private let output: Int32
  private let path: String
  private let file: StreamFile?
  private let flushesLines: Bool
  private var buffer: [UInt8] = []
  private var unsynced = 0
  private var synced = Platform.milliseconds()
  private var hasBegun = false
  /// How much of the input is answered; nil before the first answer.
  var mark: InputMark?

  init(_ output: Int32, _ path: String, _ file: StreamFile?, _ options: StreamOptions) {
    self.output = output
    self.path = path
    self.file = file
    flushesLines = options.flushesLines
  }

  mutating func append(_ record: StreamRecord) throws(PostilError) {
    buffer += record.bytes
    if let digest = record.digest { mark?.add(digest) }
    if flushesLines || buffer.count >= Self.flushedAt { try flush() }
  }

  mutating func flush() throws(PostilError) {
    if buffer.isEmpty { return }
    if !hasBegun { try file?.begin() }
    hasBegun = true
    try Files.write(buffer, to: output, path: path)
    unsynced += buffer.count
    buffer.removeAll(keepingCapacity: true)
    let now = Platform.milliseconds()
    guard let file, unsynced >= Self.syncedAt || now - synced >= Self.syncedAfter else { return }
    try Files.sync(output, path: path)
    if let mark { try file.record(mark) }
    (unsynced, synced) = (0, now)
  }
}

extension StreamProgress {
  fileprivate mutating func add(_ records: [StreamRecord], failed: Int, milliseconds: Double) {
    answered += records.count
    bytes += records.reduce(0) { $0 + $1.lineBytes }
    self.failed = failed
    self.milliseconds = milliseconds
  }
}
