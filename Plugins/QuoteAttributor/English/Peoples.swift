import PostilKit

/// The words for a country and for its people, so that `the Belarusian president` can be the president of
/// Belarus.
package struct Peoples: Sendable {
  private let countries: WordKeyTable<Int>

  /// Reads a list: each line has the words for one country, separated by blanks.
  package init(_ lines: [String]) {
    var pairs: [(WordKey, Int)] = []
    for (number, line) in lines.enumerated() {
      for word in line.split(separator: " ") {
        pairs.append((WordKey(String(word)), number))
        if word.utf8.count > 3 { pairs.append((WordKey(String(word) + "s"), number)) }
      }
    }
    countries = WordKeyTable(pairs)
  }

  /// Whether a word is that of a country or a people.
  package func has(_ word: WordKey) -> Bool { countries.contains(word) }

  /// Whether two words are for one country: `belarus` and `belarusian`.
  package func isOne(_ word: WordKey, _ other: WordKey) -> Bool {
    guard let country = countries[word] else { return false }
    return countries[other] == country
  }
}
