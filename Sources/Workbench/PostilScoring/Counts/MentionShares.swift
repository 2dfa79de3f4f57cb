/// B³: for each mention the share of its predicted cluster that is in its gold cluster, and the reverse, with
/// the means over all mentions.
package struct MentionShares: Hashable, Sendable {
  private var precision = 0.0
  private var recall = 0.0
  private var count = 0

  /// Adds the mentions of an article, each with its gold cluster and its predicted one.
  mutating func add(_ mentions: [(gold: String, predicted: String)]) {
    var golds: [String: Int] = [:]
    var guesses: [String: Int] = [:]
    var both: [[String]: Int] = [:]
    for (gold, guess) in mentions {
      golds[gold, default: 0] += 1
      guesses[guess, default: 0] += 1
      both[[gold, guess], default: 0] += 1
    }
    for (names, shared) in both.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      precision += Double(shared * shared) / Double(guesses[names[1]] ?? 1)
      recall += Double(shared * shared) / Double(golds[names[0]] ?? 1)
    }
    count += mentions.count
  }

  /// The harmonic mean of the mean precision and the mean recall; 0 without mentions.
  package var f1: Double {
    count > 0 ? MatchCounts.mean(precision / Double(count), recall / Double(count)) : 0
  }
}
