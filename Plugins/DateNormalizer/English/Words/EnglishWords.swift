/// Words that guards look for beside a time.
enum EnglishWords {
  /// Between `is` and a day: `is not until Friday`.
  static let links: Set = [
    "on", "at", "not", "this", "coming", "only", "noon", "midnight", "next", "n't", "in", "court",
    "parliament", "out", "back", "off", "away", "free", "likely", "unlikely", "possible",
    "probable", "from", "you", "live", "a.m.", "p.m.", "am", "pm",
    "a.m", "p.m", "o'clock", "oclock",
  ]
  /// Imperatives that tell of a time to come, and the words after them.
  static let imperatives: Set = ["meet", "join", "call", "see", "watch", "come", "ring", "text"]
  static let afterImperative: Set = [
    "me", "us", "you", "them", "him", "her", "at", "on", "by", "to",
  ]
  /// After `is`, what is known in advance.
  static let foreseen: Set = ["forecast", "predicted", "tipped", "slated", "billed", "booked"]
  /// Verbs whose end is told with them: `it lasted until Easter`.
  static let lasting: Set = ["lasted", "reigned", "ruled", "lived", "survived", "raged"]
  /// Times that have a year before them: `the 2014 season ended in May`.
  static let ofSpan: Set = [
    "season", "pandemic", "epidemic", "campaign", "crisis", "recession", "famine", "drought",
    "uprising", "revolt", "revolution", "war", "tour", "session", "heatwave", "strike", "strikes",
    "siege", "rebellion", "riots", "election", "elections", "olympics", "games", "coup", "flood",
    "floods", "earthquake", "championship", "festival", "protests", "invasion", "eruption",
  ]
  /// Before `hours`: times of the day.
  static let ofHours: Set = [
    "business", "working", "opening", "office", "visiting", "school", "trading", "peak", "rush",
    "happy", "store", "banking", "licensing", "off-peak", "waking", "daylight",
  ]
  /// After `a day`: what is done by day.
  static let ofDays: Set = [
    "trader", "traders", "care", "job", "jobs", "school", "nursery", "centre", "center", "labourer",
    "laborer", "labourers", "laborers", "spa", "pass", "ticket", "student", "pupil",
  ]
  /// Before weekdays: what is so in every week.
  static let opening: Set = [
    "open", "opens", "closed", "available", "runs", "daily", "hours", "works",
  ]
  /// After `overnight`: what lasts a night, or is for one.
  static let overnight: Set = [
    "success", "stay", "stays", "flight", "flights", "train", "trains", "bus", "rate", "rates",
    "guest", "guests", "delivery", "loan", "loans", "funds", "sensation", "bag", "call", "trading",
    "lending", "money", "borrowing", "accommodation", "millionaire", "millionaires", "repo",
  ]
  /// After `today's`: of our time.
  static let ofOurTime: Set = [
    "world", "youth", "society", "generation", "generations", "standards", "teenagers", "children",
    "parents", "kids", "women", "students", "culture", "technology", "computers", "life", "values",
    "language", "terms", "money", "age", "environment", "climate",
  ]
  /// Small words that may have a capital in a headline.
  static let smallInTitles: Set = [
    "near", "by", "as", "for", "with", "after", "over", "outside", "inside", "amid", "despite",
  ]
  /// After `May` as a verb: `May we go?`
  static let subjects: Set = [
    "we", "i", "he", "she", "it", "they", "you", "the", "a", "an", "this", "that", "his", "her",
    "our", "your", "my", "their", "all", "no", "not", "there", "god", "those", "these", "one",
  ]
  /// Before a word in `-ed`, which is then a verb: `he turned 50 in May`.
  static let beforeVerb: Set = [
    "was", "were", "had", "he", "she", "it", "they", "we", "i", "who", "which",
  ]
  /// Verbs after which `by` names a day to come.
  static let demands: Set = [
    "sought", "asked", "ordered", "demanded", "urged", "directed", "instructed", "invited",
    "summoned", "required", "requested",
  ]
  /// Short words with a full stop, before the number of something.
  static let pages: Set = [
    "pp", "p", "vol", "vols", "nos", "no", "art", "para", "ext", "tel", "fax", "ch", "fig", "sec",
  ]
  /// First words of a sentence that are no names: `If May is dry`.
  static let openers: Set = [
    "if", "when", "while", "but", "yet", "although", "though", "as", "because", "so", "then",
    "once",
    "unless", "with", "without", "despite", "even", "only", "usually", "that", "throughout",
    "towards", "toward", "about", "amid", "following", "plus", "unlike", "like", "both", "either",
    "neither", "whether", "still", "again", "where", "how", "why", "what", "all", "most", "not",
  ]
  /// What a day to come does: `Saturday sees the start of the season`.
  static let brings: Set = ["sees", "brings", "offers", "promises", "marks"]
  /// Before a name: `a feast called Eid`.
  static let naming: Set = ["called", "dubbed", "titled", "entitled", "nicknamed"]
  /// Verbs of which a number of people is the subject.
  static let plurals: Set = ["were", "are", "have", "remain", "remained", "survive", "live"]
  /// What happens in some years, which its name tells: `Expo 2020 was`.
  static let ofSomeYears: Set = [
    "olympics", "paralympics", "cup", "expo", "euro", "championship", "festival", "awards",
    "survey", "report", "index", "forum", "act", "agreement", "plan", "programme", "program",
  ]
  /// Before the title of a work.
  static let ofWorks: Set = [
    "read", "reading", "novel", "film", "book", "play", "movie", "album", "song", "thriller",
  ]
  /// After a feast, what only has its name: `the Tet Offensive`.
  static let ofFeasts: Set = [
    "offensive", "war", "rising", "uprising", "massacre", "agreement", "accord", "accords",
    "island", "islands", "revolution", "murders", "fires", "bombings", "mosque", "lane", "road",
  ]
  /// What the sun does.
  static let ofSun: Set = [
    "dawn", "daybreak", "sunrise", "dusk", "sunset", "nightfall", "light", "lunchtime",
  ]
  /// Before `of the year`: a part of it.
  static let partsOfTime: Set = [
    "most", "much", "rest", "remainder", "all", "one", "some", "course", "balance", "outset",
    "time",
    "highlight", "bulk", "closing", "best", "worst",
  ]
  /// Before `at 8.30`: a price or a score.
  static let valued: Set = [
    "trading", "traded", "closed", "stood", "stands", "priced", "valued", "ranked", "rated", "sold",
    "quoted", "fixed", "opened", "settled", "unchanged", "up", "down", "steady",
  ]
  /// The last word of `at least`, `more than`.
  static let bounding: Set = ["least", "than", "most", "as", "nearly", "almost"]
  /// What happened to kings and towns.
  static let ofHistory: Set = [
    "crowned", "died", "born", "founded", "baptised", "baptized", "conquered", "beheaded",
    "consecrated", "sacked", "abdicated", "canonised", "canonized", "built", "reigned",
  ]
  /// After a day of the month: a sentence goes on.
  static let afterDay: Set = [
    "it", "he", "she", "they", "we", "i", "you", "there", "will", "would", "was", "were", "had",
    "has", "have", "is", "are", "the", "a", "an", "at", "and", "but", "or", "all", "to", "when",
    "in", "for", "because", "said", "so", "nobody", "no", "this", "that", "most", "some",
  ]
}
