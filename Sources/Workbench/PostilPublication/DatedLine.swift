import PostilKit

/// One line at the start of an article, examined for whether a date in it is the article's own.
struct DatedLine {
  private let text: Text
  private let line: TextLines.Line

  init(_ text: Text, _ line: TextLines.Line) {
    self.text = text
    self.line = line
  }

  /// The role of the date; `unknown` if it is not the article's own.
  func origin(
    of mention: DateMention, isLong: Bool, after previous: String
  ) -> PublishedOrigin {
    // In a long line only a dateline is the article's own, and few characters precede its date.
    if isLong, mention.bytes.lowerBound - line.bytes.lowerBound > 4 * Self.longestPlaces {
      return .unknown
    }
    if isPost(mention, after: previous) { return .unknown }
    if isDateline(mention) { return .dateline }
    if isLong { return .unknown }
    if isByline(mention) || endsByline(mention, after: previous) { return .byline }
    return isDateAlone(mention) ? .dateline : .unknown
  }

  /// A post's signature, `— BelTA (@belta) March 13, 2023`, on one line or two; also a line with
  /// only a handle, the short links of a post, and its time: `8:04 PM · Mar 13, 2023`.
  private func isPost(_ mention: DateMention, after previous: String) -> Bool {
    if line.string.utf8.contains(UInt8(ascii: "@"))
      || before(mention).contains("·") && hasClock(mention)
    {
      return true
    }
    let markers = ["(@", "pic.twitter.com/", "/t.co/"]
    return (previous.hasPrefix("@") || markers.contains { previous.contains($0) })
      && isDateAlone(mention)
  }

  private func hasClock(_ mention: DateMention) -> Bool {
    before(mention).contains(":") && Self.isTime(before(mention))
  }

  private func before(_ mention: DateMention) -> String {
    text[bytes: line.bytes.lowerBound..<mention.bytes.lowerBound]
  }

  private func after(_ mention: DateMention) -> String {
    text[bytes: mention.bytes.upperBound..<line.bytes.upperBound]
  }

  /// A dateline, `TEHRAN, March 13, 2023 (Wire) - `: place names in capitals before the date, a
  /// dash soon after it.
  private func isDateline(_ mention: DateMention) -> Bool {
    let before = before(mention)
    guard before.unicodeScalars.count <= Self.longestPlaces,
      !before.contains(where: { ".;!?:\"“".contains($0) }) || isAbbreviated(before)
    else { return false }
    let places = before.split { ",/() -–—".contains($0) }
    guard
      places.allSatisfy({
        Self.isCapitals($0) || Self.weekdays.contains(Self.folded($0)) || before.contains("(\($0)")
      })
    else { return false }
    var rest = after(mention).drop { $0 == " " || $0 == "," }
    if rest.first == "(" || rest.first == "/" {
      let closing: Character = rest.first == "(" ? ")" : "/"
      guard let end = rest.dropFirst().prefix(40).firstIndex(of: closing) else { return false }
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    return rest.first.map { "-–—".contains($0) } == true
      && rest.dropFirst().contains { $0.isLetter }
  }

  /// The most code points of the places before a dateline's date.
  private static let longestPlaces = 60

  /// Full stops inside a place name: `ST. PETERSBURG, U.S.`.
  private func isAbbreviated(_ before: String) -> Bool {
    !before.contains { ";!?:\"“".contains($0) }
      && before.split(separator: " ").allSatisfy { $0.count <= 6 || !$0.hasSuffix(".") }
  }

  /// A byline, `By Ann Lee in Oslo March 13, 2023`: the date ends the line, except for a time of
  /// day.
  private func isByline(_ mention: DateMention) -> Bool {
    line.string.lowercased().hasPrefix("by ") && line.string.unicodeScalars.count <= 160
      && Self.isTime(after(mention))
  }

  /// The second line of a byline: `and Bob Ray in Rome March 13, 2023`, `Oslo, March 13, 2023`.
  /// Only names may precede the date.
  private func endsByline(_ mention: DateMention, after previous: String) -> Bool {
    guard previous.lowercased().hasPrefix("by "), previous.unicodeScalars.count <= 160,
      previous.last != ".", Self.isTime(after(mention))
    else { return false }
    let before = before(mention)
    return before.unicodeScalars.count <= 100
      && before.split { " ,|-–—/•·".contains($0) }.allSatisfy {
        $0.first?.isUppercase == true || Self.joints.contains(Self.folded($0))
          || Self.labels.contains(Self.folded($0))
      }
  }

  /// A line with nothing but the date: `Tuesday 7 February 2023 - 18:45`, `Published: 2023-03-13`.
  func isDateAlone(_ mention: DateMention) -> Bool {
    let words = before(mention).split { " ,:|-–—•·".contains($0) }.map(Self.folded)
    let known = words.allSatisfy {
      Self.weekdays.contains($0) || Self.labels.contains($0) || Self.isTime($0)
    }
    return known && Self.isTime(after(mention))
  }

  private static let labels: Set = [
    "published", "posted", "date", "dated", "on", "publication", "released", "issued", "filed",
    "created", "at",
  ]
  /// Lower-case words allowed in a byline.
  private static let joints: Set = ["and", "in", "for", "of", "the", "with"]
  private static let weekdays = Set(
    (CalendarNames.weekdays + CalendarNames.shortWeekdays).map { $0.lowercased() })
  private static let zones: Set = [
    "at", "am", "pm", "a.m", "p.m", "gmt", "utc", "est", "edt", "et", "cst", "cdt", "ct", "pst",
    "pdt", "pt",
    "mst", "mdt", "bst", "cet", "cest", "eet", "msk", "ist", "z", "t", "h",
  ]

  private static func folded(_ word: some StringProtocol) -> String {
    var word = word.lowercased()
    while word.last == "." || word.last == "," { word.removeLast() }
    return word
  }

  private static func isCapitals(_ word: Substring) -> Bool {
    word.contains { $0.isLetter } && !word.contains { $0.isLowercase }
  }

  /// Whether the rest of a line holds only a time of day and its zone, which are short.
  private static func isTime(_ rest: some StringProtocol) -> Bool {
    rest.utf8.count <= 1000
      && rest.split { " ,|-–—()•·".contains($0) }.allSatisfy { word in
        let letters = word.drop { $0.isNumber || ":.+".contains($0) }
        return (letters.isEmpty && word.count <= 12) || zones.contains(folded(letters))
          || (word.count <= 21 && isClock(word))
      }
  }

  /// A time of day such as `T18:45:00Z` or `18h45`.
  private static func isClock(_ word: some StringProtocol) -> Bool {
    word.allSatisfy { $0.isNumber || "TZh:.+".contains($0) }
  }
}
