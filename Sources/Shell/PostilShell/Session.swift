import PostilKit
import PostilPlugins
import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// The state that successive commands share.
package final class Session {
  /// Output, pager and interactive input.
  package let console: Console
  /// The workspace, the open article and the last hits and annotations.
  package var focus: Focus
  /// The values of the shell's settings.
  package var preferences: Preferences
  /// The author of what is written; determined when it is first needed, since that may require running
  /// git.
  package private(set) lazy var author = findAuthor()
  private let findAuthor: () -> String
  private var looksForLocks = true
  /// The plugins that are kept running.
  package let plugins = PluginPool()

  package init(
    _ focus: Focus, console: Console, preferences: Preferences,
    author: @escaping @autoclosure () -> String
  ) {
    self.console = console
    self.focus = focus
    self.preferences = preferences
    findAuthor = author
    self.focus.checkInterrupt = { () throws(PostilError) in
      if Interruptible.isInterrupted { throw .file(.interrupted) }
    }
    console.pager = preferences.pager
    if let colour = preferences.colour { console.out.hasColour = colour }
  }

  /// Notes, before the first command that writes, that the file system has no locks.
  func noteMissingLocks() throws(PostilError) {
    guard looksForLocks else { return }
    looksForLocks = false
    let workspace = focus.workspace
    guard workspace.lacksLocks else { return }
    try console.err.print(
      "note: the file system of '\(workspace.sidecars ?? workspace.root)' has no locks; one program at a "
        + "time writes a sidecar, while NAME.jsonl.lock is beside it")
  }

  /// The options for starting plugins: the workspace's settings, and the pool of running processes.
  package var pipelineOptions: Pipeline.Options {
    var options = Pipeline.Options(focus.workspace)
    options.pool = plugins
    return options
  }
}

extension Session {
  /// Changes a setting for the rest of the session.
  ///
  /// - Throws: `invalid`.
  package func set(_ setting: Setting, _ value: String) throws(PostilError) {
    try preferences.take(setting.name, value, from: "this session")
    console.out.hasColour = preferences.colour ?? Terminal.wantsColour
    console.pager = preferences.pager
    if setting.name == "annotator", let name = preferences.annotator { author = name }
  }
}

// MARK: Writing

extension Session {
  /// A transaction for a command.
  package func writer(_ request: Request) -> Writer {
    Writer(
      in: focus.workspace, by: .person(author), command: request.source,
      isDryRun: request.isDryRun, isCancelled: { Interruptible.isInterrupted })
  }

  /// Writes changes of the open article as one op; with `--dry-run` only reports what would be written.
  @discardableResult package func commit(
    _ changes: [Change], _ request: Request
  ) throws -> Receipt {
    try commit([Edit(article: try focus.article(), changes: changes)], request)[0].receipt
  }

  /// Writes edits of several articles as one op.
  @discardableResult package func commit(
    _ edits: [Edit], _ request: Request
  ) throws -> [EditOutcome] {
    try confirm(edits, request)
    let outcomes = try writer(request).commit(edits)
    try tell(left: outcomes.reduce(0) { $0 + $1.receipt.skipped.count })
    if !request.isDryRun {
      let open = focus.open
      focus.touch(
        outcomes.filter { $0.article === open }.flatMap { $0.receipt.written.map(\.id) })
    }
    return outcomes
  }

  /// Writes new revisions of the open article as one op and prints each after `~`.
  package func revise(_ annotations: [Annotation], _ request: Request) throws {
    try revise([(article: try focus.article(), annotations: annotations)], request)
  }

  /// The same for several articles.
  package func revise(
    _ parts: [(article: OpenArticle, annotations: [Annotation])], _ request: Request
  ) throws {
    let edits = parts.map { Edit(article: $0.article, changes: $0.annotations.map { .put($0) }) }
    for outcome in try commit(edits.filter { !$0.changes.isEmpty }, request) {
      for stored in outcome.receipt.written {
        try console.out.print(lines(of: outcome.article).full(stored, before: "~"))
      }
    }
  }

  /// Undoes the author's last command in an article, for commands driven by single keys; returns a
  /// message about it.
  package func takeBack(in article: OpenArticle) throws -> String {
    do {
      let receipts = try focus.workspace.undo(in: article.store, by: .person(author))
      return "undone: \(receipts.first?.command ?? "the last command")"
    } catch let error as PostilError where error.isNothingToTurn {
      return "there is nothing to undo"
    }
  }
}

// MARK: Showing

extension Session {
  /// The formatter of an article's annotations: with the article's name if it is not the open one.
  package func lines(of article: OpenArticle) -> AnnotationLine {
    AnnotationLine(article, isNamed: article !== focus.open)
  }

  /// Prints a note if an article has no text.
  package func noteEmpty(_ article: OpenArticle) throws {
    if article.store.article.text.count == 0 {
      try console.err.print("note: \(article.name) is empty")
    }
  }

  /// A range of lines of the open article with their annotations, drawn or listed.
  package func view(_ range: ClosedRange<Int>, isList: Bool? = nil) throws -> [StyledLine] {
    var lines: [StyledLine] = []
    try view(range, isList: isList) { lines += $0 }
    return lines
  }

  /// The same row by row, so that the first screen appears before the last row is drawn.
  package func view(
    _ range: ClosedRange<Int>, isList: Bool? = nil, _ body: ([StyledLine]) throws -> Void
  ) throws {
    let article = try focus.article()
    let display = preferences.display
    let marks = MarkList(article.store.annotations) { [store = article.store] in
      AnnotationLine.mark($0, in: store)
    }
    if isList ?? display.isList {
      return try ListView(grid: article.grid, marks: marks, sections: article.sections)
        .forEachRow(range, body)
    }
    try ArticleView(
      grid: article.grid, marks: marks, width: display.columns, drawing: display.drawing,
      hasRuler: display.hasRuler, ambiguous: display.ambiguous, sections: article.sections
    ).forEachRow(range, body)
  }
}
