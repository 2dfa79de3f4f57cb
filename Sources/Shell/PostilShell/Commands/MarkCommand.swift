/// `mark`: annotate key by key.
struct MarkCommand: Command {
  let name = "mark"
  let aliases = ["m"]
  let group = CommandGroup.marking
  let summary = "Mark words by single keys: a cursor, and a key for each label."
  let usage = "[SPAN]"
  let details = """
    space goes to the next name that is not marked, " to the next quotation, h l j k and the arrows by
    words and lines; ] } [ { move the edges; a digit or a letter marks; s gives a quote its speaker;
    z takes back; ? lists the keys. --keys gives the keys where there is no terminal; there ; stands for
    the Enter behind a value.
    """
  let examples: [Example] = [
    ("mark", "from the first name that is not marked"), ("mark 3.1", "from a place"),
    ("mark --keys=\" 1 2q\"", "from a script"),
  ]
  let flags = [Flag("keys", "KEYS", "keys, as if pressed")]
  let completion: [Completion] = [.annotations]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let word = arguments.words.isEmpty ? nil : try arguments.take("", for: self)
    try arguments.end(self)
    let article = try session.article()
    let start = try word.flatMap { try session.resolver().target($0).spans.first }
    let (keys, isLive) = try session.keys(arguments, for: self)
    guard
      let loop = MarkLoop(
        session: session, article: article, start: start, keys: keys, isLive: isLive)
    else { return try session.noteEmpty(article) }
    let statement = session.statement
    try loop.run()
    if isLive { session.recorded = "\(statement) --keys=\(Session.quoted(keys.pressed))" }
  }
}
