import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// A command that undoes or redoes the author's commands.
protocol Turning: SimpleCommand {
  /// Whether it redoes what was undone.
  var isRedo: Bool { get }
}

extension Turning {
  var group: CommandGroup { .history }
  var writes: Bool { true }
  var usage: String { "[N]" }
  var details: String {
    """
    A command is undone in all articles that it changed, with what annotators wrote for it; commands of
    earlier sessions count too. Without an open article it is your last command in the workspace.
    Annotations that were changed since are left as they are and listed.
    """
  }
  var examples: [Example] { [(name, "one command"), ("\(name) 3", "three of them")] }

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    let word = arguments.words.isEmpty ? "1" : try arguments.take("", for: self).text
    try arguments.end(self)
    guard let count = Int(word), (1...1000).contains(count) else {
      throw PostilError.usage(.badCount(word, command: name))
    }
    if request.isDryRun, count > 1 { return try preview(count, session) }
    for round in 0..<count {
      let receipts: [Receipt]
      do {
        receipts = try turn(session, isDry: request.isDryRun)
      } catch let error as PostilError where round > 0 && error.isNothingToTurn { return }
      try report(receipts, isDry: request.isDryRun, session)
      let left = receipts.dropFirst().reduce(0) { $0 + $1.left.count }
      if let names = receipts.first?.unreached, !names.isEmpty {
        try session.console.out.print(
          "not \(isRedo ? "redone" : "undone") in \(listed(names)), changed by you since")
      }
      if left > 0 {
        try session.console.out.print(
          "left in other articles, changed since: \(counted(left, "annotation"))")
      }
    }
  }

  /// The first names, and how many more there are.
  private func listed(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }

  /// Prints the commands that would be undone or redone.
  private func preview(_ count: Int, _ session: Session) throws {
    let author = Author.person(session.author)
    let entries = try store(session)
      .reachable(by: author, isRedo: isRedo, limit: count)
    guard !entries.isEmpty else { throw nothing(session) }
    for entry in entries {
      let articles = ([try store(session).file.name] + entry.articles).uniqued()
      try session.console.out.print(
        "would \(isRedo ? "redo" : "undo"): \(entry.command ?? "an earlier command")\(place(articles))"
      )
    }
  }

  /// In which articles, if it is more than one: `  (in 3 articles: port, storm, wire)`.
  private func place(_ articles: [String]) -> String {
    articles.count > 1
      ? "  (in \(articles.count) articles: \(listed(articles.sorted())))" : ""
  }

  /// The article whose last op is meant: the open one; without one, that of the person's last command.
  private func store(_ session: Session) throws -> AnnotationStore {
    do {
      return try session.focus.article().store
    } catch let error as PostilError {
      guard case PointingFact.noOpenArticle = error.fact else { throw error }
      let newest = try session.focus.workspace.newest(
        by: .person(session.author), isRedo: isRedo)
      guard let newest else { throw nothing(session) }
      session.focus.turn(to: OpenArticle(newest))
      return newest
    }
  }

  private func nothing(_ session: Session) -> PostilError {
    let isHere = session.focus.open != nil
    return .store(
      isRedo
        ? .nothingToRedo(by: session.author, isHere: isHere)
        : .nothingToUndo(by: session.author, isHere: isHere))
  }

  private func turn(_ session: Session, isDry: Bool) throws -> [Receipt] {
    let store = try store(session)
    let (workspace, author) = (session.focus.workspace, Author.person(session.author))
    let isCancelled = { Interruptible.isInterrupted }
    return isRedo
      ? try workspace.redo(in: store, by: author, isDry: isDry, isCancelled: isCancelled)
      : try workspace.undo(in: store, by: author, isDry: isDry, isCancelled: isCancelled)
  }

  /// Prints the result: its articles, and what has changed in the first one.
  private func report(_ receipts: [Receipt], isDry: Bool, _ session: Session) throws {
    guard let receipt = receipts.first else { return }
    let verb = isDry ? (isRedo ? "would redo" : "would undo") : isRedo ? "redone" : "undone"
    try session.console.out.print(
      "\(verb): \(receipt.command ?? "an earlier command")\(place(receipts.map(\.article)))")
    if !isDry { session.focus.touch(receipt.written.map(\.annotation.id)) }
    let article = try session.focus.article()
    let line = AnnotationLine(article, isNamed: receipts.count > 1)
    for stored in receipt.written.prefix(12) {
      try session.console.out.print(line.full(stored, before: "~"))
    }
    for stored in receipt.removed.prefix(12) {
      try session.console.out.print(line.short(stored, before: "-"))
    }
    for stored in receipt.left {
      var line = line.short(stored, before: "left")
      line.append(" changed since by \(stored.by)", .dim)
      try session.console.out.print(line)
    }
  }
}
