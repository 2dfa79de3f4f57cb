import PostilKit
import PostilPlugins
import PostilPublication
import PostilStore
import PostilSystem

/// The progress of a batch; reported several times a second.
package struct BatchProgress: Sendable, Hashable {
  /// Number of articles in the batch.
  package var total = 0
  /// Number of articles that were annotated, skipped or failed.
  package var done = 0
  /// Number of articles for which at least one plugin failed.
  package var errors = 0
  /// Milliseconds since the start.
  package var milliseconds = 0.0

  /// Milliseconds from the start until the last article was done.
  package var lastDone = 0.0

  /// The progress of a batch: so many of its articles are done now.
  package init(total: Int = 0, done: Int = 0, milliseconds: Double = 0) {
    (self.total, self.done, self.milliseconds) = (total, done, milliseconds)
    lastDone = milliseconds
  }

  /// The seconds that the rest will take, from the time that each article has taken; nil while too few are
  /// done to tell. It falls while an article is in progress, and never below the time of the others.
  package var secondsLeft: Double? {
    guard done > 1, lastDone > 0, total > done else { return nil }
    let each = lastDone / Double(done)
    let left = each * Double(total - done) - (milliseconds - lastDone)
    return max(left, each * Double(total - done - 1), 0) / 1000
  }

  /// Articles processed per second.
  package var articlesPerSecond: Double {
    milliseconds > 0 ? Double(done) / milliseconds * 1000 : 0
  }
}

/// The results for one article, or for several together.
package struct BatchCounts: Sendable, Hashable {
  /// Number of new suggestions, by annotator.
  package internal(set) var made: [String: Int] = [:]
  /// Number of suggestions that already existed, in any state.
  package internal(set) var known = 0
  /// Of those, the number of suggestions that were updated.
  package internal(set) var revised = 0
  /// Number of undecided suggestions that a plugin's new version no longer makes.
  package internal(set) var withdrawn = 0
  /// Number of annotations dropped by checks, by reason.
  package internal(set) var dropped: [String: Int] = [:]
  /// Number of articles that a plugin did not read, by their language and by plugin.
  package internal(set) var skipped: [String: [String: Int]] = [:]
  /// What making them has used, such as `tokens`, by plugin.
  package internal(set) var usage: [String: [String: Double]] = [:]

  /// The sum of several counts.
  package init(sum parts: [BatchCounts] = []) { for part in parts { add(part) } }

  /// Number of new suggestions.
  package var written: Int { made.values.reduce(0, +) }

  mutating func add(_ other: BatchCounts) {
    made.merge(other.made, uniquingKeysWith: +)
    known += other.known
    revised += other.revised
    withdrawn += other.withdrawn
    dropped.merge(other.dropped, uniquingKeysWith: +)
    skipped.merge(other.skipped) { $0.merging($1, uniquingKeysWith: +) }
    usage.merge(other.usage) { $0.merging($1, uniquingKeysWith: +) }
  }
}

/// The result for one article of a batch.
enum BatchOutcome {
  case done(BatchCounts, undated: [PublishedCandidate]?)
  case failed(PluginFailure, BatchCounts)
  case skipped
  case unusable(any Error)
  case cancelled
}

/// The result of a batch.
package struct BatchSummary: Sendable {
  /// An article that failed, and why.
  package struct Failure: Sendable, Hashable {
    /// The article's name, or the path that was given.
    package let article: String
    /// What is wrong, as a sentence.
    package let reason: String
    /// The error; nil if it is a plugin's.
    package let error: PostilError?

    /// Creates a failure from an error.
    package init(_ article: String, _ error: any Error) {
      self.article = article
      reason = "\(error)"
      self.error = error as? PostilError
    }

    /// The exit status for this kind of error.
    package var status: ExitStatus { error?.status ?? .unavailable }
  }

  /// An article with dates that depend on an unknown day of publication.
  package struct Undated: Sendable, Hashable {
    package let file: ArticleFile
    /// The possible days.
    package let candidates: [PublishedCandidate]
  }

  /// The result for one article.
  package struct Article: Sendable {
    package let name: String
    /// What was written; nil if the article was skipped.
    package let counts: BatchCounts?
  }

  /// Number of articles annotated.
  package internal(set) var annotated = 0
  /// Number of articles skipped because the same plugins had already processed them.
  package internal(set) var skipped = 0
  /// The counts of all articles.
  package internal(set) var counts = BatchCounts()
  /// The first articles by name, as many as the options request; without failed ones.
  package internal(set) var articles: [Article] = []
  /// The failed articles, sorted by name; at most 1000.
  package internal(set) var failures: [Failure] = []
  /// Number of failed articles.
  package internal(set) var failed = 0
  /// Articles that need a day of publication and have none, sorted by name; at most 100.
  package internal(set) var undated: [Undated] = []
  /// Number of such articles.
  package internal(set) var undatedCount = 0
  /// Whether the batch was cancelled before all articles were processed.
  package internal(set) var isCancelled = false
  /// The error that stopped the batch, if writing became impossible.
  package internal(set) var stoppedBy: PostilError?

  static let listedFailures = 1000
  static let listedUndated = 100

  package var status: ExitStatus {
    if let stoppedBy { return stoppedBy.status }
    if isCancelled { return .interrupted }
    return failed > 0 ? .failure : .success
  }

  /// Adds an article that could not be opened.
  package mutating func fail(_ failure: Failure) {
    failed += 1
    if failures.count < Self.listedFailures { failures.append(failure) }
  }

  mutating func add(_ outcome: BatchOutcome, _ file: ArticleFile, listed: Int) {
    switch outcome {
    case .done(let new, let candidates):
      annotated += 1
      counts.add(new)
      if articles.count < listed { articles.append(Article(name: file.name, counts: new)) }
      guard let candidates else { return }
      undatedCount += 1
      if undated.count < Self.listedUndated {
        undated.append(Undated(file: file, candidates: candidates))
      }
    case .failed(let failure, let new):
      counts.add(new)
      fail(Failure(file.name, failure))
    case .skipped:
      skipped += 1
      if articles.count < listed { articles.append(Article(name: file.name, counts: nil)) }
    case .unusable(let error):
      fail(Failure(file.name, error))
      stop(error)
    case .cancelled: break
    }
  }

  /// If the disk is full, writing the next article would fail too: stop.
  private mutating func stop(_ error: any Error) {
    if let error = error as? PostilError, case FileFact.cannotWrite(_, let code) = error.fact,
      [ENOSPC, EDQUOT, EIO].contains(code)
    {
      stoppedBy = error
    }
  }

  mutating func sort() {
    articles.sort { $0.name < $1.name }
    failures.sort { $0.article < $1.article }
    undated.sort { $0.file.name < $1.file.name }
  }
}
