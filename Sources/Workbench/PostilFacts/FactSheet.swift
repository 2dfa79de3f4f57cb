import PostilKit

/// What several reports of one event say, side by side, with what differs between them.
package struct FactSheet: Sendable {
  /// The most articles that are compared with one another: reports of one event are not more.
  package static let most = 300

  private var reports: [Report] = []
  private var published: [CalendarDate] = []

  /// A sheet without reports.
  package init() {}

  /// Number of articles.
  package var count: Int { reports.count }

  /// Adds what an article says.
  ///
  /// - Parameters:
  ///   - article: Its name in the workspace.
  ///   - published: The day of publication, if known.
  package mutating func add(
    _ article: String, _ text: Text, _ annotations: [Annotation], published day: CalendarDate?
  ) {
    reports.append(ReportReader(article, text, annotations, published: day).report())
    published += [day].compactMap { $0 }
  }

  /// The comparisons: names and words, times, numbers, and who said what.
  ///
  /// - Parameter term: Only those in whose sentences or topics this is named, whatever its case; nil for all.
  package func comparisons(about term: String? = nil) -> [Comparison] {
    let alignment = Alignment(reports)
    let pairs = alignment.pairs().map { left, right in
      (left: left, right: right, topic: topic(alignment.shared(left, right), left))
    }
    var (dates, numbers) = (Joined(), Joined())
    for (left, right, topic) in pairs {
      DateComparison.join(left, right, topic, &dates)
      NumberComparison.join(left, right, topic, &numbers)
    }
    NumberComparison.join(reports, lately: published.max(), &numbers)
    let all =
      NameComparison(reports).comparisons() + WordComparison.comparisons(reports)
      + dates.comparisons(.date) + numbers.comparisons(.number)
      + SpeakerComparison.comparisons(reports, pairs)
    let shared = all.filter { $0.isShared || !$0.differences.isEmpty }
    guard let term else { return shared }
    return shared.filter { isAbout($0, term.lowercased()) }
  }

  /// The words of a sentence that another shares, the rarest first.
  private func topic(_ shared: [String], _ sentence: ReportedSentence) -> String {
    var words: [String: String] = [:]
    for word in sentence.words.split(whereSeparator: { !$0.isLetter }) {
      words[Topics.stem(String(word)), default: String(word)] = String(word)
    }
    return shared.compactMap { $0.hasPrefix("@") ? String($0.dropFirst()) : words[$0] }.prefix(3)
      .joined(separator: ", ")
  }

  private func isAbout(_ comparison: Comparison, _ term: String) -> Bool {
    comparison.topic.lowercased().contains(term)
      || comparison.cells.contains { cell in
        reports.contains { report in
          report.article == cell.article
            && report.sentences.contains {
              $0.span.contains(cell.span) && $0.words.lowercased().contains(term)
            }
        }
      }
  }
}
