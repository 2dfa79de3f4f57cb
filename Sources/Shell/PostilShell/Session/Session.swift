import PostilKit
import PostilPlugins
import PostilPointing
import PostilSchema
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
    console.out.labelCodes = Palette(focus.schema).byLabel(focus.schema)
      .mapValues(\.terminalCode)
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
