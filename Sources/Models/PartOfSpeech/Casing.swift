import PostilKit

/// How a sentence uses capitals after its first word: what a capital or a small letter is evidence of
/// depends on it.
package enum Casing: UInt32, Sendable {
  /// Too short for a decision.
  case unknown
  /// In small letters only, and a few words long.
  case small
  /// In small letters only and longer: the author may never use capitals.
  case longSmall
  /// Capitals among small letters.
  case mixed
  /// Most words are capitalized, as in a title.
  case title
  /// Most words are in capitals.
  case capitals

  /// Counts how the words of a sentence are written.
  package init(_ words: some Collection<WordFeatures>) {
    var counts = (small: 0, capital: 0, allCapitals: 0)
    for word in words.dropFirst() where word.isWord {
      switch word.spelling {
      case 0: counts.small += 1
      case 1: counts.capital += 1
      default: counts.allCapitals += 1
      }
    }
    let capital = counts.capital + counts.allCapitals
    let all = counts.small + capital
    if all < 2 {
      self = .unknown
    } else if capital == 0 {
      self = all < 8 ? .small : .longSmall
    } else if counts.allCapitals * 2 > all {
      self = .capitals
    } else {
      self = capital * 2 > all ? .title : .mixed
    }
  }
}
