/// Closed classes of function words that the rules look at; for nouns see ``NounLists``.
package enum Words {
  /// Auxiliary verbs and `to`.
  package static let auxiliaries: WordKeySet = [
    "be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "have", "has",
    "had", "having", "'ve", "'d", "do", "does", "did", "doing", "will", "would", "can", "could",
    "may", "might", "shall", "should", "must", "'ll", "ca", "wo", "to",
  ]
  /// Verbs that form a passive or a progressive: forms of `be`, and `get`.
  package static let formsOfBe: WordKeySet = [
    "be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "get", "got",
  ]
  /// Forms of `do`.
  package static let formsOfDo: WordKeySet = ["do", "does", "did"]
  /// Words other than nouns that begin an adverbial of time and not a name.
  package static let timeOpeners: WordKeySet = [
    "after", "when", "as", "while", "during", "before", "this", "several", "then", "may",
  ]
  /// Conjunctions that open a clause that is not part of what was said.
  package static let conjunctions: WordKeySet = [
    "as", "when", "while", "after", "before", "until", "since",
  ]
  /// Prepositions that join two nouns of one phrase.
  package static let joiners: WordKeySet = ["of", "for", "at", "in", "from", "on", "to", "with"]
  /// Prepositions between a noun and what describes it: `a case against Marin`.
  package static let describers: WordKeySet = [
    "of", "for", "at", "in", "from", "on", "to", "with", "against", "by", "about", "over", "into",
    "under", "behind", "among", "between", "near", "within", "inside", "outside", "toward",
    "towards", "through",
  ]
  /// Prepositions of adverbials that may occur between a cue and its content.
  package static let adverbial: WordKeySet = [
    "on", "in", "during", "at", "to", "after", "before", "with", "via", "about", "of", "by", "over",
    "from", "into", "through", "upon", "outside", "inside", "near", "against",
    "following", "regarding", "concerning", "amid", "despite", "since", "under", "between",
  ]
  /// Pronouns that refer to people.
  package static let pronouns: WordKeySet = ["he", "she", "they", "him", "her", "his", "their"]
  /// Dashes and what is typed instead.
  package static let dashes: WordKeySet = ["--", "—", "–", "-", "―", "---"]
  /// Conjunctions and adverbs that open a subordinate clause.
  package static let subordinators: WordKeySet = [
    "when", "while", "although", "if", "as", "after", "though", "because", "since",
  ]
  /// Words that open what is said.
  package static let contentOpeners: WordKeySet = [
    "that", "to", "whether", "if", "as", "of", "for",
  ]
}
