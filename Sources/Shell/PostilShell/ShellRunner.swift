import CLineEditor
import PostilKit
import PostilPlugins
import PostilStore
import PostilSystem

/// `postil shell`: a prompt, or commands from `-c`, a file or a pipe.
struct ShellRunner {
  private let invocation: Invocation
  private let output: Output
  private let errors: Output
  private var folder: String?
  private var script: Script?
  private var keepsGoing = false
  private var isReviewing = false

  /// Sorts the words behind `shell`.
  init(_ invocation: Invocation, _ output: Output, _ errors: Output) throws {
    self.invocation = invocation
    self.output = output
    self.errors = errors
    folder = invocation.folder
    var rest = invocation.words.dropFirst()
    while let word = rest.popFirst() {
      switch word {
      case "-c":
        guard let commands = rest.popFirst() else {
          throw PostilError.usage(
            reason: "-c needs commands", next: "say postil shell -c 'articles'")
        }
        script = Script(name: "-c", text: commands)
      case "--keep-going": keepsGoing = true
      case "--review": isReviewing = true
      default: try take(path: word)
      }
    }
  }

  private mutating func take(path: String) throws {
    if path.hasPrefix("-") {
      throw PostilError.unknownFlag(
        flag: String(path.drop { $0 == "-" }), command: "shell",
        known: ["c", "keep-going", "review"])
    }
    if Folders.kind(path) == .folder {
      folder = path
    } else {
      let bytes = try Files.read(path, limit: 16 << 20)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw PostilError.notUTF8(path: path, byte: 0)
      }
      script = Script(name: path, text: text)
    }
  }

  /// Runs to the end of the commands.
  func run() throws -> ExitStatus {
    if script == nil, Terminal.isInteractive {
      return try Prompt(session: try session(.shell), opening: isReviewing ? "review" : nil).run()
    }
    let script =
      try script
      ?? Script(
        name: "stdin",
        text: String(decoding: Files.readAll(STDIN_FILENO, path: "standard input"), as: UTF8.self))
    let session = try session(.script)
    defer { session.plugins.stopAll() }
    if let article = invocation.article {
      try session.open(try session.workspace.article(named: article))
    }
    return try script.run(in: session, keepsGoing: keepsGoing)
  }

  private func session(_ mode: Session.Mode) throws -> Session {
    try Session(
      invocation, workspace: Workspace(root: folder ?? ".", sidecars: invocation.sidecars),
      output: output, errors: errors, mode: mode)
  }
}

/// The prompt: reads a line, does it, until a person leaves.
struct Prompt {
  let session: Session
  /// A command done before the first prompt.
  let opening: String?

  func run() throws -> ExitStatus {
    try greet()
    let session = session
    defer { session.plugins.stopAll() }
    let completer = Completer(session: session)
    let editor = LineEditor(
      history: HistoryFile(workspace: session.workspace.root),
      columns: { session.display.columns }, completer: { completer.answer($0) })
    if !editor.isEditing {
      try session.errors.print("note: no line editing: libedit is missing (apt install libedit2)")
    }
    endings_catch(false)
    crashes_restore_terminal()
    session.aliases = Aliases(path: Aliases.userPath)
    session.readLine = { prompt, text in
      guard case .text(let line) = editor.read(prompt: prompt, style: nil, text: text) else {
        return nil
      }
      return line
    }
    if let opening { try run(opening) }
    while !session.isOver, Interruptible.wish == nil {
      try session.output.flush()
      try session.errors.flush()
      switch editor.read(prompt: text, style: session.output.hasColour ? "1" : nil) {
      case .cancelled: continue
      case .end:
        // After SIGHUP there is nobody to print to.
        if let wish = Interruptible.wish { return wish }
        try session.output.print("")
        return .success
      case .text(let line):
        session.correction = nil
        try run(line)
        // The arrow up recalls a mistyped line corrected.
        if let correction = session.correction { editor.offer(correction) }
      }
    }
    return Interruptible.wish ?? .success
  }

  private func run(_ line: String) throws {
    interrupts_catch(true)
    defer { interrupts_catch(false) }
    _ = interrupts_take()
    do {
      try Interpreter(session: session).run(line: line)
    } catch {
      // The terminal itself is gone: nothing can be said any more.
      if case PostilError.brokenPipe = error { throw error }
      try session.output.flush()
      try session.errors.print(lines: "error: \(ErrorReport.of(error).text)")
    }
  }

  /// `wire 3✓ 12?>`.
  private var text: String {
    guard let open = session.open else { return "postil>" }
    let check = session.display.isASCII ? "+" : "✓"
    let suggested = open.count(.suggested)
    let name = Escaping.shown(open.name)
    let done = open.store.status == .done ? " done" : ""
    return
      "\(name) \(open.count(.accepted))\(check)\(suggested > 0 ? " \(suggested)?" : "")\(done)>"
  }

  private func greet() throws {
    let articles = try session.workspace.articles()
    let labels = session.schema.layers.reduce(0) { $0 + $1.labels.count }
    try session.output.print(
      "\(session.workspace.root)  \(Session.count(articles.count, "article")), \(labels) labels, you are \(session.author)."
        + "  ? help  q quit")
    if let first = try FirstArticle(articles: articles).choose() {
      try session.open(first)
      try session.output.print(session.summary(try session.article()))
    }
  }
}

/// The article to begin with: the first with something to decide, else the first that is not done.
struct FirstArticle {
  let articles: [ArticleFile]

  /// Looking into sidecars ends after this many milliseconds: the prompt must not wait.
  private static let patience = 80

  func choose() throws -> ArticleFile? {
    let start = ContinuousClock.now
    var firstOpen: ArticleFile?
    for file in articles {
      if start.duration(to: .now) > .milliseconds(Self.patience) { break }
      guard Folders.exists(file.sidecarPath) else {
        firstOpen = firstOpen ?? file
        continue
      }
      guard let store = try? AnnotationStore.open(file) else { continue }
      if store.annotations.contains(where: { $0.annotation.state == .suggested }) { return file }
      if store.status == .open { firstOpen = firstOpen ?? file }
    }
    return firstOpen ?? articles.first
  }
}
