import PostilKit
import PostilPlugins
import PostilPointing
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews
import PostilWorkbench

/// What a run of commands shares.
package final class Session {
  /// Where it prints and asks.
  package let console: Console
  /// What a person is looking at.
  package var focus: Focus
  /// What a person has chosen about the shell.
  package var preferences: Preferences
  /// Who decides: the author of what is written. Found when it is first needed, since it may have to come
  /// from git.
  package private(set) lazy var author = findAuthor()
  private let findAuthor: () -> String
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
    console.pager = preferences.pager
    if let colour = preferences.colour { console.out.hasColour = colour }
  }

  /// How plugins are started in a session: with the workspace's settings, and kept running if they are
  /// processes.
  package var pipelineOptions: Pipeline.Options {
    var options = Pipeline.Options(focus.workspace)
    options.pool = plugins
    return options
  }
}

extension Session {
  /// Changes a setting for as long as the session lasts.
  ///
  /// - Throws: `badValue`.
  package func set(_ setting: Setting, _ value: String) throws(PostilError) {
    try preferences.take(setting.name, value, from: "set")
    console.out.hasColour = preferences.colour ?? Terminal.wantsColour
    console.pager = preferences.pager
    if setting.name == "annotator" { author = value }
  }
}

// MARK: Writing

extension Session {
  /// What writes for a command.
  package func writer(_ request: Request) -> Writer {
    Writer(
      in: focus.workspace, by: .person(author), command: request.source,
      isDryRun: request.isDryRun, isCancelled: { Interruptible.isInterrupted })
  }

  /// Writes changes of the open article as one op; with `--dry-run` only says what would be written.
  @discardableResult package func commit(
    _ changes: [Change], _ request: Request
  ) throws -> Receipt {
    try commit([Edit(article: try focus.article(), changes: changes)], request)[0].receipt
  }

  /// Writes edits of several articles as one op.
  @discardableResult package func commit(
    _ edits: [Edit], _ request: Request
  ) throws -> [EditOutcome] {
    let outcomes = try writer(request).commit(edits)
    try tell(left: outcomes.reduce(0) { $0 + $1.receipt.skipped.count })
    if !request.isDryRun {
      let open = focus.open
      focus.touch(
        outcomes.filter { $0.article === open }.flatMap { $0.receipt.written.map(\.id) })
    }
    return outcomes
  }

  /// Writes new revisions of the open article and prints each as `~`, as one op.
  package func revise(_ annotations: [Annotation], _ request: Request) throws {
    try revise([(article: try focus.article(), annotations: annotations)], request)
  }

  /// The same in several articles.
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

  /// Takes back the person's last command in an article, for loops of single keys; what was done, in
  /// words.
  package func takeBack(in article: OpenArticle) throws -> String {
    do {
      let receipts = try focus.workspace.undo(in: article.store, by: .person(author))
      return "undone: \(receipts.first?.command ?? "the last command")"
    } catch PostilError.nothingToUndo { return "there is nothing to undo" }
  }
}

// MARK: Showing

extension Session {
  /// The lines of an article's annotations: with its name if it is not the open one.
  package func lines(of article: OpenArticle) -> AnnotationLine {
    AnnotationLine(article, isNamed: article !== focus.open)
  }

  /// Notes that an article has no text.
  package func noteEmpty(_ article: OpenArticle) throws {
    if article.store.article.text.count == 0 {
      try console.err.print("note: \(article.name) is empty")
    }
  }

  /// Lines of the open article with their annotations, drawn or listed.
  package func view(_ range: ClosedRange<Int>, isList: Bool? = nil) throws -> [StyledLine] {
    var lines: [StyledLine] = []
    try view(range, isList: isList) { lines += $0 }
    return lines
  }

  /// The same a row at a time, so that the first screen need not wait for the last.
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
