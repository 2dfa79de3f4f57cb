import DateEngine

/// English: its words are in `Words/` and `Resources/en`, its rules in `Rules/`, the exceptions to them
/// in `Guards/`.
struct English: DateLanguage {
  let code = "en"

  var vocabulary: Vocabulary { EnglishVocabulary.vocabulary }
  var grammar: Grammar { EnglishGrammar.grammar }

  func tense(around first: Int, _ last: Int, in passage: Passage) -> Tense {
    Tense(passage, around: first, last)
  }

  func joined(_ candidates: [Candidate], in passage: Passage) -> [Candidate] {
    DayTimeJoiner(passage: passage).joined(candidates)
  }

  /// `2023-2026`, `from Monday to Friday`, `between 1985 and 1987`.
  func isRange(joint: Int, opener: Int, in passage: Passage) -> Bool {
    passage.is(joint, .hyphen)
      || passage.is(joint, .to) && passage.is(opener, .from)
      || passage.is(joint, .and) && passage.is(opener, .between)
  }
}
