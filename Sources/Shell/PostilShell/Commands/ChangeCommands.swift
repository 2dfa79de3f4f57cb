import PostilKit
import PostilStore
import PostilSystem

extension Session {
  /// Annotations that must be there: an error names what selected nothing. `on …` at the end of the
  /// words says in which articles.
  func selected(
    _ arguments: Arguments, for command: any Command, words: [Word],
    pairs: [(name: String, value: Word)] = []
  ) throws -> [Chosen] {
    var chosen = arguments
    chosen.words = words
    chosen.pairs = pairs
    let scope = try Scope(&chosen)
    let selection = try Selection(chosen, schema: schema)
    guard !selection.isEmpty else {
      throw PostilError.usage(
        reason: "\(command.name) needs to know which annotations",
        next: "say \(command.name) \(command.usage)")
    }
    return try selection.chosen(in: scope, self)
  }
}

/// `relabel`: another label.
struct RelabelCommand: Command {
  let name = "relabel"
  let aliases = ["rl"]
  let group = CommandGroup.marking
  let summary = "Give annotations another label."
  let usage = "IDS | FILTER… LABEL [on todo|all]"
  let details = "A suggestion that gets another label is accepted with it."
  let examples: [Example] = [
    ("relabel e7 ORG", "number 7 is an organization"), ("relabel 3-5 LOC", "three at once"),
    ("relabel PER text=Hull GPE on all", "in all articles, by one undo"),
  ]
  let flags = [Flag.dryRun]
  let completion: [Completion] = [.annotations, .labels]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let place = arguments.words.lastIndex { $0.bare == "on" } ?? arguments.words.count
    guard place > 0, place + arguments.pairs.count > 1 else {
      throw PostilError.usage(reason: "relabel needs IDS and a LABEL", next: "say relabel \(usage)")
    }
    let label = arguments.words.remove(at: place - 1).text
    let chosen = try session.selected(
      arguments, for: self, words: arguments.words, pairs: arguments.pairs)
    try session.revise(
      try chosen.map { part in
        let changed = try part.annotations.map {
          try Self.relabelled($0.annotation, label, session)
        }
        return (part.article, changed)
      })
  }

  /// An annotation with another label, accepted; attributes that its layer does not know are an error.
  static func relabelled(
    _ annotation: Annotation, _ name: String, _ session: Session
  ) throws -> Annotation {
    let isSameLayer = session.schema.labels(of: annotation.layer)
      .first { $0.lowercased() == name.lowercased() }
    let known =
      try isSameLayer.map { (layer: annotation.layer, label: $0) }
      ?? session.label(name)
    var result = annotation
    result.layer = known.layer
    result.label = known.label
    result.state = .accepted
    if let problem = session.schema.validate(result).first {
      throw PostilError.usage(
        reason: "it cannot become \(name): \(problem)", next: "remove that first")
    }
    return result
  }
}

/// `set`: attributes, and how things are shown.
struct SetCommand: Command {
  let name = "set"
  let group = CommandGroup.marking
  let summary = "Set attributes of annotations, or how articles are shown."
  let usage = "IDS | FILTER… KEY=VALUE… | SETTING VALUE"
  let details = """
    KEY= without a value removes the attribute. Values are checked by the schema. Settings last as long
    as the session; set alone lists them and where each was said. To keep one, write it into [shell] of
    the workspace's postil.toml or of your own config.toml: view = "list".
    """
  let examples: [Example] = [
    ("set e2 value=2023-03-13", "the date's value"),
    ("set PER entity=\"Ana Duarte\" text=Duarte", "select by text= and the like"),
    ("set view list", "annotations in words, nothing drawn"),
    ("set ruler on", "number every fifth word"),
  ]
  let completion: [Completion] = [.annotations, .settings]
  let flags = [Flag.dryRun]

  /// Pairs that select instead of being set.
  private static let selecting = Set(AnnotationFilter.names)

  func run(_ arguments: Arguments, in session: Session) throws {
    if arguments.pairs.isEmpty { return try session.set(arguments.words) }
    let words = arguments.words
    let pairs = arguments.pairs.filter { !Self.selecting.contains($0.name) }
    let chosen = try session.selected(
      arguments, for: self, words: words,
      pairs: arguments.pairs.filter { Self.selecting.contains($0.name) })
    try session.revise(
      try chosen.map { part in
        (part.article, try part.annotations.map { try changed($0.annotation, pairs, session) })
      })
  }

  private func changed(
    _ annotation: Annotation, _ pairs: [(name: String, value: Word)], _ session: Session
  ) throws -> Annotation {
    var annotation = annotation
    for (name, value) in pairs {
      let name = try session.key(name, on: annotation.layer)
      annotation.attributes[name] =
        value.text.isEmpty
        ? nil : try session.schema.value(of: name, on: annotation.layer, typed: value.text)
    }
    return annotation
  }
}

/// `note`: a remark.
struct NoteCommand: Command {
  let name = "note"
  let group = CommandGroup.marking
  let summary = "Write a remark on annotations; without words, remove it."
  let usage = "IDS [TEXT]"
  let examples: [Example] = [("note e7 the brother, not the minister", "for whoever reads it next")]
  let completion: [Completion] = [.annotations]

  func run(_ arguments: Arguments, in session: Session) throws {
    let chosen = try session.selected(arguments, for: self, words: Array(arguments.words.prefix(1)))
    let text = arguments.words.dropFirst().map(\.text).joined(separator: " ")
    try session.revise(
      try chosen.map { part in
        (part.article, try part.annotations.map { try noted($0.annotation, text, session) })
      })
  }

  private func noted(
    _ annotation: Annotation, _ text: String, _ session: Session
  ) throws -> Annotation {
    var annotation = annotation
    annotation.attributes["note"] =
      text.isEmpty ? nil : try session.schema.value(of: "note", on: annotation.layer, typed: text)
    return annotation
  }
}

/// `edge`: longer, shorter, or elsewhere.
struct EdgeCommand: Command {
  let name = "edge"
  let group = CommandGroup.marking
  let summary =
    "Move the edges of an annotation, by words or by characters, or give it other words."
  let usage = "ID RIGHT [LEFT] | SPAN"
  let details =
    "Positive moves forwards, negative backwards; a c behind the number means characters."
  let examples: [Example] = [
    ("edge . +1", "one word longer on the right"), ("edge e7 0 -2", "two words longer on the left"),
    ("edge . -1c", "one character shorter"), ("edge e9 3.4-9+3.14", "other words, in two pieces"),
  ]
  let completion: [Completion] = [.annotations]
  let flags = [Flag.dryRun]

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let word = try arguments.take("an annotation", for: self)
    let place = try arguments.take("how far the right edge moves", for: self)
    let last = arguments.words.isEmpty ? nil : try arguments.take("", for: self)
    try arguments.end(self)
    var annotation = try session.annotation(word).annotation
    if last == nil, EdgeMover.Step(place.text) == nil {
      annotation.spans = try session.resolver().target(place).spans
    } else {
      annotation.spans = try moved(annotation.spans, word, try step(place), last, session)
    }
    annotation.text = ""
    try session.revise([annotation])
  }

  private func moved(
    _ spans: [Span], _ word: Word, _ right: EdgeMover.Step, _ last: Word?, _ session: Session
  ) throws -> [Span] {
    let mover = EdgeMover(grid: try session.article().grid)
    guard let moved = mover.right(spans, by: right),
      let spans = try last.map({ mover.left(moved, by: try step($0)) }) ?? moved
    else {
      throw PostilError.usage(
        reason: "the edge of \(word.raw) cannot move that far", next: "say a smaller number")
    }
    return spans
  }

  private func step(_ word: Word) throws -> EdgeMover.Step {
    guard let step = EdgeMover.Step(word.text) else {
      throw PostilError.badValue(
        name: "step", value: word.text, expected: "say +1 or -2 for words, -1c for characters")
    }
    return step
  }
}

/// `rm`: takes annotations away.
struct RemoveCommand: Command {
  let name = "rm"
  let aliases = ["d"]
  let group = CommandGroup.marking
  let summary = "Remove annotations; what a plugin suggested is better rejected."
  let usage = "IDS | FILTER… [on todo|all]"
  let details = "Links of other annotations to a removed one are taken out of them."
  let examples: [Example] = [
    ("rm e7", "one"), ("rm 3-9", "seven of them"), ("rm #* --dry-run", "what would go"),
  ]
  let completion: [Completion] = [.annotations, .filters]
  let flags = [Flag.dryRun]

  func run(_ arguments: Arguments, in session: Session) throws {
    let chosen = try session.selected(
      arguments, for: self, words: arguments.words, pairs: arguments.pairs)
    guard chosen.contains(where: { !$0.annotations.isEmpty }) else {
      return try session.output.print("none")
    }
    let lines = try chosen.flatMap { part in
      try part.annotations.map { try session.line($0, before: "-", in: part.article) }
    }
    let outcomes = try session.commit(chosen.map(edit))
    try session.output.print(lines)
    for outcome in outcomes {
      for stored in outcome.receipt.written {
        try session.output.print(try session.fullLine(stored, before: "~", in: outcome.article))
      }
    }
  }

  private func edit(_ part: Chosen) -> Edit {
    let gone = Set(part.annotations.map(\.id))
    let unlinked = part.article.store.annotations.compactMap { stored -> Annotation? in
      var annotation = stored.annotation
      return !gone.contains(stored.id) && annotation.unlink(gone.contains) > 0 ? annotation : nil
    }
    return Edit(
      article: part.article,
      changes: gone.sorted().map { .remove(id: $0) } + unlinked.map { .put($0) })
  }
}
