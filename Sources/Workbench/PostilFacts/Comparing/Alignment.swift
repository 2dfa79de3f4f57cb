import PostilKit

/// Finds sentences of several articles that say something of one thing.
///
/// Two sentences are compared if they share topics that few sentences have. The weight of a topic is the share
/// of sentences without it, to the fourth power; the likeness is the weight that both have over the smaller one's.
struct Alignment {
  /// The least likeness of two sentences about one thing.
  private static let least = 0.22

  /// The number of sentences from which on a share says how common a topic is.
  private static let fewest = 50

  private let sentences: [ReportedSentence]
  private let weights: [String: Double]

  init(_ reports: [Report]) {
    sentences = reports.flatMap(\.sentences)
    var counts: [String: Int] = [:]
    for sentence in sentences { for topic in sentence.topics { counts[topic, default: 0] += 1 } }
    // Of a few sentences each topic would be in many.
    let total = Double(max(Self.fewest, sentences.count))
    // Two words as one are a topic only where some article writes them so.
    for (topic, count) in counts where count == 1 && topic.hasPrefix(Topics.joined) {
      counts[topic] = nil
    }
    weights = counts.mapValues { count in
      let share = 1 - Double(count) / total
      return share * share * share * share
    }
  }

  /// The pairs of sentences of different articles that are each other's likest, the likest first.
  func pairs() -> [(left: ReportedSentence, right: ReportedSentence)] {
    candidates().sorted { ($1.likeness, $0.left, $0.right) < ($0.likeness, $1.left, $1.right) }
      .map { (sentences[$0.left], sentences[$0.right]) }
  }

  private typealias Candidate = (left: Int, right: Int, likeness: Double)

  private func candidates() -> [Candidate] {
    var places: [String: [Int]] = [:]
    for (index, sentence) in sentences.enumerated() {
      for topic in sentence.topics where (weights[topic] ?? 0) > 0.3 {
        places[topic, default: []].append(index)
      }
    }
    var best: [Int: [String: Candidate]] = [:]
    for left in sentences.indices {
      let others = Set(sentences[left].topics.flatMap { places[$0] ?? [] })
      for right in others where sentences[left].article != sentences[right].article {
        let likeness = likeness(left, right)
        guard likeness >= Self.least else { continue }
        let article = sentences[right].article
        let known = best[left]?[article]
        if known.map({ ($0.likeness, -$0.right) < (likeness, -right) }) ?? true {
          best[left, default: [:]][article] = (left, right, likeness)
        }
      }
    }
    return best.values.flatMap(\.values).filter { one in
      one.left < one.right && best[one.right]?[sentences[one.left].article]?.right == one.left
    }
  }

  private func likeness(_ left: Int, _ right: Int) -> Double {
    let (one, other) = (sentences[left].topics, sentences[right].topics)
    let shared = one.intersection(other)
    guard shared.count >= 2 else { return 0 }
    let smaller = max(2, min(weight(one), weight(other)))
    return weight(shared) / smaller
  }

  private func weight(_ topics: Set<String>) -> Double {
    // In an order of its own: the sum of fractions depends on it.
    topics.sorted().reduce(0) { $0 + (weights[$1] ?? 0) }
  }

  /// The topics that both sentences have, the rarest first.
  func shared(_ left: ReportedSentence, _ right: ReportedSentence) -> [String] {
    left.topics.intersection(right.topics).sorted {
      (weights[$1] ?? 0, $0) < (weights[$0] ?? 0, $1)
    }
  }
}
