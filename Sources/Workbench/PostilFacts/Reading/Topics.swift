import PostilKit

/// What a sentence is about, as stems of its words: two reports of one thing share some, whatever their style.
enum Topics {
  /// The stem of a word: `Belarus` and `Belarusian`, `sign` and `signed` have one. Rough, as it only has to find
  /// sentences that may be compared.
  static func stem(_ word: String) -> String {
    var stem = word.lowercased()
    for ending in endings where stem.hasSuffix(ending) && stem.utf8.count - ending.utf8.count >= 3 {
      stem.removeLast(ending.count)
      break
    }
    return stem
  }

  /// Whether a word says nothing of what a sentence is about.
  static func isEmpty(_ word: String) -> Bool {
    word.utf8.count < 3 || empty.contains(word.lowercased())
  }

  /// Before the topic of two words written as one.
  static let joined = "+"

  /// Longest first.
  private static let endings = [
    "ssian", "ation", "ments", "ment", "ians", "sian", "ings", "ing", "ian", "ish", "ese", "ies",
    "ers", "ed", "es", "er", "ey", "ia", "an", "ly", "al", "s", "a", "y", "e", "i",
  ]

  private static let empty = Set(
    """
    the and for are was were has had have been being its his her their they them that this these those with
    from into onto over under after before since until than then when while where which who whom whose what
    why how not nor but also only about around some any all both each other another more most much many
    said says say told tell would could should will may might can must did does done one two there here
    out off per very too now just still even last next first new old yet our your you she him himself
    among against between during according because though although by at in on of to as is it be he we
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
