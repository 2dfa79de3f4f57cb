import PostilKit

/// Where the day of publication was read from.
package enum PublishedOrigin: String, Sendable {
  /// Said by a person, with `published`; kept in the sidecar.
  case sidecar
  /// `published.tsv` in the workspace's root.
  case table
  /// `published:` or `date:` between two lines `---` at the head of the text.
  case frontMatter
  /// `--published` on the command line.
  case option
  /// The text's own dateline, or a line at its head that is a date.
  case dateline
  /// The text's own `By … March 13, 2023`.
  case byline
  /// Nowhere; as a candidate's origin: somewhere in the body.
  case unknown
}

/// A day that the article may have been published on.
package struct PublishedCandidate: Hashable, Sendable {
  /// The day.
  package let date: CalendarDate
  /// What kind of place it was seen in.
  package let origin: PublishedOrigin
  /// The place in the text, in code points, if it was in the text.
  package let span: Span?
}

/// When an article was published, where that is known from, and what else it may be.
///
/// It is never today and never taken silently from an embedded post or the body: those are candidates.
package struct PublishedFacts: Hashable, Sendable {
  /// The day, or nil while unknown.
  package internal(set) var date: CalendarDate?
  /// Where the day was read from.
  package internal(set) var origin: PublishedOrigin
  /// The place of the date in the text, in code points, if it was read from there.
  package internal(set) var span: Span?
  /// Other full dates of the text in reading order, at most 12.
  package internal(set) var candidates: [PublishedCandidate]

  init(_ lines: TextLines, listed: CalendarDate?, option: CalendarDate?) {
    let matter = ["published", "date"].lazy.compactMap { lines[frontMatter: $0] }
      .compactMap { CalendarDate(String($0.prefix(10))) }.first
    var found = Self.candidates(lines)
    let own = found.firstIndex { $0.origin != .unknown }
    let known: [(CalendarDate?, PublishedOrigin, Span?)] = [
      (listed, .table, nil), (matter, .frontMatter, nil), (option, .option, nil),
      (
        own.map { found[$0].date }, own.map { found[$0].origin } ?? .unknown,
        own.flatMap { found[$0].span }
      ),
    ]
    let first = known.first { $0.0 != nil }
    (date, origin, span) = first ?? (nil, .unknown, nil)
    if let own, span != nil { found.remove(at: own) }
    candidates = Array(found.prefix(12))
  }

  private static func candidates(_ lines: TextLines) -> [PublishedCandidate] {
    var candidates: [PublishedCandidate] = []
    var isHead = true
    var previous = ""
    for (index, line) in lines.lines.filter({ !$0.isEmpty }).enumerated() {
      // Headline, standfirst and dateline stand on the first lines; the first long line is the body.
      let isLong = line.string.unicodeScalars.count > 250
      for mention in DateMention.all(in: lines.text, line.bytes) {
        let head = DatedLine(lines.text, line)
        let origin =
          isHead && index < 8 ? head.origin(of: mention, isLong: isLong, after: previous) : .unknown
        candidates.append(
          .init(date: mention.date, origin: origin, span: lines.text.span(bytes: mention.bytes)))
      }
      if isLong { isHead = false }
      previous = line.string
    }
    return candidates
  }
}
