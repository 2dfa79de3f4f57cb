import PostilCommands
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
      guard let (flag, given) = try Self.flag(word) else {
        try take(path: word)
        continue
      }
      switch flag.name {
      case ShellCommand.commands.name:
        guard let commands = given ?? rest.popFirst() else { throw PostilError.usage(.noCommands) }
        lines.append(commands)
      case ShellCommand.keepGoing.name: keepsGoing = true
      default: isReviewing = true
      }
    }
    guard !lines.isEmpty else { return }
    if let script { throw PostilError.usage(.twoScripts("-c", script.name)) }
    script = Script(name: "-c", text: lines.joined(separator: "\n"))
  }

  /// The option that a word is, with the value that it holds; nil if it is no option.
  private static func flag(_ word: String) throws -> (Flag, String?)? {
    guard word.hasPrefix("-") else { return nil }
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let (name, value) = (String(parts[0]), parts.dropFirst().first.map(String.init))
    let flags = ShellCommand().flags
    guard let flag = flags.first(where: { $0.spellings.contains(name) }),
      value == nil || flag.value != nil
    else {
      let known = flags.flatMap(\.spellings)
      throw PostilError.usage(.unknownOption(option: word, program: "shell", known: known))
    }
    return (flag, value)
  }

  private mutating func take(path: String) throws {
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
