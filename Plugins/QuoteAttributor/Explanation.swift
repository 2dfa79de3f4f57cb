import PostilKit

/// What an annotation says of how it came about.
enum Explanation {
  /// The words that the rule took for cue and source, and the sign or word that opens the content, in
  /// reading order; what stands between is left out as `…`. Nil for a quotation without either.
  static func words(_ attribution: Attribution, _ reading: Reading) -> String? {
    var parts: [Range<Int>] = []
    parts.reserveCapacity(3)
    if let cue = attribution.cue { parts.append(cue) }
    if let source = attribution.source { parts.append(source) }
    if let cue = attribution.cue,
      let content = attribution.content.first(where: { $0.lowerBound >= cue.upperBound }),
      openers.contains(reading.words[content.lowerBound])
    {
      parts.append(content.lowerBound..<content.lowerBound + 1)
    }
    var words = ""
    var end: Int?
    parts.sort { $0.lowerBound < $1.lowerBound }
    for part in parts where part.lowerBound >= end ?? 0 {
      if let end { words += end == part.lowerBound ? " " : " … " }
      words += reading.text[reading.tokens[part.lowerBound], reading.tokens[part.upperBound - 1]]
      end = part.upperBound
    }
    return words.isEmpty ? nil : words
  }

  private static let openers: WordSet = ["that", "to", "whether", "if", "as", "of", "for"]
}
