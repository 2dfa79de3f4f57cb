import PostilPlugins
import PostilSystem

/// Annotates JSON Lines: one output line for each input line, in the same order, with identical
/// bytes on every run.
///
/// One thread reads, several annotate, one writes. The records in progress are bounded in number
/// and bytes, so that memory does not grow with the stream and the threads cannot deadlock.
package final class StreamAnnotator: Sendable {
  /// Milliseconds without an answer after which those that wait are written.
  private static let flushedAfter = 200
  /// How long records in progress may still take after cancellation, in milliseconds.
  private static let grace = 4000.0

  private let answerer: StreamAnswerer
  /// Called by the writing thread, whenever it has written answers.
  private let progress: @Sendable (StreamProgress) -> Void
  private let options: StreamOptions
  private let records: RecordsInProgress
  /// Number of threads that annotate.
  private let threads: Int
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
    threads = max(1, options.workers, pipeline.width)
    records = RecordsInProgress(options, threads: threads)
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
      let (summary, error) = write(StreamSink(output, path, file, options), cancellation)
      outcome.with { $0 = (summary, $0.error ?? error) }
    }
    let workers = (0..<threads).map { _ in { @Sendable [self] in work() } }
    Threads.run([writer, reader] + workers)
    var (summary, error) = outcome.with { $0 }
    if let error { throw error }
    summary.read = records.read
    return summary
  }

  // MARK: Reading

  private func read(
    _ input: Int32, _ old: OldAnswers?, _ cancellation: Cancellation
  ) -> PostilError? {
    defer { records.end() }
    var lines = LineBuffer(limit: options.maximumRecordBytes)
    var passed = InputMark()
    var number = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while !cancellation.isCancelled, !records.isStopped {
      guard Self.isReady(input) else { continue }
      let count = chunk.withUnsafeMutableBytes { CLibrary.read(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count < 0 { return .file(.cannotRead(path: "standard input", errno: errno)) }
      if count == 0 {
        if let last = lines.rest(), let error = take(last, number, &passed, old) { return error }
        return passed.lines < options.start.lines ? tooShort(passed.lines) : nil
      }
      chunk.withUnsafeBytes { lines.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      while !cancellation.isCancelled, let line = lines.next() {
        if let error = take(line, number, &passed, old) { return error }
        number += 1
      }
    }
    return nil
  }

  /// Queues a line, or skips one that was already answered; returns an error if a skipped line differs
  /// from the one that was answered.
  ///
  /// - Parameter number: The number of the line in the input.
  private func take(
    _ line: LineBuffer.Line, _ number: Int, _ passed: inout InputMark, _ old: OldAnswers?
  ) -> PostilError? {
    guard answerer.isHeld(line) else { return nil }
    guard passed.lines < options.start.lines else {
      guard let old else {
        records.put(line, number: number)
        return nil
      }
      guard let answer = old.next() else {
        return .stream(.inputChanged(lines: options.start.finished?.lines ?? 0))
      }
      records.put(line, number: number, answer)
      return nil
    }
    passed.add(InputMark.digest(of: line))
    if passed.lines == options.start.lines { records.mark = passed }
    return objection(to: line, passed)
  }

  /// Why a line is not the one that was answered, as far as it is known.
  private func objection(to line: LineBuffer.Line, _ passed: InputMark) -> PostilError? {
    let start = options.start
    if let hash = start.hash(ofLine: passed.lines), answerer.hash(line) != hash {
      return .stream(.inputDiffers(line: passed.lines))
    }
    guard passed.lines == start.mark.lines, passed != start.mark else { return nil }
    return .stream(.inputChanged(lines: passed.lines))
  }

  private func tooShort(_ passed: Int) -> PostilError {
    .stream(.inputEnds(lines: passed, answered: options.start.lines))
  }

  /// Waits for input with a timeout, so that cancellation is noticed.
  private static func isReady(_ input: Int32) -> Bool {
    var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 100) != 0
  }

  // MARK: Annotating

  private func work() {
    while let (place, number, line, old) = records.take() {
      let record = answerer.answer(
        line, number: number, old: old, cancellation: pluginCancellation)
      records.answer(place, line, record)
    }
  }

  // MARK: Writing

  private func write(
    _ sink: consuming StreamSink, _ cancellation: Cancellation
  ) -> (StreamSummary, PostilError?) {
    var summary = StreamSummary()
    var done = StreamProgress()
    let start = Platform.milliseconds()
    defer {
      records.stop()
      // Nobody waits for what is still in progress.
      pluginCancellation.cancel()
    }
    do throws(PostilError) {
      while true {
        switch turn(cancellation) {
        case nil: try sink.flush()
        case .answers(let answers, let isIdle)?:
          for record in answers {
            guard try add(record, to: &sink, &summary) else {
              try sink.flush()
              return (summary, nil)
            }
          }
          if isIdle { try sink.flush() }
          done.add(answers, failed: summary.failed, milliseconds: Platform.milliseconds() - start)
          progress(done)
        case .end?:
          try sink.flush()
          summary.mark = sink.mark ?? records.mark
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
    _ record: StreamRecord, to sink: inout StreamSink, _ summary: inout StreamSummary
  ) throws(PostilError) -> Bool {
    if let stop = record.stop {
      summary.end(stop)
      guard record.isKept else { return false }
    }
    if sink.mark == nil { sink.mark = records.mark }
    try sink.append(record)
    summary.count(record)
    guard record.error != nil, options.isStrict else { return true }
    summary.status = .badData
    return false
  }

  /// The next answers to write; nil after a timeout.
  private func turn(_ cancellation: Cancellation) -> RecordsInProgress.Turn? {
    if cancellation.isCancelled { endOverduePlugins() }
    return records.next(within: Self.flushedAfter)
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
