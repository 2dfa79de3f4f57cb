import CSignals
import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// The interactive prompt: reads and runs lines until the user quits.
struct Prompt {
  private let interpreter: Interpreter
  /// A command run before the first prompt.
  private let opening: String?

  init(_ interpreter: Interpreter, opening: String?) {
    self.interpreter = interpreter
    self.opening = opening
  }

  private var session: Session { interpreter.session }
  private var console: Console { session.console }

  func run() throws -> ExitStatus {
    try greet()
    let session = session
    defer { session.plugins.stopAll() }
    let editor = try editor()
    // At all times: Ctrl-C ends a command, never the shell.
    catch_interrupts(true)
    catch_terminations(false)
    restore_terminal_on_crash()
    interpreter.aliases = Aliases(path: Aliases.userPath)
    if let opening { try run(opening) }
    return try read(from: editor)
  }

  /// The editor of lines, which also answers the questions of commands.
  private func editor() throws -> LineEditor {
    let session = session
    let completer = Completer(session, interpreter.table)
    let editor = LineEditor(
      history: HistoryFile(workspace: session.focus.workspace.root),
      columns: { session.preferences.display.columns }, completer: { completer.answer($0) })
    if !editor.isEditing {
      try console.err.print("note: no line editing: libedit is missing (apt install libedit2)")
    }
    session.console.ask = { prompt, text in
      guard case .text(let line) = editor.read(prompt: prompt, style: nil, text: text) else {
        return nil
      }
      return line
    }
    return editor
  }

  /// Runs each line that is typed, until the shell ends.
  private func read(from editor: LineEditor) throws -> ExitStatus {
    while !interpreter.isOver, Interruptible.pendingExit == nil {
      try console.out.flush()
      try console.err.flush()
      // One that came too late for the command before; from here on it is for the next.
      _ = consume_interrupt()
      switch editor.read(prompt: text, style: console.out.hasColour ? "1" : nil) {
      case .cancelled: continue
      case .end:
        // After SIGHUP there is no terminal to print to.
        if let status = Interruptible.pendingExit { return status }
        try console.out.print("")
        return .success
      case .text(let line):
        try run(line)
        // Arrow up recalls the corrected form of a mistyped line.
        if let correction = interpreter.correction { editor.offer(correction) }
      }
    }
    return Interruptible.pendingExit ?? .success
  }

  private func run(_ line: String) throws {
    do {
      try interpreter.run(line: line)
    } catch {
      // The terminal was closed: nothing can be printed any more.
      if case FileFact.brokenPipe? = (error as? PostilError)?.fact { throw error }
      try console.out.flush()
      try console.err.print(lines: "error: \(ErrorReport.of(error).text)")
    }
  }

  /// `wire 3✓ 12?>`.
  private var text: String {
    guard let open = session.focus.open else { return "postil>" }
    let check = session.preferences.display.isASCII ? "+" : "✓"
    let suggested = open.count(.suggested)
    let name = Escaping.shown(open.name)
    let done = open.store.status == .done ? " done" : ""
    return
      "\(name) \(open.count(.accepted))\(check)\(suggested > 0 ? " \(suggested)?" : "")\(done)>"
  }

  /// The name of the workspace's folder, also if that was given as `.`.
  private var folderName: String {
    let root = session.focus.workspace.root
    let path = Folders.real(root) ?? root
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  private func greet() throws {
    let articles = try session.focus.workspace.articles()
    let author = session.author + (session.author == "unknown" ? " (set annotator NAME)" : "")
    try console.out.print(
      "\(folderName): \(counted(articles.count, "article"))."
        + " Author: \(author). Type ? for help, q to quit.")
    if let first = try FirstArticle(articles: articles).choose() {
      let article = try session.focus.open(first)
      try console.out.print(session.lines(of: article).summary)
    }
  }
}
