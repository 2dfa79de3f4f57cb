/// A language whose temporal expressions can be read: its words, its rules, and what verbs and word
/// order say about a time.
///
/// A language is one folder of code that conforms to this protocol and one folder of `Resources` with
/// its word lists. Everything but the code, the words and the rules has a default.
package protocol DateLanguage: Sendable {
  /// The ISO 639-1 code: the value of the setting `language` and the name of the folder in `Resources`.
  var code: String { get }
  /// The word lists, the categories, and how numbers are written.
  var vocabulary: Vocabulary { get }
  /// The rule families.
  var grammar: Grammar { get }

  /// What the verbs around a timex, by its first and last token, say about its direction.
  func tense(around first: Int, _ last: Int, in passage: Passage) -> TenseReading
  /// Whether a time with a year tells when something happened that the text goes on to tell of.
  func tellsEvent(_ candidate: Candidate, in passage: Passage) -> Bool
  /// Whether a time tells when somebody said something, which is the news, whatever happened before.
  func tellsReport(_ candidate: Candidate, in passage: Passage) -> Bool
  /// The candidates, with those joined that are one timex together, such as a day and a time of day.
  func joined(_ candidates: [Candidate], in passage: Passage) -> [Candidate]
  /// Whether a token joins two times to a range, given the token before the first time.
  func isRange(joint: Int, opener: Int, in passage: Passage) -> Bool
}

extension DateLanguage {
  package func tense(around first: Int, _ last: Int, in passage: Passage) -> TenseReading {
    TenseReading(.unknown)
  }
  package func tellsEvent(_ candidate: Candidate, in passage: Passage) -> Bool { true }
  package func tellsReport(_ candidate: Candidate, in passage: Passage) -> Bool { false }
  package func joined(_ candidates: [Candidate], in passage: Passage) -> [Candidate] { candidates }
  package func isRange(joint: Int, opener: Int, in passage: Passage) -> Bool {
    passage.is(joint, .hyphen)
  }
}
