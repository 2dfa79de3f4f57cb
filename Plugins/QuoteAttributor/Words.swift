/// Closed classes of words that the rules look at.
enum Words {
  static let auxiliaries: WordSet = [
    "be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "have", "has",
    "had", "having", "'ve", "'d", "do", "does", "did", "doing", "will", "would", "can", "could",
    "may", "might", "shall", "should", "must", "'ll", "ca", "wo", "to",
  ]
  static let forms = (
    be: ["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "get", "got"]
      as WordSet,
    have: ["have", "has", "had", "having", "'ve", "'d"] as WordSet,
    do: ["do", "does", "did"] as WordSet
  )
  /// Words that begin an adverbial of time and not a name.
  static let time = WordSet(
    nounsOfTime + [
      "after", "when", "as", "while", "during", "before", "this", "several", "then", "may",
    ])
  /// Nouns and adverbs of time that may stand between a cue and its content.
  static let timeNouns = WordSet(nounsOfTime)
  static let days: WordSet = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let nounsOfTime: [Word] = [
    "week", "month", "year", "night", "morning", "afternoon", "evening", "months", "weeks", "years",
    "days", "ago", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon.", "tues.", "wed.", "thurs.", "fri.", "sat.", "sun.", "today", "yesterday", "tomorrow",
    "late", "early", "earlier", "later", "recently", "last", "tonight", "afterward", "afterwards",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec.",
  ]
  /// Conjunctions that open what is no part of what was said.
  static let conjunctions: WordSet = [
    "as", "when", "while", "after", "before", "until", "since",
  ]
  /// Prepositions that join two nouns of one phrase.
  static let joiners: WordSet = ["of", "for", "at", "in", "from", "on", "to", "with"]
  /// Prepositions of the adverbials that may part a cue from its content.
  static let adverbial: WordSet = [
    "on", "in", "during", "at", "to", "after", "before", "with", "via", "about", "of", "by", "over",
    "from", "into", "through", "upon", "outside", "inside", "near", "against",
    "following", "regarding", "concerning", "amid", "despite", "since", "under", "between",
  ]
  /// Nouns that say that something is said, before `that`.
  static let nouns: WordSet = [
    "claim", "claims", "statement", "statements", "assertion", "assertions", "allegation",
    "allegations", "warning", "warnings", "promise", "promises", "vow", "pledge", "suggestion",
    "argument", "contention", "insistence", "concern", "concerns", "criticism", "message", "denial",
    "admission", "announcement", "accusation", "accusations", "complaint", "comment", "comments",
    "remark", "remarks", "declaration", "prediction", "demand", "belief", "view", "acknowledgment",
  ]
  /// Nouns behind verbs that say little: `expressed concern about`.
  static let feelings: WordSet = [
    "concern", "concerns", "confidence", "support", "interest", "doubt", "doubts", "hope", "regret",
    "outrage", "frustration", "skepticism", "optimism", "opposition", "responsibility", "fear",
    "fears", "anger", "disappointment", "reservations", "sympathy", "willingness", "solidarity",
    "condolences", "gratitude", "surprise", "alarm", "dismay", "admiration", "respect", "credit",
  ]
  /// What stands before a colon and is no name.
  static let labels: WordSet = [
    "exclusive", "watch", "report", "video", "breaking", "analysis", "opinion", "update", "updated",
    "poll", "photos", "photo", "photograph", "correction", "note", "source", "related", "read",
    "live", "listen", "editor", "twitter", "email", "follow", "p.m.", "a.m.", "et", "part", "day",
  ]
  /// Who a headline names behind a dash.
  static let officials: WordSet = [
    "officials", "official", "police", "sources", "source", "report", "reports", "study",
    "ministry",
    "minister", "media", "president", "spokesman", "spokesperson", "agency", "lawyer", "poll",
  ]
  /// Writings and speeches in which somebody says something.
  static let writings: WordSet = [
    "statement", "letter", "report", "email", "e-mail", "tweet", "post", "message", "memo", "note",
    "interview", "speech", "release", "ad", "column", "essay", "article", "editorial", "op-ed",
    "video", "tweets", "statements", "letters", "remarks", "comment", "comments",
  ]
  /// Pronouns that stand for one person, or several.
  static let pronouns: WordSet = ["he", "she", "they", "him", "her", "his", "their"]
  /// Titles that are no part of a name.
  static let titles: WordSet = [
    "mr.", "mrs.", "ms.", "dr.", "sen.", "rep.", "gov.", "gen.", "president", "minister", "prime",
    "senator", "secretary", "mayor", "governor", "ayatollah", "trade", "foreign", "representative",
    "congressman", "congresswoman", "justice", "judge", "professor", "prof.", "lt.", "col.",
    "spokesman", "spokeswoman", "chairman", "director", "pope", "king", "queen", "prince", "vice",
    "deputy", "sir", "lord", "lady",
  ]
  /// What somebody can be called instead of by name.
  static let roles: WordSet = [
    "president", "minister", "premier", "chancellor", "leader", "king", "queen", "emperor", "pope",
    "pontiff", "secretary", "senator", "governor", "mayor", "chairman", "chairwoman", "speaker",
    "spokesman", "spokeswoman", "ambassador", "envoy", "general", "commander", "patriarch",
    "prince",
    "princess", "sheriff", "judge", "justice", "candidate", "nominee", "congressman",
    "congresswoman", "representative", "director",
  ]
  /// The titles before a name that a role can stand for: `the Supreme Leader` for an ayatollah.
  static let synonyms = WordTable<WordSet>([
    ("leader", ["ayatollah", "leader"]), ("cleric", ["ayatollah", "imam", "mullah", "cleric"]),
    ("pontiff", ["pope"]), ("premier", ["minister", "premier"]), ("senator", ["sen.", "senator"]),
    ("governor", ["gov.", "governor"]), ("general", ["gen.", "general"]),
    ("monarch", ["king", "queen", "emperor"]), ("congressman", ["rep.", "representative"]),
    ("congresswoman", ["rep.", "representative"]), ("lawmaker", ["rep.", "sen.", "mp"]),
    ("doctor", ["dr."]), ("professor", ["prof.", "professor"]), ("colonel", ["col.", "colonel"]),
    ("archbishop", ["archbishop", "patriarch"]), ("commander", ["gen.", "adm.", "commander"]),
  ])
  static let dashes: WordSet = ["--", "—", "–", "-", "―", "---"]
  static let subordinators: WordSet = [
    "when", "while", "although", "if", "as", "after", "though", "because", "since",
  ]
}
