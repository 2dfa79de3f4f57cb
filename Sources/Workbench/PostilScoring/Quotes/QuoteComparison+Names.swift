import PostilKit
import PostilSystem

/// Who speaks, where gold has the words of a source and no speaker: the name that these words hold.
extension QuoteComparison {
  /// The last word of the name that heads a source, in lower case; nil if the source holds no name of its own, as
  /// in `Trump's lawyer` and `a spokesman for Trump`.
  func headName(_ source: [Span]) -> String? {
    guard let span = source.first else { return nil }
    let words = text.string(span.start..<min(span.end, text.scalars.count))
      .split(whereSeparator: \.isWhitespace).map(String.init)
    // In apposition, after a comma, too: `the minister, Suleyman Soylu`.
    for part in words.split(whereSeparator: { $0 == "," }).flatMap(Self.parts) {
      if let name = Self.name(part) { return name }
    }
    return nil
  }

  /// The parts of a source between the words that end in a comma.
  private static func parts(_ words: ArraySlice<String>) -> [ArraySlice<String>] {
    var parts: [ArraySlice<String>] = []
    var start = words.startIndex
    for place in words.indices where words[place].hasSuffix(",") {
      parts.append(words[start...place])
      start = place + 1
    }
    return parts + [words[start...]]
  }

  private static let governing: Set<String> = [
    "of", "for", "to", "from", "at", "in", "with", "by", "near", "who", "and",
  ]

  /// The last word of the first run of words with capitals that nothing owns or governs.
  private static func name(_ words: ArraySlice<String>) -> String? {
    var place = words.startIndex
    while place < words.endIndex {
      let word = words[place].lowercased()
      if governing.contains(word) { return nil }
      guard isName(words[place]) else {
        place += 1
        continue
      }
      var end = place
      while end < words.endIndex, isName(words[end]) { end += 1 }
      let last = words[end - 1]
      if last.hasSuffix("'s") || last.hasSuffix("’s") {
        place = end
        continue
      }
      let isAlone = end - place == 1 && end < words.endIndex && !words[end].hasSuffix(",")
      if isAlone, words[end].first?.isLowercase == true, !governing.contains(words[end]) {
        return nil
      }
      return String(last.lowercased().filter { $0.isLetter || $0 == "-" })
    }
    return nil
  }

  private static func isName(_ word: String) -> Bool {
    guard word.first?.isUppercase == true, word.utf8.count > 1 else { return false }
    return ![
      "The", "A", "An", "He", "She", "They", "It", "We", "You", "His", "Her", "One", "Some", "Many",
      "Mr.",
      "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gov.", "Another", "Both", "This", "That", "Officials",
      "Police",
    ].contains(word)
  }

  /// Whether a predicted speaker has the last word of a name, or is its acronym or the reverse.
  static func isNamed(_ speaker: String?, _ name: String) -> Bool {
    guard let speaker else { return false }
    let words = speaker.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
    if words.contains(name) { return true }
    let initials = String(
      words.filter { !["of", "the", "and", "for"].contains($0) }.compactMap(\.first))
    return initials.count > 1 && initials == name
  }
}
