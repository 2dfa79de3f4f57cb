import PostilCore
import PostilKit

/// What a run of commands shares: the workspace, the open article, the person, where output goes.
final class Session {
  /// How the commands come.
  enum Mode: Sendable {
    /// Typed at a prompt.
    case shell
    /// From a script, `-c` or a pipe: no prefixes, no questions.
    case script
    /// One command of the executable's own command line.
    case once
  }

  let workspace: Workspace
  let output: Output
  let errors: Output
  let mode: Mode
  /// Who decides: the `by` of what is written. Asked for when it is first needed, since it may have
  /// to come from git.
  private(set) lazy var author = Author.name(givenAuthor, in: workspace.root)
  private let givenAuthor: String?
  /// What the person has chosen about the shell.
  var preferences = Preferences()
  /// The folder of `--sidecars`.
  var sidecars: String?
  /// The label that a bare span gets.
  var stickyLabel: String?
  /// The line shown last, for `8-9`.
  var lastLine: Int?
  /// The ids touched last, newest first.
  private(set) var recent: [String] = []
  /// The open article, nil before the first `open`.
  private(set) var open: OpenArticle?
  /// The plugins that are kept running.
  let plugins = PluginPool()
  /// The ids of suggestions that were left for later: a review comes to them last.
  var skipped: Set<String> = []
  /// What the last search or check has found, for `#3`.
  var hits = HitList()
  /// Whether commands only say what they would write.
  var isDry = false
  /// Reads a line behind a prompt, with some text in it already; nil where nobody types.
  var readLine: ((_ prompt: String, _ text: String) -> String?)?
  /// The names that `names` listed last, by their keys.
  var names: [String] = []
  /// What the line that failed was probably meant to be, to be offered for editing.
  var correction: String?
  /// A person's own names for commands.
  var aliases = Aliases()
  /// How many files are being done, one inside the other.
  var depth = 0
  /// Where commands are written down, if they are.
  var recorder: Recorder?
  /// What is to be written down instead of the statement, such as a review with its keys.
  var recorded: String?
  /// The statement that runs, as typed: it is kept with what it writes.
  var statement = ""
  /// Whether `quit` was said.
  var isOver = false
  /// 1 once a check found something.
  var status = ExitStatus.success

  init(
    workspace: Workspace, output: Output, errors: Output, mode: Mode, author: String?,
    display: Display = Display()
  ) {
    self.workspace = workspace
    self.output = output
    self.errors = errors
    self.mode = mode
    givenAuthor = author
    preferences.display = display
  }

  /// What a command line says about all commands.
  convenience init(
    _ invocation: Invocation, workspace: Workspace, output: Output, errors: Output, mode: Mode
  ) throws(PostilError) {
    let preferences = try invocation.preferences(workspace)
    self.init(
      workspace: workspace, output: output, errors: errors, mode: mode,
      author: preferences.annotator)
    self.preferences = preferences
    sidecars = invocation.sidecars
    if let colour = preferences.colour { output.hasColour = colour }
  }

  /// How articles are shown.
  var display: Display { preferences.display }

  /// The schema of the workspace.
  var schema: Schema { workspace.schema }

  /// The open article.
  ///
  /// - Throws: `noOpenArticle`; a workspace of one article opens it.
  func article() throws -> OpenArticle {
    if let open { return open }
    let articles = try workspace.articles()
    guard articles.count == 1 else { throw PostilError.noOpenArticle }
    return try open(articles[0])
  }

  /// Opens an article.
  @discardableResult func open(_ file: ArticleFile) throws -> OpenArticle {
    let opened = OpenArticle(try AnnotationStore.open(file))
    turn(to: opened)
    return opened
  }

  /// Makes an article that was opened for the while of a command the open one.
  func turn(to article: OpenArticle) {
    guard article !== open else { return }
    open = article
    recent = []
    lastLine = nil
  }

  /// Remembers that annotations were touched, the last one named by `.`.
  func touch(_ ids: [String]) {
    guard !ids.isEmpty else { return }
    let touched = Array(ids.reversed())
    recent = Array((touched + recent.filter { !touched.contains($0) }).prefix(50))
  }

  /// What looks up designators in the open article, or in another one.
  func resolver(in other: OpenArticle? = nil) throws -> SpanResolver {
    let article = try other ?? article()
    let isOpen = article === open
    return SpanResolver(
      grid: article.grid, lastLine: isOpen ? lastLine : nil,
      annotations: AnnotationIndex(article.store.annotations, recent: isOpen ? recent : []),
      hits: hits, article: article.name)
  }
}

/// An article with its words counted.
final class OpenArticle {
  let store: AnnotationStore
  /// Its words and lines, counted when they are needed first.
  private(set) lazy var grid = WordGrid(store.article.text)
  /// What its lines are for, found when it is needed first.
  private(set) lazy var sections = Sections(store.article.text)

  init(_ store: AnnotationStore) { self.store = store }

  /// What the workspace calls it.
  var name: String { store.file.name }

  /// How many annotations are in a state.
  func count(_ state: Annotation.State) -> Int { store.count(state) }
}

/// How articles are shown; `set view list` and its kin change it.
struct Display: Hashable, Sendable {
  /// Whether annotations are listed line by line instead of drawn below the text.
  var isList = false
  /// Whether lanes are drawn with ASCII signs.
  var isASCII = false
  /// A width that was set, else the terminal's.
  var width: Int?
  /// Whether every fifth word is numbered above the text.
  var hasRuler = false
  /// The columns of characters that some terminals show wide.
  var ambiguous = 1

  /// The columns to fill.
  var columns: Int { width ?? Terminal.size.columns }

  /// The signs to draw with; box drawing is among what is ambiguous.
  var drawing: Drawing { isASCII || ambiguous != 1 ? .ascii : .unicode }
}
