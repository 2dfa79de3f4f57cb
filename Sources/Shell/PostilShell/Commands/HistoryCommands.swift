import PostilKit
import PostilStore
import PostilSystem

/// `undo` and `redo`.
struct UndoCommand: Command {
  let name: String
  let aliases: [String]
  let group = CommandGroup.history
  let summary: String
  let usage = "[N]"
  let details = """
    A command of yours is one step, in this session or an earlier one, in all its articles and with what
    annotators wrote for it. What was changed since is left and listed.
    """
  let examples: [Example]
  private let isRedo: Bool

  init(isRedo: Bool) {
    self.isRedo = isRedo
    name = isRedo ? "redo" : "undo"
    aliases = [isRedo ? "U" : "u"]
    summary = isRedo ? "Bring back what was undone." : "Take back what you did last."
    examples = [(name, "one command"), ("\(name) 3", "three of them")]
  }

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let word = arguments.words.isEmpty ? "1" : try arguments.take("", for: self).text
    try arguments.end(self)
    guard let count = Int(word), (1...1000).contains(count) else {
      throw PostilError.badValue(name: "number of commands", value: word, expected: "say \(name) 2")
    }
    for round in 0..<count {
      let receipts: [Receipt]
      do {
        receipts = try turn(session)
      } catch let error as PostilError where round > 0 && Self.isEnd(error) { return }
      if let here = receipts.first { try report(here, articles: receipts.count, session) }
    }
  }

  private static func isEnd(_ error: PostilError) -> Bool {
    switch error {
    case .nothingToUndo, .nothingToRedo: true
    default: false
    }
  }

  private func turn(_ session: Session) throws -> [Receipt] {
    let store = try session.article().store
    return isRedo
      ? try session.workspace.redo(in: store, by: .person(session.author))
      : try session.workspace.undo(in: store, by: .person(session.author))
  }

  /// What came of it in the open article, and in how many articles it was done.
  private func report(_ receipt: Receipt, articles: Int, _ session: Session) throws {
    let verb = isRedo ? "redone" : "undone"
    let everywhere = articles > 1 ? "  (in \(articles) articles)" : ""
    try session.output.print("\(verb): \(receipt.command ?? "an earlier command")\(everywhere)")
    session.touch(receipt.written.map(\.annotation.id))
    for stored in receipt.written.prefix(12) {
      try session.output.print(try session.fullLine(stored, before: "~"))
    }
    for stored in receipt.removed.prefix(12) {
      try session.output.print(try session.line(stored, before: "-"))
    }
    for stored in receipt.left {
      var line = try session.line(stored, before: "left")
      line.append(" changed since by \(stored.by)", .dim)
      try session.output.print(line)
    }
  }
}

/// `log`: who did what.
struct LogCommand: Command {
  let name = "log"
  let group = CommandGroup.history
  let summary = "List what was done to the article, or to annotations, newest last."
  let usage = "[N | IDS | FILTER…]"
  let examples: [Example] = [
    ("log 5", "the last five commands"), ("log e2", "all that was done to number 2"),
  ]
  let completion: [Completion] = [.annotations]

  func run(_ arguments: Arguments, in session: Session) throws {
    let store = try session.article().store
    let commands = Dictionary(
      store.log(limit: nil).map { ($0.op, Self.what($0)) }, uniquingKeysWith: { $1 })
    for entry in try entries(arguments, store, session) {
      if arguments.has("json") {
        try session.output.print(json: Self.json(entry))
        continue
      }
      let what =
        entry.undoes.flatMap { commands[$0] }.map { "turned back: \($0)" } ?? Self.what(entry)
      var line = StyledLine(Self.time(entry.at) + " ", .dim)
      line.append("\(entry.by)  \(what)")
      if entry.isUndone { line.append("  (undone)", .dim) }
      try session.output.print(line)
    }
  }

  private func entries(
    _ arguments: Arguments, _ store: AnnotationStore, _ session: Session
  ) throws -> [LogEntry] {
    guard arguments.words.count < 2, arguments.pairs.isEmpty,
      let count = arguments.first.map({ Int($0) }) ?? 20
    else {
      let chosen = try session.selected(
        arguments, for: self, words: arguments.words, pairs: arguments.pairs)
      return store.log(of: Set(chosen.flatMap(\.annotations).map(\.id)))
    }
    guard count > 0 else {
      throw PostilError.badValue(
        name: "number of commands", value: "\(count)", expected: "say log 5")
    }
    return store.log(limit: count)
  }

  private static func what(_ entry: LogEntry) -> String {
    let counts = [(entry.written, "written"), (entry.removed, "removed")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    guard let command = entry.command else {
      return counts.isEmpty ? "changed the article's facts" : counts
    }
    return entry.author.isPerson ? command : "\(command): \(counts)"
  }

  /// `2026-03-03 14:05` of an RFC 3339 time.
  private static func time(_ at: String) -> String {
    String(at.prefix(16)).replacing("T", with: " ")
  }

  private static func json(_ entry: LogEntry) -> JSONValue {
    var object = JSONObject()
    object["op"] = .string(entry.op)
    object["at"] = .string(entry.at)
    object["by"] = .string(entry.by)
    object["command"] = entry.command.map { .string($0) }
    object["written"] = .int(entry.written)
    object["removed"] = .int(entry.removed)
    object["undone"] = .bool(entry.isUndone)
    return .object(object)
  }
}

/// `why`: where an annotation comes from.
struct WhyCommand: Command {
  let name = "why"
  let group = CommandGroup.annotators
  let summary = "Say who made an annotation, by which rule, and who decided."
  let usage = "IDS"
  let examples: [Example] = [("why ?7", "why number 7 is suggested")]
  let completion: [Completion] = [.annotations]

  func run(_ arguments: Arguments, in session: Session) throws {
    let chosen = try session.selected(
      arguments, for: self, words: arguments.words, pairs: arguments.pairs)
    for part in chosen {
      for stored in part.annotations {
        if arguments.has("json") {
          try session.output.print(json: try session.json(stored, in: part.article))
          continue
        }
        try session.output.print(try session.line(stored, in: part.article))
        for line in lines(stored, in: part.article) {
          let line = StyledLine("   " + line)
          // What a program reads is not broken.
          let width = session.mode == .shell ? session.display.columns : .max
          try session.output.print(line.wrapped(to: width, indent: 5))
        }
      }
    }
  }

  private func lines(_ stored: StoredAnnotation, in article: OpenArticle) -> [String] {
    let annotation = stored.annotation
    let score = annotation.score.map { ", score \(Session.score($0))" } ?? ""
    var lines = ["made by \(annotation.annotator)\(score)"]
    if let rule = annotation.rule { lines.append("rule \(rule)") }
    if annotation.state != .suggested, stored.by != annotation.annotator {
      let time = annotation.decisionTime.map { " in \(Session.seconds($0))" } ?? ""
      lines.append("\(annotation.state.rawValue) by \(stored.by)\(time)")
    }
    for (name, value) in annotation.attributes.sorted(by: { $0.key < $1.key }) {
      lines.append("\(name)=\(Session.quoted(value.plain))")
    }
    return lines + Session.roles(annotation, in: article.store)
  }
}
