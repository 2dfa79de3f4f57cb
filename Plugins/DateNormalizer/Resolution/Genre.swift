import PostilKit

/// Whether a text reports news or tells history, which decides from where its dates count.
enum Genre {
  case news, narrative

  /// Judges by cheap evidence: many full years of the past and few weekdays make a narrative.
  init(_ passage: Passage, published year: Int?) {
    guard passage.settings.genre == .auto else {
      self = passage.settings.genre == .news ? .news : .narrative
      return
    }
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
