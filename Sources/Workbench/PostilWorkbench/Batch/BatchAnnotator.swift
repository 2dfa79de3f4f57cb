import PostilKit
import PostilPlugins
import PostilPublication
import PostilStore
import PostilSystem

package struct BatchOptions: Sendable {
  /// Whether articles that the same plugins have already processed are processed again.
  package var repeats = false
  /// Whether nothing is written, only counted.
  package var isDry = false
  /// The person whose command it is, whose `undo` includes it. With a person, undecided suggestions are
  /// also updated to a plugin's new result, or removed if its new version no longer makes them.
  package var person: String?
  /// The id of the op, the same in everything that one command writes.
  package var op = AnnotationID.random()
  /// The largest number of articles whose results the summary lists.
  package var listed = 0
  /// Number of threads that annotate.
  package var workers = Platform.jobs
  /// The day of publication for articles without one.
  package var published: CalendarDate?
  /// The largest text accepted, in bytes.
  package var maximumBytes = 64 << 20
  /// The command as typed, for the log.
  package var command: String?

  /// The default options.
  package init() {}
}

/// Annotates many articles and writes the results into their sidecars.
///
/// An article is written after all its plugins have answered, with one append. However a batch ends,
/// every sidecar therefore has all suggestions for its article or none, and the next batch continues
/// where this one ended.
package final class BatchAnnotator: Sendable {
  private let pipeline: RunningPipeline
  private let options: BatchOptions
  private let loaded: LoadedArticles
  private let staleness: Staleness

  /// Creates an annotator for one batch; everything it writes is one op.
  ///
  /// - Parameter loaded: Reads the articles, and hands them on to whoever works on them next.
  package init(
    _ pipeline: RunningPipeline, options: BatchOptions = BatchOptions(),
    loaded: LoadedArticles = LoadedArticles()
  ) {
    self.loaded = loaded
    self.pipeline = pipeline
    staleness = Staleness(pipeline)
    self.options = options
  }

  private struct State {
    var next = 0
    var summary = BatchSummary()
    var progress = BatchProgress()
    var isOver = false
  }

  /// Annotates articles and waits until they are finished.
  ///
  /// - Parameters:
  ///   - cancellation: Ends the batch after the articles in progress; plugin processes are ended at
  ///     once.
  ///   - report: Called several times a second with the progress, on a separate thread, and once at
  ///     the end.
  package func run(
    _ articles: [ArticleFile], cancellation: Cancellation = Cancellation(),
    report: @escaping @Sendable (BatchProgress) -> Void = { _ in }
  ) -> BatchSummary {
    var state = State()
    state.progress.total = articles.count
    let monitor = Monitor(state)
    let start = Platform.milliseconds()
    let progress: @Sendable () -> Void = {
      while true {
        let isOver = monitor.wait(for: 0, milliseconds: 100) { $0.isOver ? true : nil } != nil
        var now = monitor.with { $0.progress }
        now.milliseconds = Platform.milliseconds() - start
        report(now)
        if isOver { return }
      }
    }
    let work: @Sendable () -> Void = { [self] in
      let workers = max(1, min(max(options.workers, pipeline.width), articles.count))
      Threads.run(
        (0..<workers).map { _ in
          { @Sendable [self] in annotate(articles, monitor, since: start, cancellation) }
        }
      )
      monitor.with(waking: [0]) { $0.isOver = true }
    }
    Threads.run([progress, work])
    var summary = monitor.with { $0.summary }
    summary.isCancelled = cancellation.isCancelled
    summary.sort()
    return summary
  }

  // MARK: One thread's work

  private func annotate(
    _ articles: [ArticleFile], _ monitor: Monitor<State>, since start: Double,
    _ cancellation: Cancellation
  ) {
    while !cancellation.isCancelled {
      let next = monitor.with { state -> ArticleFile? in
        guard state.next < articles.count, state.summary.stoppedBy == nil else { return nil }
        state.next += 1
        return articles[state.next - 1]
      }
      guard let next else { return }
      let outcome = annotate(next, cancellation)
      monitor.with { state in
        state.summary.add(outcome, next, listed: options.listed)
        if case .cancelled = outcome { return }
        state.progress.done += 1
        state.progress.lastDone = Platform.milliseconds() - start
        state.progress.errors = state.summary.failed
      }
    }
  }

  private func annotate(_ file: ArticleFile, _ cancellation: Cancellation) -> BatchOutcome {
    do {
      let article = try loaded.read(
        file, limit: options.maximumBytes, published: options.published)
      let store = try AnnotationStore.open(article)
      let due = options.repeats ? nil : staleness.due(in: store)
      if due?.isEmpty == true { return .skipped }
      let result = pipeline.annotate(
        store.article, existing: store.annotations.map(\.annotation), due: due,
        cancellation: cancellation)
      if result.failures.contains(where: { $0.kind == .cancelled }) { return .cancelled }
      var counts = options.isDry ? count(result, store) : try write(result, to: store)
      for drop in result.runs.flatMap(\.dropped) {
        counts.dropped[drop.reason, default: 0] += drop.count
      }
      for run in result.runs where run.isWanted {
        guard let language = run.skipped else { continue }
        counts.skipped[language, default: [:]][run.manifest.name] = 1
      }
      for run in result.runs where !run.usage.isEmpty {
        counts.usage[run.manifest.name] = run.usage
      }
      if let failure = result.failures.first { return .failed(failure, counts) }
      let isUndated = store.article.published == nil && result.needsDay
      return .done(counts, undated: isUndated ? store.published.candidates : nil)
    } catch {
      return .unusable(error)
    }
  }

  private func count(_ result: PipelineResult, _ store: AnnotationStore) -> BatchCounts {
    let runs = result.runs.filter { $0.isWanted && $0.isAnswered }
    let suggestions = Suggestions(
      runs, result.wanted { store[id: $0] != nil }, revises: options.person != nil)
    return BatchCounts(runs, suggestions.preview(in: store))
  }

  private func write(_ result: PipelineResult, to store: AnnotationStore) throws -> BatchCounts {
    let runs = result.runs.filter { $0.isWanted && $0.isAnswered }
    let suggestions = Suggestions(
      runs, result.wanted { store[id: $0] != nil }, revises: options.person != nil)
    let reports = try suggestions.write(
      to: store, for: options.person, op: options.op, command: options.command)
    return BatchCounts(runs, reports)
  }
}

extension BatchCounts {
  /// The counts of the reports of some plugins.
  fileprivate init(_ runs: [PluginRun], _ reports: [Suggestions.Report]) {
    self.init()
    for (run, report) in zip(runs, reports) {
      made[run.manifest.annotator, default: 0] += report.new
      known += report.known + report.revised
      revised += report.revised
      withdrawn += report.withdrawn
    }
  }
}

extension PipelineResult {
  /// Whether there are dates whose value may depend on the day of publication.
  package var needsDay: Bool {
    runs.contains { run in
      run.annotations.contains {
        $0.layer == .timex && TimexLabel(rawValue: $0.label)?.isPoint == true
      }
    }
  }
}
