/// Closed classes of words that decide what a cue, a quotation or a name beside one is.
package enum CueWords {
  /// What is said without saying anything that can be reported.
  package static let greetings: WordKeySet = [
    "hello", "goodbye", "hi", "thanks", "nothing", "little", "sorry", "prayers", "grace",
  ]

  /// Verbs whose subject can be what makes something evident.
  package static let evident: WordKeySet = [
    "show", "prove", "demonstrate", "indicate", "suggest", "imply", "mention", "reflect", "reveal",
    "signal", "confirm", "highlight", "underline", "underscore", "echo",
  ]

  /// Verbs before `as saying`: who is quoted says it.
  package static let relaying: WordKeySet = [
    "quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing",
  ]

  /// Verbs before the infinitive of a cue.
  package static let carriers: WordKeySet = [
    "goes", "went", "go", "going", "gone", "continues", "continued", "continue", "continuing",
    "seemed",
    "seems", "appeared", "appears", "began", "begins", "proceeded", "refused", "refuses",
    "threatened",
    "came", "used", "rushed", "hastened", "sought",
  ]

  /// Verbs with little meaning without their noun.
  package static let light: WordKeySet = ["express", "voice", "claim"]

  /// Verbs that introduce a title, a nickname or a term.
  package static let introducers: WordKeySet = [
    "dubbed", "titled", "entitled", "named", "nicknamed", "called", "known", "codenamed",
  ]

  /// Words that are not capitalized in the name of a work.
  package static let smallInTitles: WordKeySet = [
    "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "from", "by", "'s",
    "vs.", "is", "are",
  ]

  /// Words that begin a part which names others than the one before it: `not Marin`, `a friend of Marin`.
  package static let others: WordKeySet = [
    "a", "an", "including", "with", "without", "not", "and", "nor", "unlike", "like",
  ]

  /// Words that make an attribution hypothetical.
  package static let conditional: WordKeySet = ["would", "could", "might", "may", "should", "if"]

  /// Words that open a question or a clause after `that`.
  package static let clauseOpeners: WordKeySet = [
    "that", "whether", "if", "what", "why", "how", "when", "where",
  ]

  /// Prepositions that open words of place or time before a quotation.
  package static let placeOpeners: WordKeySet = [
    "in", "at", "on", "after", "before", "during", "from", "near",
  ]

  /// What a person says without saying anything: `said a prayer`, after a possessive.
  package static let rites: WordKeySet = [
    "prayers", "goodbyes", "farewells", "farewell", "name", "piece", "vows", "thanks", "rosary",
  ]

  /// Words after which a sentence goes on after its cue: `why, he asked, should I`.
  package static let openEnds: WordKeySet = [
    "why", "that", "what", "how", "because", "if", "is", "was", "are", "were", "and", "but",
  ]

  /// What opens a question after `asked by a reporter`.
  package static let questions: WordKeySet = [
    ",", "whether", "if", "what", "why", "how", "when", "where", "who", "to", ":",
  ]

  /// Pronouns and the like before a participle that is a verb of its own: `some said`.
  package static let subjects: WordKeySet = [
    "some", "many", "others", "both", "this", "that", "these", "those", "all",
  ]

  /// What opens impersonal speech: `it was asked whether`.
  package static let impersonal: WordKeySet = [
    "that", "whether", "if", "what", "why", "how", "who", "which", "about",
  ]

  /// Words that an apostrophe shortens at their start: `'til`.
  package static let shortened: WordKeySet = [
    "em", "til", "cause", "n", "tis", "twas", "round", "bout",
  ]

  /// Who is said to speak without a determiner, and words that begin a line before a name: `And now from`.
  package static let handovers: WordKeySet = ["and", "from", "then", "also", "more", "here", "is"]
}
