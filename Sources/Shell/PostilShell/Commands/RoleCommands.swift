import PostilKit
import PostilStore
import PostilSystem

extension Session {
  /// The annotation that a word names.
  func annotation(_ word: Word) throws -> StoredAnnotation {
    guard let id = try resolver().target(word).id, let found = try article().store[id: id] else {
      throw PostilError.badSpan(
        span: word.raw, reason: "an annotation is needed here, such as e7 or .")
    }
    return found
  }

  /// The role that a link sets if none is named: `source`, or the only one.
  func usualRole(of annotation: Annotation) throws -> String {
    let known = schema.roles(of: annotation.layer)
    if known.contains("source") { return "source" }
    guard known.count == 1 else {
      throw PostilError.usage(
        reason: known.isEmpty
          ? "annotations of the layer \(annotation.layer) have no roles" : "which role is meant?",
        next: known.isEmpty ? "link from a quote" : "say one of \(known.joined(separator: ", "))")
    }
    return known[0]
  }
}

extension Annotation {
  /// With a role that points at words, at another annotation, or both; a quote's speaker follows its
  /// source.
  func linked(_ role: String, to other: StoredAnnotation, schema: Schema) -> Annotation {
    var result = self
    result.roles[role] = [RoleLink(spans: other.annotation.spans, id: other.annotation.id)]
    result.follow(role, other, schema: schema)
    return result
  }

  /// Takes the name of what a role points at: a quote's speaker is the entity of its source.
  mutating func follow(_ role: String, _ other: StoredAnnotation, schema: Schema) {
    let followers = ["source": "speaker", "addressee": "addressee"]
    guard let attribute = followers[role], schema.attributes(of: layer)[attribute] != nil,
      let entity = other.annotation.attributes["entity"]
    else { return }
    attributes[attribute] = entity
  }
}

/// `link`: a role that is another annotation.
struct LinkCommand: Command {
  let name = "link"
  let aliases = ["k"]
  let group = CommandGroup.marking
  let summary = "Say which annotation is the source (or another role) of a quote."
  let usage = "ID [->] ID | ? [ROLE]"
  let details = """
    The speaker of a quote follows the linked annotation's entity=. With ? instead of the second ID the
    candidates are listed, nearest first; at a terminal a digit takes one.
    """
  let examples: [Example] = [
    ("link e8 e7", "e7 is the source of e8"), ("link e8 -> e9 addressee", "said to e9"),
    ("link e8 ?", "who could it be?"),
  ]
  let completion: [Completion] = [.annotations]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    arguments.words.removeAll { $0.raw == "->" }
    let head = try session.annotation(try arguments.take("a quote", for: self))
    let tail = try arguments.take("the annotation it is linked to, or ?", for: self)
    let named = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let role =
      try named.map { try session.role($0, of: head.annotation) }
      ?? session.usualRole(of: head.annotation)
    let other = try tail.raw == "?" ? session.candidate(of: head, role) : session.annotation(tail)
    guard let other else { return }
    guard other.annotation.id != head.annotation.id else {
      throw PostilError.usage(reason: "an annotation cannot be linked to itself", next: "")
    }
    try session.revise([
      head.annotation.linked(role, to: other, schema: session.schema)
    ])
  }
}

/// `unlink`: takes a role away.
struct UnlinkCommand: Command {
  let name = "unlink"
  let group = CommandGroup.marking
  let summary = "Take a role off an annotation."
  let usage = "ID [ROLE]"
  let examples: [Example] = [("unlink e8", "its source"), ("unlink e8 cue", "its cue")]
  let completion: [Completion] = [.annotations]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let head = try session.annotation(try arguments.take("an annotation", for: self))
    let named = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    try arguments.end(self)
    let role =
      try named.map { try session.role($0, of: head.annotation) }
      ?? session.usualRole(of: head.annotation)
    try RoleCommand.clear(role, of: head, session)
  }
}

/// `role`: a role that is words, or another annotation.
struct RoleCommand: Command {
  let name = "role"
  let group = CommandGroup.marking
  let summary = "Set or clear a role: the words it is, or an annotation."
  let usage = "ID ROLE [SPAN…]"
  let details = "Without a SPAN the role is cleared. Several spans make a list of links."
  let examples: [Example] = [
    ("role e8 cue \"told\"", "the word that introduces the quote"),
    ("role e8 cue", "no cue after all"),
    ("role . source 2.8", "words without an annotation of their own"),
  ]
  let completion: [Completion] = [.annotations, .words(["cue", "source", "addressee"])]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let head = try session.annotation(try arguments.take("an annotation", for: self))
    let role = try session.role(try arguments.take("a role", for: self).text, of: head.annotation)
    if arguments.words.isEmpty { return try Self.clear(role, of: head, session) }
    let targets = try arguments.words.flatMap { try session.resolver().targets($0) }
    var annotation = head.annotation
    if targets.count == 1, let id = targets[0].id, let other = try session.article().store[id: id] {
      annotation = annotation.linked(role, to: other, schema: session.schema)
    } else {
      annotation.roles[role] = targets.map { RoleLink(spans: $0.spans, id: $0.id) }
    }
    try session.revise([annotation])
  }

  static func clear(_ role: String, of head: StoredAnnotation, _ session: Session) throws {
    var annotation = head.annotation
    guard annotation.roles.removeValue(forKey: role) != nil else {
      throw PostilError.usage(
        reason: "\(annotation.state.letter)\(head.number) has no \(role)",
        next: "`list` shows its roles")
    }
    if role == "source" { annotation.attributes["speaker"] = nil }
    try session.revise([annotation])
  }
}

/// `quote`: a quote with its frame in one line.
struct QuoteCommand: Command {
  let name = "quote"
  let group = CommandGroup.marking
  let summary = "Mark a quote with its cue and source in one line."
  let usage = "SPAN [LABEL] [cue=SPAN] [source=SPAN|?] [addressee=SPAN|?] [KEY=VALUE…]"
  let details = """
    Quotation marks around the words are taken in. Without a LABEL it is direct if marks surround it
    all, mixed if there are marks inside, else indirect. A source on which an entity stands is linked to
    it, and the speaker follows. source=? lists who it could be; at a terminal a digit takes one.
    """
  let examples: [Example] = [
    ("quote \"We\"..\"storm\" cue=\"told\" source=2.8", "the whole frame"),
    ("quote 3.4-9+3.14-20 source=e7", "a quote in two pieces"),
  ]
  let completion: [Completion] = [.words(["direct", "mixed", "indirect", "cue=", "source="])]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let word = try arguments.take("the words of the quote", for: self)
    let label = arguments.words.isEmpty ? nil : try arguments.take("", for: self).text
    if !arguments.words.isEmpty { arguments.pairs = [] }
    if !arguments.words.isEmpty { try arguments.end(self) }
    let text = try session.article().store.article.text
    let target = try session.resolver().target(word)
    let spans = Edges(text: text).withMarks(target.spans)
    let name =
      try label.map { try session.label("quote:\($0)").label }
      ?? Self.label(text[spans])
    let marker = Marker(session: session, layer: .quote, label: name)
    let targets = Targets(article: try session.article(), targets: [Target(spans: spans)])
    try marker.mark([targets], pairs: arguments.pairs)
  }

  /// The label that the quotation marks show.
  static func label(_ words: String) -> String {
    let scalars = words.unicodeScalars
    let double = Set("\"“”„«»".unicodeScalars)
    guard let first = scalars.first, let last = scalars.last else { return "indirect" }
    let isWhole =
      (double.contains(first) || first == "‘") && (double.contains(last) || last == "’")
    if isWhole { return "direct" }
    return scalars.contains(where: double.contains) ? "mixed" : "indirect"
  }
}
