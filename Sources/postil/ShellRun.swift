import PostilKit
import PostilPlugins
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `postil shell`: a prompt, or a run of commands from `-c`, a file or a pipe.
struct ShellRun {
  private let invocation: Invocation
  private let table: CommandTable
  private let out: Output
  private let err: Output
  private var folder = "."
  private var script: Script?
  private var hasFolder = false
  private var keepsGoing = false
  private var isReviewing = false

  /// Parses the arguments after `shell`.
  init(_ invocation: Invocation, _ table: CommandTable, out: Output, err: Output) throws {
    self.invocation = invocation
    self.table = table
    self.out = out
    self.err = err
    var rest = invocation.words.dropFirst()
    var lines: [String] = []
    while let word = rest.popFirst() {
      switch word {
      case "-c":
        guard let commands = rest.popFirst() else {
          throw PostilError.usage(.noCommands)
        }
        lines.append(commands)
      case "--keep-going": keepsGoing = true
      case "--review": isReviewing = true
      default: try take(path: word)
      }
    }
    guard !lines.isEmpty else { return }
    if let script { throw PostilError.usage(.twoScripts("-c", script.name)) }
    script = Script(name: "-c", text: lines.joined(separator: "\n"))
  }

  private mutating func take(path: String) throws {
    if path.hasPrefix("-") {
      throw PostilError.usage(
        .unknownOption(
          option: path, program: "shell", known: ["-c", "--keep-going", "--review"]))
    }
    guard Folders.exists(path) else { throw PostilError.file(.noSuchPath(path: path)) }
    if Folders.exists(path + "/.") {
      if hasFolder { throw PostilError.usage(.twoScripts(folder, path)) }
      (folder, hasFolder) = (path, true)
    } else {
      if let script { throw PostilError.usage(.twoScripts(script.name, path)) }
      let bytes = try Files.read(path, limit: 16 << 20)
      do throws(InvalidUTF8) {
        script = Script(name: path, text: try Text(validating: bytes).string)
      } catch {
        throw PostilError.file(.notUTF8(path: path, byte: error.offset))
      }
    }
  }

  /// Runs all commands.
  func run() throws -> ExitStatus {
    if script == nil, Terminal.isInteractive {
      return try Prompt(
        Interpreter(try session(.prompt), table, .prompt), opening: isReviewing ? "review" : nil
      ).run()
    }
    if isReviewing { throw PostilError.usage(.noKeys(command: "review")) }
    let script =
      try script
      ?? Script(
        name: "stdin",
        text: String(decoding: Files.readAll(STDIN_FILENO, path: "standard input"), as: UTF8.self))
    let session = try session(.script)
    defer { session.plugins.stopAll() }
    if let article = invocation.article {
      try session.focus.open(try session.focus.workspace.article(named: article))
    }
    return try script.run(
      in: Interpreter(session, table, .script), keepsGoing: keepsGoing)
  }

  private func session(_ origin: Request.Origin) throws -> Session {
    try invocation.session(
      Workspace(root: folder, sidecars: invocation.sidecars), out: out, err: err, origin)
  }
}
