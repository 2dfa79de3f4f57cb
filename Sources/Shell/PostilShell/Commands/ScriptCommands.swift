import PostilStore
import PostilSystem

/// `source`: does what a file says.
struct SourceCommand: Command {
  let name = "source"
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Do the commands of a file; the first error ends it."
  let usage = "FILE [--keep-going]"
  let examples: [Example] = [("source fixes.postil", "what `record` wrote, or a person")]
  let flags = [Flag("keep-going", nil, "go on behind an error")]
  let completion: [Completion] = [.paths]
  let refreshes = false

  /// Files that do each other would never end.
  private static let deepest = 8

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    let path = try arguments.take("a file", for: self).text
    try arguments.end(self)
    let bytes = try Files.read(path, limit: 16 << 20, onlyRegular: true)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PostilError.notUTF8(path: path, byte: 0)
    }
    guard session.depth < Self.deepest else {
      throw PostilError.usage(
        reason: "'\(path)' is done by a file that it does itself", next: "take the source line out")
    }
    session.depth += 1
    defer { session.depth -= 1 }
    let status = try Script(name: path, text: text)
      .run(in: session, keepsGoing: arguments.has("keep-going"))
    if status != .success { session.status = status }
  }
}

/// `record`: writes commands down.
struct RecordCommand: Command {
  let name = "record"
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Write the commands that follow into a file, for source; stop ends it."
  let usage = "FILE | stop"
  let details = """
    Only what was done without an error is written, a review with the keys that were pressed.
    """
  let examples: [Example] = [
    ("record fixes.postil", "from now on"), ("record stop", "that was all"),
  ]
  let completion: [Completion] = [.words(["stop"]), .paths]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    var arguments = arguments
    guard !arguments.words.isEmpty else {
      return try session.output.print(
        session.recorder.map { "recording to \($0.path)" } ?? "not recording")
    }
    let path = try arguments.take("a file", for: self).text
    try arguments.end(self)
    guard path == "stop" else {
      session.recorder = try Recorder(path: path)
      return try session.output.print("recording to \(path)")
    }
    guard let recorder = session.recorder else {
      throw PostilError.usage(reason: "nothing is being recorded", next: "say record FILE")
    }
    session.recorder = nil
    try session.output.print(
      "\(Session.count(recorder.count, "command")) in \(recorder.path)")
  }
}

/// `alias`: a name of one's own for a command.
struct AliasCommand: Command {
  let name = "alias"
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Give a command a short name of your own, for the prompt."
  let usage = "[NAME [= COMMAND…]]"
  let details = """
    What is typed behind the name is put behind the command. Aliases are kept for the user; scripts do
    not know them. NAME = without a command takes one away.
    """
  let examples: [Example] = [
    ("alias bank = tag \"Bank of Portugal\"#* ORG", "then bank, or bank on all"),
    ("alias", "what there is"),
  ]
  let completion: [Completion] = [.commands]
  let refreshes = false

  func run(_ arguments: Arguments, in session: Session) throws {
    guard session.mode == .shell else {
      throw PostilError.usage(
        reason: "aliases are for the prompt", next: "a script says the command in full")
    }
    let words = arguments.words.map(\.raw)
    if words.isEmpty { return try list(session) }
    let name = words[0]
    if words.count == 1 {
      guard let command = session.aliases[name] else {
        throw PostilError.usage(reason: "there is no alias '\(name)'", next: "`alias` lists them")
      }
      return try session.output.print("\(name) = \(command)")
    }
    guard words[1] == "=" else {
      throw PostilError.usage(reason: "alias needs a =", next: "say alias \(name) = COMMAND")
    }
    try set(name, session)
  }

  /// Takes the command as it was typed, marks and all.
  private func set(_ name: String, _ session: Session) throws {
    let source = session.statement
    let command = source.firstIndex(of: "=").map { String(source[$0...].dropFirst()).trimmed } ?? ""
    let isTaken =
      CommandList.all.contains { $0.name == name || $0.aliases.contains(name) }
      || (try? session.schema.layer(ofLabel: name)) != nil
    guard !isTaken, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      throw PostilError.usage(
        reason: "'\(name)' cannot be an alias: it is a command, a label or no word",
        next: "take another name")
    }
    try session.aliases.set(name, command.isEmpty ? nil : command)
    try session.output.print(command.isEmpty ? "\(name) is no alias" : "\(name) = \(command)")
  }

  private func list(_ session: Session) throws {
    let all = session.aliases.all
    if all.isEmpty { return try session.output.print("none") }
    for (name, command) in all { try session.output.print("\(name.padded(10)) = \(command)") }
  }
}
