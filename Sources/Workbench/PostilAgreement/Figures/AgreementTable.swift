import PostilKit
import PostilSystem

/// Agreement between any number of people: a row for each layer, label, attribute and role.
///
/// Rows of layers and labels: observed agreement, κ and nominal α compare tokens, each with the labels of the
/// annotations that cover it, or none, and of annotations without words articles, each with all of them; α_U and
/// γ compare the annotations' places. Rows of attributes and roles
/// compare the values of words that at least two people have marked. F1 is the mean over pairs of people.
package struct AgreementTable: Sendable {
  /// How the figures are computed.
  package struct Options: Sendable {
    /// The number of random annotations of γ for each article.
    package var samples = 30
    /// The number of resamples of the articles, for the intervals.
    package var resamples = 1000
    /// The seed of all random numbers.
    package var seed: UInt64 = 1

    package init() {}
  }

  package let rows: [AgreementRow]

  /// Compares readings.
  package init(_ readings: PeopleReadings, _ options: Options = Options()) {
    let people = readings.people.count
    rows = Self.subjects(readings).map { subject in
      let counter = AgreementCounter(subject, readings)
      let counts = readings.articles.enumerated().map { place, article in
        counter.counts(article, options.samples, seed: options.seed &+ UInt64(place))
      }
      return Self.row(subject, counter, counts, people, readings, options)
    }
  }

  /// The layers that are there, each with its labels, attributes and roles, sorted.
  private static func subjects(_ readings: PeopleReadings) -> [AgreementRow.Subject] {
    let all = readings.articles.flatMap { $0.readings.flatMap { $0.annotations.map(\.annotation) } }
    return Dictionary(grouping: all, by: \.layer).sorted { $0.key < $1.key }.flatMap {
      layer, annotations -> [AgreementRow.Subject] in
      let labels = Set(annotations.map(\.label)).sorted()
      let attributes = Set(annotations.flatMap(\.attributes.keys)).sorted()
      let roles = Set(annotations.flatMap(\.roles.keys)).sorted()
      return [.layer(layer)] + labels.map { .label(layer, $0) }
        + attributes.map { .attribute(layer, $0) } + roles.map { .role(layer, $0) }
    }
  }

  private static func row(
    _ subject: AgreementRow.Subject, _ counter: AgreementCounter, _ counts: [AgreementCounts],
    _ people: Int, _ readings: PeopleReadings, _ options: Options
  ) -> AgreementRow {
    let sum = counter.sum(counts, Array(repeating: 1, count: counts.count))
    let figures = sum.figures
    var undefined: [AgreementFigure: UndefinedReason] = [:]
    for figure in AgreementFigure.allCases where figures[figure] == nil {
      undefined[figure] = reason(figure, subject, sum, people, readings)
    }
    return AgreementRow(
      subject: subject, counts: counter.sizes, items: Int(sum.nominal.complete), figures: figures,
      undefined: undefined, intervals: intervals(counter, counts, options),
      isExact: sum.gamma.isExact)
  }

  private static func reason(
    _ figure: AgreementFigure, _ subject: AgreementRow.Subject, _ sum: AgreementCounts,
    _ people: Int, _ readings: PeopleReadings
  ) -> UndefinedReason {
    switch figure {
    case .cohen where people > 2: .morePeople
    case .unitizing where !subject.hasPlaces, .gamma where !subject.hasPlaces: .noUnits
    case .observed, .cohen, .fleiss, .alpha:
      if sum.nominal.complete > 0 {
        .oneCategory
      } else if !subject.hasPlaces {
        .nothingShared
      } else {
        readings.articles.contains { $0.text != nil } ? .nothing : .noText
      }
    case .unitizing, .gamma, .strict, .partial: .nothing
    }
  }

  /// The 2.5th to the 97.5th percentile of each coefficient over resamples of the articles: B. Efron, "Bootstrap
  /// methods: another look at the jackknife", The Annals of Statistics 7 (1979).
  private static func intervals(
    _ counter: AgreementCounter, _ counts: [AgreementCounts], _ options: Options
  ) -> [AgreementFigure: ClosedRange<Double>] {
    guard counts.count > 1 else { return [:] }
    var generator = SeededGenerator(seed: options.seed)
    var values: [AgreementFigure: [Double]] = [:]
    for _ in 0..<options.resamples {
      var times = Array(repeating: 0, count: counts.count)
      for _ in counts { times[Int(generator.next() % UInt64(counts.count))] += 1 }
      for (figure, value) in counter.sum(counts, times).figures {
        values[figure, default: []].append(value)
      }
    }
    return values.compactMapValues { values in
      // A coefficient that most resamples do not define has no interval.
      guard values.count * 2 > options.resamples else { return nil }
      let sorted = values.sorted()
      let last = Double(sorted.count - 1)
      return sorted[Int((0.025 * last).rounded())]...sorted[Int((0.975 * last).rounded())]
    }
  }
}
