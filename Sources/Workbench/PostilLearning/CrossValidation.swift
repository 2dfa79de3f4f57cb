import PostilKit
import PostilScoring
import PostilSystem
import Synchronization

/// What a model that learns from decisions finds in articles that it has not seen: the articles are divided into
/// folds, and each fold is tagged by a model of the others.
package struct CrossValidation: Sendable {
  /// The counts of one article, by label.
  package typealias Counts = [String: MatchCounts]

  /// The figures of one label, or of all together.
  package struct Row: Sendable {
    /// The label; nil for all together.
    package let label: String?
    /// The plugin's own model, without its rules.
    package let before: Figure
    /// The model that learned.
    package let after: Figure
  }

  /// F1 with the 95 % interval of 1000 resamples of the articles.
  package struct Figure: Sendable {
    package let counts: MatchCounts
    package let interval: ClosedRange<Double>?

    init(_ counts: [MatchCounts]) {
      self.counts = MatchCounts(sum: counts)
      interval = Bootstrap().interval(of: counts)
    }
  }

  private let learner: Learner
  private let decisions: Decisions
  private let folds: [[Int]]
  private let jobs: Int
  private let labels: [String]

  /// A validation with at most five folds, which the texts decide, so that it is the same each time.
  ///
  /// - Parameter jobs: The number of models that learn at once.
  package init(_ learner: Learner, _ decisions: Decisions, jobs: Int) {
    self.learner = learner
    self.decisions = decisions
    self.jobs = jobs
    labels = decisions.labels
    let order = decisions.articles.indices.sorted {
      SHA256.hex(decisions.articles[$0].text.utf8) < SHA256.hex(decisions.articles[$1].text.utf8)
    }
    let count = min(5, order.count)
    folds = (0..<max(1, count)).map { fold in
      stride(from: fold, to: order.count, by: max(1, count)).map { order[$0] }
    }
  }

  /// Whether there are enough articles to divide.
  package var isPossible: Bool { decisions.articles.count > 1 }

  /// A row for each label, and one for all together.
  ///
  /// - Throws: What learning throws; `interrupted`.
  package func rows(_ cancellation: Cancellation) throws -> [Row] {
    let own = learner.own(labels: labels)
    let before = decisions.articles.map { own.map(counts($0)) ?? missing($0) }
    let after = try counts(share: 1, cancellation)
    return ([nil] + labels.map(Optional.some)).map { label in
      Row(
        label: label, before: Figure(before.map { Self.counts($0, of: label) }),
        after: Figure(after.map { Self.counts($0, of: label) }))
    }
  }

  /// How good the model becomes with so many of the articles that it may see.
  ///
  /// - Throws: What learning throws; `interrupted`.
  package func curve(
    _ shares: [Double], _ cancellation: Cancellation
  ) throws -> [(articles: Int, figure: Figure)] {
    try shares.map { share in
      let counts = try counts(share: share, cancellation)
      let most = decisions.articles.count - (folds.first?.count ?? 0)
      return (
        Self.size(most, share), Figure(counts.map { Self.counts($0, of: nil) })
      )
    }
  }

  private static func size(_ count: Int, _ share: Double) -> Int {
    min(count, max(1, Int((share * Double(count)).rounded())))
  }

  /// The counts of each article, tagged by a model of other articles.
  private func counts(share: Double, _ cancellation: Cancellation) throws -> [Counts] {
    let results = Mutex<[Int: Result<[(Int, Counts)], any Error>]>([:])
    let next = Mutex(0)
    let work: @Sendable () -> Void = {
      while !cancellation.isCancelled {
        let fold = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard fold < folds.count else { return }
        let result = Result { try counts(fold: fold, share) }
        results.withLock { $0[fold] = result }
      }
    }
    Threads.run(Array(repeating: work, count: max(1, min(jobs, folds.count))))
    if cancellation.isCancelled { throw PostilError.file(.interrupted) }
    var all = [Counts](repeating: [:], count: decisions.articles.count)
    for result in results.withLock({ $0.values }) {
      for (place, counts) in try result.get() { all[place] = counts }
    }
    return all
  }

  private func counts(fold: Int, _ share: Double) throws -> [(Int, Counts)] {
    let others = folds.indices.filter { $0 != fold }.flatMap { folds[$0] }
    let seen = decisions.only(others.prefix(Self.size(others.count, share)))
    guard !seen.labels.isEmpty else {
      return folds[fold].map { ($0, missing(decisions.articles[$0])) }
    }
    let tagger = try TrainedTagger(learner.adapted(to: seen, labels: labels).bytes)
    return folds[fold].map { ($0, counts(decisions.articles[$0])(tagger)) }
  }

  // MARK: Counting

  private static func counts(_ counts: Counts, of label: String?) -> MatchCounts {
    label.map { counts[$0] ?? MatchCounts() } ?? MatchCounts(sum: Array(counts.values))
  }

  private func counts(_ article: Decisions.Article) -> (TrainedTagger) -> Counts {
    { Self.counts($0.mentions(article.text).filter { labels.contains($0.label) }, article) }
  }

  private func missing(_ article: Decisions.Article) -> Counts { Self.counts([], article) }

  /// In an article that is not done, what touches no decision is not counted.
  static func counts(
    _ mentions: [TrainedTagger.Mention], _ article: Decisions.Article
  ) -> Counts {
    var counts: Counts = [:]
    var gold = article.annotations.filter { $0.state == .accepted }
    for mention in mentions {
      if let place = gold.firstIndex(where: {
        $0.extent == mention.span && $0.label == mention.label
      }) {
        gold.remove(at: place)
        counts[mention.label, default: MatchCounts()].right += 1
      } else if article.isDone
        || article.annotations.contains(where: { $0.extent.overlaps(mention.span) })
      {
        counts[mention.label, default: MatchCounts()].spurious += 1
      }
    }
    for one in gold { counts[one.label, default: MatchCounts()].missing += 1 }
    return counts
  }
}
