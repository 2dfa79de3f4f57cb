import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

/// How a batch goes; handed out a few times a second.
package struct BatchProgress: Sendable, Hashable {
  /// Articles there are.
  package var total = 0
  /// Articles dealt with: annotated, skipped or failed.
  package var done = 0
  /// Articles that failed, in whole or for one plugin.
  package var errors = 0
  /// Milliseconds since the beginning.
  package var milliseconds = 0.0

  /// Articles dealt with in a second.
  package var articlesPerSecond: Double {
    milliseconds > 0 ? Double(done) / milliseconds * 1000 : 0
  }
}

/// What was made of one article, or of many together.
package struct BatchCounts: Sendable, Hashable {
  /// New suggestions, by annotator.
  package internal(set) var made: [String: Int] = [:]
  /// Suggestions that were there already, in whatever state.
  package internal(set) var known = 0
  /// Of those, suggestions that say something else now.
  package internal(set) var revised = 0
  /// Undecided suggestions that a plugin's new version makes no longer.
  package internal(set) var withdrawn = 0
  /// Annotations that checks left out, by reason.
  package internal(set) var dropped: [String: Int] = [:]

  /// What several made together.
  package init(sum parts: [BatchCounts] = []) { for part in parts { add(part) } }

  /// New suggestions.
  package var written: Int { made.values.reduce(0, +) }

  mutating func add(_ other: BatchCounts) {
    made.merge(other.made, uniquingKeysWith: +)
    known += other.known
    revised += other.revised
    withdrawn += other.withdrawn
    dropped.merge(other.dropped, uniquingKeysWith: +)
  }
}

/// What came of one article of a batch.
enum BatchOutcome {
  case done(BatchCounts, undated: [PublishedCandidate]?)
  case failed(PluginFailure, BatchCounts)
  case skipped
  case unusable(any Error)
  case cancelled
}

/// What came of a batch.
package struct BatchSummary: Sendable {
  /// An article that failed, and why.
  package struct Failure: Sendable, Hashable {
    /// The article's name, or the path that was given.
    package let article: String
    /// The sentence.
    package let reason: String
    /// The exit status of its kind.
    package let status: ExitStatus

    /// Makes a failure of an error.
    package init(_ article: String, _ error: any Error) {
      self.article = article
      reason = "\(error)"
      status = (error as? PostilError)?.status ?? .unavailable
    }
  }

  /// An article with dates to reckon from a day of publication that nobody knows.
  package struct Undated: Sendable, Hashable {
    /// The article.
    package let file: ArticleFile
    /// Days that it may be.
    package let candidates: [PublishedCandidate]
  }

  /// What came of one article.
  package struct Article: Sendable {
    /// Its name.
    package let name: String
    /// What was made; nil if it was done before.
    package let counts: BatchCounts?
  }

  /// Articles annotated.
  package internal(set) var annotated = 0
  /// Articles that the same plugins had done before.
  package internal(set) var skipped = 0
  /// What was made of all of them.
  package internal(set) var counts = BatchCounts()
  /// The first articles by name, as many as the options ask for; failed ones not.
  package internal(set) var articles: [Article] = []
  /// The articles that failed, by name; at most 1000 of them.
  package internal(set) var failures: [Failure] = []
  /// How many failed.
  package internal(set) var failed = 0
  /// Articles that need a day of publication and have none, by name; at most 100 of them.
  package internal(set) var undated: [Undated] = []
  /// How many there are.
  package internal(set) var undatedCount = 0
  /// Whether it was ended before all was done.
  package internal(set) var isCancelled = false
  /// What ended it, if writing became impossible.
  package internal(set) var stoppedBy: PostilError?

  static let listedFailures = 1000
  static let listedUndated = 100

  /// The exit status.
  package var status: ExitStatus {
    if let stoppedBy { return stoppedBy.status }
    if isCancelled { return .interrupted }
    return failed > 0 ? .failure : .success
  }

  /// Adds an article that could not even be asked about.
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

  /// A full disk is full for the next article, too.
  private mutating func stop(_ error: any Error) {
    if let error = error as? PostilError, case .cannotWrite(_, let code) = error,
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
