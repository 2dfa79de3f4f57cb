import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `log`: lists the ops of articles or annotations.
struct LogCommand: SimpleCommand {
  let name = "log"
  let group = CommandGroup.history
  let printsJSON = true
  let scope = ScopeRule.articles(default: .here)
  let summary = "List the commands run on the article or on annotations, newest last."
  let usage = "[N | IDS | FILTER…]"
  let examples: [Example] = [
    ("log 5", "the last five commands"), ("log e2", "every command that changed e2"),
  ]
  let completion: [Completion] = [.annotations]

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    for (article, entries) in try entries(arguments, session) {
      if arguments.has("json") {
        for entry in entries { try session.console.out.print(json: Self.json(entry)) }
      } else {
        let isOpen = article === session.focus.open
        try session.console.out.print(lines(entries, article, isNamed: !isOpen))
      }
    }
  }

  /// The selected ops, per article.
  private func entries(
    _ arguments: Arguments, _ session: Session
  ) throws -> [(OpenArticle, [LogEntry])] {
    guard arguments.words.count < 2, arguments.pairs.isEmpty,
      let count = arguments.first.map({ Int($0) }) ?? 20
    else {
      return try arguments.selected(for: self, in: &session.focus).map { part in
        (part.article, part.article.store.log(of: Set(part.annotations.map(\.id))))
      }
    }
    guard count > 0 else {
      throw PostilError.value(
        .invalid(name: "number of commands", value: "\(count)", form: "log 5"))
    }
    return try arguments.scope.articles(in: &session.focus).map {
      ($0, $0.store.log(limit: count))
    }
  }

  private func lines(
    _ entries: [LogEntry], _ article: OpenArticle, isNamed: Bool
  ) -> [StyledLine] {
    let all =
      entries.contains { ($0.undoes ?? $0.redoes) != nil } ? article.store.log(limit: nil) : []
    let commands = Dictionary(all.map { ($0.op, Self.what($0)) }, uniquingKeysWith: { $1 })
    return entries.map { entry in
      let what = Self.turned(entry, commands) ?? Self.what(entry)
      var line = StyledLine(isNamed ? article.name + " " : "", .dim)
      line.append(Self.time(entry.at) + " ", .dim)
      line.append("\(entry.author.shown)  \(what)")
      if entry.isUndone { line.append("  (undone)", .dim) }
      return line
    }
  }

  /// What an undo or a redo turned; nil for other ops.
  private static func turned(_ entry: LogEntry, _ commands: [String: String]) -> String? {
    guard let op = entry.undoes ?? entry.redoes else { return nil }
    let verb =
      entry.isInterrupted ? "interrupted, taken back" : entry.undoes == nil ? "redone" : "reverted"
    return "\(verb): \(commands[op] ?? "an earlier command")"
  }

  private static func what(_ entry: LogEntry) -> String {
    let counts = [(entry.written, "written"), (entry.removed, "removed")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    guard let command = entry.command else {
      return counts.isEmpty ? "changed the article's facts" : counts
    }
    return entry.author.isPerson ? command : "\(command): \(counts)"
  }

  /// Date and minutes of an RFC 3339 time: `2026-03-03 14:05`.
  private static func time(_ at: String) -> String {
    String(at.prefix(16)).replacing("T", with: " ")
  }

  private static func json(_ entry: LogEntry) -> JSONValue {
    var object = JSONObject()
    object["op"] = .string(entry.op)
    object["at"] = .string(entry.at)
    object["by"] = .string(entry.by)
    object["author"] = .string(entry.author.kind.rawValue)
    object["command"] = entry.command.map { .string($0) }
    object["written"] = .int(entry.written)
    object["removed"] = .int(entry.removed)
    object["undone"] = .bool(entry.isUndone)
    return .object(object)
  }
}
