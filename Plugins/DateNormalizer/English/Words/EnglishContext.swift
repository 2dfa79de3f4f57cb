import DateEngine

/// What English words say about the expressions around them, by their names in `Resources/en`, where a comment before
/// the words of each says what it is and gives an example.
package enum EnglishContext: UInt8, CaseIterable {
  // Beside numbers that are no years, and names that are no times.
  case numbered, counted, many, title, masthead, phraseEnd, verbal, minor, its, `as`, soon
  // Verbs, and what they say about past and ahead.
  case pastVerb, futureVerb, perfect, be, needsTo, takesA, commits, habit, schedules, schedule,
    doing, copula, tells, event, founded
  // What the text is about, and nouns after a number.
  case sport, business, street, tens, counting, surnameNoun, ofYear
  // Words that only guards and the tense look for, `beside.txt`.
  case link, imperative, afterImperative, foreseen, lasting, ofSpan, ofHours, ofDays, openDays,
    overnightNoun, ofOurTime, smallInTitles, subject, beforeVerb, demand, abbreviation, opener,
    brings, naming, pluralVerb, ofSomeYears, ofWorks, ofFeasts, ofSun, partOfTime, valued,
    bounding, ofHistory, afterDay, putsOff, awaits, release, delivery, weather, sum, priced,
    offspring, attends, aged, modal, notModal, looksAhead, mishap, twoFaced, beforeNoun, speaks,
    ofEvening, ofMorning

  /// Those that are nouns and verbs of any kind, which names can be, too.
  static let openClass: [EnglishContext] =
    [.schedules, .schedule, .doing, .tells, .event, .founded]
    + allCases.filter { $0.rawValue >= EnglishContext.sport.rawValue }
}

extension ContextWord {
  package init(_ word: EnglishContext) { self.init(word.rawValue) }
}

extension ContextWords {
  /// A set of several.
  package init(_ words: [EnglishContext]) { self.init(words.map { ContextWord($0) }) }

  package func contains(_ word: EnglishContext) -> Bool { contains(ContextWord(word)) }
}

extension Passage {
  /// Whether a token is a context word.
  package func `is`(_ index: Int, _ word: EnglishContext) -> Bool {
    self.is(index, ContextWord(word))
  }
}
