import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// A command that undoes or redoes the author's commands.
protocol Turning: SimpleCommand {
  /// Whether it redoes what was undone.
  var isRedo: Bool { get }
}

extension Turning {
  var group: CommandGroup { .history }
  var writes: Bool { true }
  var usage: String { "[N | here]" }
  var details: String {
    """
    A command is undone in all articles that it changed, with what annotators wrote for it; commands of
    earlier sessions count too. `\(name) here` is your last command in the open article. Annotations that were changed since are left as they are and listed.
    """
  }
  var examples: [Example] {
    [
      (name, "one command"), ("\(name) 3", "three of them"),
      ("\(name) here", "your last one in the open article"),
    ]
  }

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    var word = arguments.words.isEmpty ? "1" : try arguments.take("", for: self).text
    try arguments.end(self)
    let isHere = word == "here"
    if isHere { word = "1" }
    guard let count = Int(word), (1...1000).contains(count) else {
      throw PostilError.usage(.badCount(word, command: name))
    }
    if request.isDryRun, count > 1 { return try preview(count, session) }
    for round in 0..<count {
      let receipts: [Receipt]
      do {
        let store = try isHere ? session.focus.article().store : store(session)
        receipts = try turn(store, isDry: request.isDryRun, session)
        try report(receipts, of: store, isDry: request.isDryRun, session)
      } catch let error as PostilError where round > 0 && error.isNothingToTurn { return }
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
    let commands = try session.focus.workspace.reachable(
      by: .person(session.author), isRedo: isRedo, limit: count)
    guard !commands.isEmpty else { throw nothing(session) }
    for (entry, articles) in commands {
      try session.console.out.print(
        "would \(isRedo ? "redo" : "undo"): \(entry.command ?? "an earlier command")"
          + place(articles, session))
    }
  }

  /// In which articles, unless it is the open one: `  (in 3 articles: port, storm, wire)`.
  private func place(_ articles: [String], _ session: Session) -> String {
    if articles.count > 1 {
      return "  (in \(articles.count) articles: \(listed(articles.sorted())))"
    }
    guard let open = session.focus.open, let name = articles.first, name != open.name else {
      return ""
    }
    return "  (in \(name))"
  }

  /// An article of the person's last command.
  private func store(_ session: Session) throws -> AnnotationStore {
    let open = session.focus.open?.store
    try open?.refresh()
    let newest = try session.focus.workspace.newest(
      by: .person(session.author), isRedo: isRedo, besides: open)
    guard let newest else { throw nothing(session) }
    return newest
  }

  private func nothing(_ session: Session) -> PostilError {
    .store(
      isRedo
        ? .nothingToRedo(by: session.author, isHere: false)
        : .nothingToUndo(by: session.author, isHere: false))
  }

  private func turn(
    _ store: AnnotationStore, isDry: Bool, _ session: Session
  ) throws -> [Receipt] {
    let (workspace, author) = (session.focus.workspace, Author.person(session.author))
    let isCancelled = { Interruptible.isInterrupted }
    return isRedo
      ? try workspace.redo(in: store, by: author, isDry: isDry, isCancelled: isCancelled)
      : try workspace.undo(in: store, by: author, isDry: isDry, isCancelled: isCancelled)
  }

  /// Prints the result: its articles, and what has changed in the first one.
  private func report(
    _ receipts: [Receipt], of store: AnnotationStore, isDry: Bool, _ session: Session
  ) throws {
    guard let receipt = receipts.first else { return }
    let verb = isDry ? (isRedo ? "would redo" : "would undo") : isRedo ? "redone" : "undone"
    try session.console.out.print(
      "\(verb): \(receipt.command ?? "an earlier command")"
        + place(receipts.map(\.article), session))
    let open = session.focus.open
    let isOpen = open?.store === store
    if !isDry, isOpen { session.focus.touch(receipt.written.map(\.annotation.id)) }
    let article = isOpen ? try session.focus.article() : OpenArticle(store)
    let line = AnnotationLine(article, isNamed: receipts.count > 1 || open != nil && !isOpen)
    for stored in receipt.written.sorted(by: { $0.number < $1.number }).prefix(12) {
      try session.console.out.print(line.full(stored, before: "~"))
    }
    for stored in receipt.removed.sorted(by: { $0.number < $1.number }).prefix(12) {
      try session.console.out.print(line.short(stored, before: "-"))
    }
    for stored in receipt.left {
      var line = line.short(stored, before: "left")
      line.append(" changed since by \(stored.by)", .dim)
      try session.console.out.print(line)
    }
  }
}
