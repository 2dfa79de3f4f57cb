/// Words that guards look for beside a time.
enum EnglishWords {
  /// Between `is` and a day: `is not until Friday`.
  static let links: Set = [
    "on", "at", "not", "this", "coming", "only", "noon", "midnight", "next", "n't",
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
