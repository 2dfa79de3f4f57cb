import PostilKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a batch is done.
public struct BatchOptions: Sendable {
  /// Whether articles are asked about again that the same plugins have done.
  public var repeats = false
  /// How many threads annotate.
  public var workers = Platform.cores
  /// The day of publication for articles that say none.
  public var published: CalendarDate?
  /// The longest text, in bytes.
  public var maximumBytes = 64 << 20
  /// The command as it was typed, for the log.
  public var command: String?

  /// The usual way.
  public init() {}
}

/// Annotates many articles into their sidecars.
///
/// An article is written when all its plugins have answered, in one piece a plugin; so whatever ends a
/// batch, every sidecar is whole, and the next batch goes on where this one ended.
public final class BatchAnnotator: Sendable {
  private let pipeline: RunningPipeline
  private let options: BatchOptions
  private let op = AnnotationID.random()

  /// Makes an annotator for one batch; all it writes is one op.
  public init(_ pipeline: RunningPipeline, options: BatchOptions = BatchOptions()) {
    self.pipeline = pipeline
    self.options = options
  }

  /// The articles at paths: texts, and all texts of folders; each once, in order.
  ///
  /// - Throws: What ``Workspace`` throws.
  public static func articles(at paths: [String], sidecars: String? = nil) throws -> [ArticleFile] {
    var articles: [ArticleFile] = []
    for path in paths {
      if Folders.kind(path) == .folder || Folders.exists("\(path)/.") {
        articles += try Workspace(root: path, sidecars: sidecars).articles()
      } else {
        articles.append(try Workspace.article(path: path, sidecars: sidecars).1)
      }
    }
    var seen: Set<String> = []
    return articles.filter { seen.insert($0.textPath).inserted }
  }

  private struct State {
    var next = 0
    var summary = BatchSummary()
    var progress = BatchProgress()
    var isOver = false
  }

  /// Annotates articles and waits for it.
  ///
  /// - Parameters:
  ///   - cancellation: Ends it after the articles under way; plugins in processes are ended at once.
  ///   - report: Told now and then how it goes, on a thread of its own, and once at the end.
  public func runNow(
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
      let workers = max(1, min(options.workers, articles.count))
      Threads.run(
        (0..<workers).map { _ in { @Sendable [self] in annotate(articles, monitor, cancellation) } }
      )
      monitor.with(waking: [0]) { $0.isOver = true }
    }
    Threads.run([progress, work])
    var summary = monitor.with { $0.summary }
    summary.isCancelled = cancellation.isCancelled
    summary.failures.sort { $0.article < $1.article }
    summary.undated.sort { $0.article < $1.article }
    return summary
  }

  /// Annotates articles; cancelling the task ends it.
  public func run(
    _ articles: [ArticleFile], report: @escaping @Sendable (BatchProgress) -> Void = { _ in }
  ) async throws -> BatchSummary {
    try await Threads.wait { [self] in runNow(articles, cancellation: $0, report: report) }
  }

  // MARK: One thread's work

  private func annotate(
    _ articles: [ArticleFile], _ monitor: Monitor<State>, _ cancellation: Cancellation
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
        outcome.add(to: &state.summary, next.name)
        if case .cancelled = outcome { return }
        state.progress.done += 1
        state.progress.errors = state.summary.failed
      }
    }
  }

  /// What came of one article.
  private enum Outcome {
    case done(
      written: Int, known: Int, dropped: [PluginRun.Dropped], undated: [PublishedCandidate]?)
    case failed(PluginFailure, dropped: [PluginRun.Dropped])
    case skipped
    case unusable(any Error)
    case cancelled

    func add(to summary: inout BatchSummary, _ article: String) {
      switch self {
      case .done(let written, let known, let dropped, let candidates):
        summary.annotated += 1
        summary.written += written
        summary.known += known
        for drop in dropped { summary.dropped[drop.reason, default: 0] += drop.count }
        guard let candidates else { return }
        summary.undatedCount += 1
        if summary.undated.count < BatchSummary.listedUndated {
          summary.undated.append(.init(article: article, candidates: candidates))
        }
      case .failed(let failure, let dropped):
        for drop in dropped { summary.dropped[drop.reason, default: 0] += drop.count }
        summary.fail(article, "\(failure)")
      case .skipped: summary.skipped += 1
      case .unusable(let error):
        summary.fail(article, "\(error)")
        // A full disk is full for the next article, too.
        if let error = error as? PostilError, case .cannotWrite(_, let code) = error,
          [ENOSPC, EDQUOT, EIO].contains(code)
        {
          summary.stoppedBy = error
        }
      case .cancelled: break
      }
    }
  }

  private func annotate(_ file: ArticleFile, _ cancellation: Cancellation) -> Outcome {
    do {
      let loaded = try LoadedArticle.read(
        file, limit: options.maximumBytes, published: options.published)
      let store = try AnnotationStore.open(loaded)
      let wanted = pipeline.wantedManifests
      if !options.repeats, wanted.allSatisfy({ store.hasRun($0.annotator) }) { return .skipped }
      let result = pipeline.annotateNow(
        store.article, existing: store.annotations.map(\.annotation), cancellation: cancellation)
      if result.failures.contains(where: { $0.kind == .cancelled }) { return .cancelled }
      let (written, known) = try write(result, to: store)
      let dropped = result.runs.flatMap(\.dropped)
      if let failure = result.failures.first { return .failed(failure, dropped: dropped) }
      let candidates = store.article.published == nil ? store.published.candidates : nil
      return .done(written: written, known: known, dropped: dropped, undated: candidates)
    } catch {
      return .unusable(error)
    }
  }

  /// One piece for each plugin, since each signs its own; the last one waits for the disk.
  private func write(
    _ result: PipelineResult, to store: AnnotationStore
  ) throws -> (written: Int, known: Int) {
    var (written, known) = (0, 0)
    let made = Dictionary(
      grouping: result.wanted { store[id: $0] != nil }, by: \.annotator)
    let runs = result.runs.filter { $0.isWanted && $0.failure == nil }
    for (index, run) in runs.enumerated() {
      let annotator = run.manifest.annotator
      let annotations = made[annotator] ?? []
      let receipt = try store.commit(
        annotations.map(Change.put) + [.ran(annotator: annotator)], by: annotator, op: op,
        command: options.command, sync: index == runs.count - 1)
      written += receipt.written.count
      known += annotations.count - receipt.written.count
    }
    return (written, known)
  }
}

extension RunningPipeline {
  /// The plugins that were asked for, in order.
  public var wantedManifests: [Manifest] { steps.filter(\.isWanted).map(\.manifest) }
}
