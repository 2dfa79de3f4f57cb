import PostilKit

/// Compares who is said to have said something.
enum SpeakerComparison {
  private typealias Place = (sentence: ReportedSentence, quote: ReportedQuote)

  /// The fewest words that sentences with other speakers share if they are about one thing.
  private static let fewest = 3

  /// The shortest sequence of words between quotation marks that is a quote again elsewhere.
  private static let shortest = 3

  /// The comparisons: quotes of the same words, and sentences about one thing with other speakers.
  static func comparisons(
    _ reports: [Report], _ pairs: [(left: ReportedSentence, right: ReportedSentence, topic: String)]
  ) -> [Comparison] {
    var joined = Joined()
    joinPhrases(reports, &joined)
    for (left, right, topic) in pairs {
      let (some, others) = (named(left), named(right))
      guard !some.isEmpty, !others.isEmpty, left.sharedWords(with: right) >= fewest,
        Set(some.flatMap(\.speakers)).isDisjoint(with: others.flatMap(\.speakers)),
        let one = some[0].source, let other = others[0].source
      else { continue }
      joined.join(one, other, topic, .differs)
    }
    return joined.comparisons(.quote)
  }

  private static func named(_ sentence: ReportedSentence) -> [ReportedQuote] {
    sentence.quotes.filter { $0.isNamed && $0.source != nil }
  }

  private static func joinPhrases(_ reports: [Report], _ joined: inout Joined) {
    var places: [[String]: Place] = [:]
    for sentence in reports.flatMap(\.sentences) {
      for quote in sentence.quotes where quote.phrase.count >= shortest {
        for start in 0...(quote.phrase.count - shortest) {
          let key = Array(quote.phrase[start..<start + shortest])
          if key.count(where: { !Topics.isEmpty($0) }) < 2 { continue }
          guard let known = places[key] else {
            places[key] = (sentence, quote)
            continue
          }
          if known.quote.cell.article != quote.cell.article {
            join(known, (sentence, quote), &joined)
            break
          }
        }
      }
    }
  }

  private static func join(_ left: Place, _ right: Place, _ joined: inout Joined) {
    let isOther =
      left.quote.isNamed && right.quote.isNamed
      && Set(left.quote.speakers).isDisjoint(with: right.quote.speakers)
    let topic = left.quote.cell.words
    joined.join(
      left.quote.source ?? left.quote.cell, right.quote.source ?? right.quote.cell,
      String(topic.prefix(60)), isOther ? .differs : nil)
  }
}

extension ReportedSentence {
  /// Number of words that another sentence has too, without names of people, numbers and times.
  fileprivate func sharedWords(with other: ReportedSentence) -> Int {
    topics.intersection(other.topics).count { $0.first?.isLetter == true }
  }
}
