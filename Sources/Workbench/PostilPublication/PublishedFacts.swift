import PostilKit

/// Where the day of publication was found.
package enum PublishedOrigin: String, Sendable {
  /// Given by a person with the command `published`; stored in the sidecar.
  case sidecar
  /// `published.tsv` in the workspace's root.
  case table
  /// `published:` or `date:` in the front matter, between two lines `---` at the start of the text.
  case frontMatter
  /// `--published` on the command line.
  case option
  /// The text's own dateline, or a line near its start that is a date.
  case dateline
  /// The text's own byline, `By … March 13, 2023`.
  case byline
  /// Not found; as a candidate's origin: somewhere in the body.
  case unknown

  /// Whether the text itself says it.
  package var isInText: Bool {
    switch self {
    case .frontMatter, .dateline, .byline: true
    case .sidecar, .table, .option, .unknown: false
    }
  }
}

/// A day on which the article may have been published.
package struct PublishedCandidate: Hashable, Sendable {
  /// The day.
  package let date: CalendarDate
  /// The kind of place where it was found.
  package let origin: PublishedOrigin
  /// The position in the text, in code points, if it was found there.
  package let span: Span?
}

/// The day of publication, where it was found, and the other candidates.
///
/// It is never today's date, and never taken from an embedded post or the body without asking:
/// those are candidates.
package struct PublishedFacts: Hashable, Sendable {
  /// The day, or nil while unknown.
  package var date: CalendarDate?
  /// Where the day was found.
  package var origin: PublishedOrigin
  /// The position of the date in the text, in code points, if it was found there.
  package var span: Span?
  /// Other full dates of the text, in text order, at most 12.
  package var candidates: [PublishedCandidate]

  /// Finds the day in a text's first lines, or takes it from what is known besides.
  ///
  /// - Parameters:
  ///   - listed: The day in `published.tsv`.
  ///   - option: The day of `--published`.
  package init(_ lines: TextLines, listed: CalendarDate?, option: CalendarDate?) {
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
    for (index, line) in lines.lines.lazy.filter({ !$0.isEmpty }).enumerated() {
      // Headline, standfirst and dateline come first; the first long line is the body.
      let isLong = line.bytes.count > 250 && line.string.unicodeScalars.count > 250
      guard DateMention.mayBeIn(lines.text, line.bytes) else {
        if isLong { isHead = false }
        previous = line.string
        continue
      }
      let head = DatedLine(lines.text, line)
      for mention in DateMention.all(in: lines.text, line.bytes) {
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
