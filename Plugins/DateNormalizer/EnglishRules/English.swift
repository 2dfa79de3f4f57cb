import DateEngine
import DateEnglish

/// English: its words are in `Words/` and `Resources/en`, its rules in `Rules/`, the exceptions to them
/// in `Guards/`.
struct English: DateLanguage {
  let code = "en"

  private static let prepositions = Categories([.on, .in, .of, .from, .to, .since])

  var vocabulary: Vocabulary { EnglishVocabulary.vocabulary }
  var grammar: Grammar { EnglishGrammar.grammar }

  func tense(around first: Int, _ last: Int, in passage: Passage) -> TenseReading {
    Tense.reading(passage, around: first, last)
  }

  /// A date of birth or of a foundation is followed by later times, and one before a noun only says which
  /// one: `the August 1988 truce`.
  func tellsEvent(_ candidate: Candidate, in passage: Passage) -> Bool {
    guard
      passage.categories(candidate.first - 1).intersects(Self.prepositions)
        || passage.beginsSentence(candidate.first) || isOfSpan(candidate, passage)
    else { return false }
    return !(max(0, candidate.first - 6)..<candidate.first).contains { passage.is($0, .founded) }
  }

  /// `The 2014 season ended in May`: what happened then has its year.
  private func isOfSpan(_ candidate: Candidate, _ passage: Passage) -> Bool {
    passage.is(candidate.first - 1, .the) && passage.isNumber(candidate.first)
      && (1...2).contains { passage.is(candidate.last + $0, .ofSpan) }
  }

  /// `said in April`, `In April, it announced`.
  func tellsReport(_ candidate: Candidate, in passage: Passage) -> Bool {
    (candidate.first - 4..<candidate.first).contains { passage.is($0, .tells) }
      || (candidate.last + 1..<candidate.last + 5).contains { passage.is($0, .tells) }
  }

  func joined(_ candidates: [Candidate], in passage: Passage) -> [Candidate] {
    let joiner = DayTimeJoiner(passage: passage)
    return joiner.dated(joiner.ordered(joiner.joined(candidates)))
  }

  /// `2023-2026`, `from Monday to Friday`, `between 1985 and 1987`.
  func isRange(joint: Int, opener: Int, in passage: Passage) -> Bool {
    passage.is(joint, .hyphen)
      || passage.is(joint, .to) && passage.is(opener, .from)
      || passage.is(joint, .and) && passage.is(opener, .between)
  }
}
