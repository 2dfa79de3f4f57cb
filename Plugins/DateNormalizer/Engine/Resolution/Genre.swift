import PostilKit

/// Whether a text reports news or tells history, which decides what its dates are counted from.
package enum Genre: String, Sendable {
  case news, narrative

  /// Judges by cheap evidence: many full years of the past and few weekdays make a narrative.
  init(_ passage: Passage, published year: Int?) {
    var years = 0
    var days = 0
    for lexeme in passage.lexemes {
      if lexeme.categories.contains(.year), lexeme.entry < 0, lexeme.number < (year ?? 2100) - 1 {
        years += lexeme.number < (year ?? 2100) - 20 ? 2 : 1
      } else if lexeme.categories.contains(.era) {
        years += 1
      } else if lexeme.categories.contains(.weekday) || lexeme.categories.contains(.dayWord) {
        days += 1
      }
    }
    self = years >= 10 && years > days * 10 ? .narrative : .news
  }
}
