import PostilKit

/// Words at the edge of a name that are not part of it: determiners, titles, the possessive.
/// Training data and suggestions pass through the same rule, so that sources with different
/// conventions agree.
package enum NameEdges {
  private static let determiners: Set<String> = ["the", "The", "THE", "a", "A", "an", "An"]

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "madam",
    "president", "vice", "vice-president", "prime", "premier", "minister", "foreign", "defense",
    "defence", "interior", "finance", "secretary", "secretary-general", "chancellor", "senator",
    "sen", "representative", "rep", "congressman", "congresswoman", "governor", "gov", "mayor",
    "king", "queen", "prince", "princess", "sheikh", "sheik", "emir", "sultan", "ayatollah", "imam",
    "mullah", "pope", "cardinal", "bishop", "archbishop", "father", "rev", "reverend", "rabbi",
    "hojatoleslam", "hojjatoleslam", "patriarch", "grand", "maulana", "swami", "hajj", "hajji",
    "general", "gen", "colonel", "col", "major", "maj", "captain", "capt", "lieutenant", "lt",
    "sergeant", "sgt", "admiral", "adm", "commander", "cmdr", "brigadier", "brig", "marshal",
    "judge", "justice", "attorney", "chief", "chairman", "chairwoman", "chairperson", "director",
    "spokesman", "spokeswoman", "spokesperson", "ambassador", "speaker", "deputy", "former",
    "leader", "coach", "hon", "honourable", "honorable", "opposition", "rebel", "warlord", "pm",
    "baroness", "baron", "viscount", "earl", "duke", "duchess", "crown", "supreme",
    "-", "state", "security", "advisor", "adviser", "national", "press", "house", "assistant",
  ]

  /// Words that can begin a title or a name; they are a title only before another title.
  private static let adjectives: Set<String> = [
    "foreign", "defense", "defence", "interior", "finance", "vice", "prime", "former", "opposition",
    "rebel", "state", "security", "national", "press", "house", "assistant", "-", "deputy", "chief",
    "grand", "crown", "supreme",
  ]

  /// The tokens of a name without such words; empty if none are left.
  package static func trimmed(
    _ range: Range<Int>, isPerson: Bool, _ text: Text, _ tokens: Tokens
  ) -> Range<Int> {
    var range = range
    while let last = range.last, isPossessive(text, tokens[last]) {
      range = range.lowerBound..<last
    }
    while let first = range.first, determiners.contains(text[tokens[first]]),
      !isTheHague(range, text, tokens)
    {
      range = first + 1..<range.upperBound
    }
    return isPerson ? withoutTitle(range, text, tokens) : range
  }

  private static func isTheHague(_ range: Range<Int>, _ text: Text, _ tokens: Tokens) -> Bool {
    range.count == 2 && text[tokens[range.lowerBound + 1]] == "Hague"
  }

  private static func isPossessive(_ text: Text, _ token: Token) -> Bool {
    switch token.count {
    case 1: text.utf8[Int(token.start)] == UInt8(ascii: "'")
    case 2: text.utf8[Int(token.start)] == UInt8(ascii: "'") && isS(text, token)
    case 3: text[token] == "’"
    case 4: text[token] == "’s"
    default: false
    }
  }

  private static func isS(_ text: Text, _ token: Token) -> Bool {
    text.utf8[Int(token.end) - 1] | 0x20 == UInt8(ascii: "s")
  }

  private static func withoutTitle(
    _ range: Range<Int>, _ text: Text, _ tokens: Tokens
  ) -> Range<Int> {
    var start = range.lowerBound
    var title = start
    while start < range.upperBound {
      let word = plain(text[tokens[start]])
      guard titles.contains(word) else { break }
      start += 1
      if !adjectives.contains(word) { title = start }
    }
    return title < range.upperBound ? title..<range.upperBound : range
  }

  /// A word in lower case, without the full stop of an abbreviation.
  private static func plain(_ word: String) -> String {
    let lower = word.lowercased()
    return lower.count > 1 && lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  /// Whether a word is a title before names.
  package static func isTitle(_ word: String) -> Bool {
    let word = plain(word)
    return titles.contains(word) && !adjectives.contains(word)
  }
}
