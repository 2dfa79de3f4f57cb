import PostilKit

/// How a batch goes; handed out a few times a second.
public struct BatchProgress: Sendable, Hashable {
  /// Articles there are.
  public var total = 0
  /// Articles dealt with: annotated, skipped or failed.
  public var done = 0
  /// Articles that failed, in whole or for one plugin.
  public var errors = 0
  /// Milliseconds since the beginning.
  public var milliseconds = 0.0

  /// Articles dealt with in a second.
  public var articlesPerSecond: Double { milliseconds > 0 ? Double(done) / milliseconds * 1000 : 0 }
}

/// What came of a batch.
public struct BatchSummary: Sendable {
  /// An article that failed, and why.
  public struct Failure: Sendable, Hashable {
    /// The article's name.
    public let article: String
    /// The sentence.
    public let reason: String
  }

  /// An article whose day of publication nobody knows.
  public struct Undated: Sendable, Hashable {
    /// The article's name.
    public let article: String
    /// Days that it may be.
    public let candidates: [PublishedCandidate]
  }

  /// Articles annotated.
  public internal(set) var annotated = 0
  /// Articles that the same plugins had done before.
  public internal(set) var skipped = 0
  /// Suggestions written.
  public internal(set) var written = 0
  /// Suggestions that were there already, in whatever state.
  public internal(set) var known = 0
  /// Annotations that checks left out, by reason.
  public internal(set) var dropped: [String: Int] = [:]
  /// The articles that failed, by name; at most 1000 of them.
  public internal(set) var failures: [Failure] = []
  /// How many failed.
  public internal(set) var failed = 0
  /// Articles without a known day of publication, by name; at most 100 of them.
  public internal(set) var undated: [Undated] = []
  /// How many there are.
  public internal(set) var undatedCount = 0
  /// Whether it was ended before all was done.
  public internal(set) var isCancelled = false
  /// What ended it, if writing became impossible.
  public internal(set) var stoppedBy: PostilError?

  static let listedFailures = 1000
  static let listedUndated = 100

  /// The exit status.
  public var status: ExitStatus {
    if let stoppedBy { return stoppedBy.status }
    if isCancelled { return .interrupted }
    return failed > 0 ? .failure : .success
  }

  mutating func fail(_ article: String, _ reason: String) {
    failed += 1
    if failures.count < Self.listedFailures {
      failures.append(Failure(article: article, reason: reason))
    }
  }
}
