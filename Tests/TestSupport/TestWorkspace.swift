import PostilCommands
import PostilKit
import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilViews

/// A workspace in a temporary folder, removed with the value, and a session in it that prints to memory.
package final class TestWorkspace {
  package let folder: String
  package let session: Session
  package let interpreter: Interpreter
  /// The shell's commands, and those of the command line.
  package static let table = CommandTable(CommandList.all)
  private let output = Output(descriptor: nil)

  /// Copies the transcripts' articles and the files of another folder, or makes an article of a text.
  package init(text: String? = nil, files: String? = nil) throws {
    _ = Self.userFolders
    var template = Array("/tmp/postil-shell-XXXXXX".utf8CString)
    folder = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? ""
    }
    if let text {
      try Files.replace("\(folder)/one.txt", with: Array(text.utf8))
    } else {
      for name in ["harbour.txt", "kyoto.txt"] {
        try Files.replace(
          "\(folder)/\(name)", with: try Files.read("\(Transcript.folder)/articles/\(name)"))
      }
    }
    if let files { try Self.copy(files, to: folder) }
    var preferences = Preferences()
    preferences.display = Display(isList: false, isASCII: false, width: 80)
    session = Session(
      Focus(try Workspace(root: folder), acceptsPrefixes: true),
      console: Console(out: output, err: output, pages: true), preferences: preferences,
      author: "anna")
    interpreter = Interpreter(session, Self.table, .prompt)
    if text == nil { try suggest("harbour") }
  }

  /// Also removes the folder beside it, to which sessions may export.
  deinit {
    Self.remove(folder)
    Self.remove("\(folder).out")
  }

  private static func remove(_ folder: String) {
    for (name, kind) in (try? Folders.entries(folder)) ?? [] {
      if kind == .folder { remove("\(folder)/\(name)") } else { unlink("\(folder)/\(name)") }
    }
    rmdir(folder)
  }

  /// The user's folders for the whole run, so that plugins that are installed or trusted have no effect.
  private static let userFolders: String = {
    var template = Array("/tmp/postil-user-XXXXXX".utf8CString)
    let folder = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? "/nowhere"
    }
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] { setenv(name, folder, 1) }
    unsetenv("POSTIL_PLUGINS")
    atexit { TestWorkspace.remove(TestWorkspace.userFolders) }
    return folder
  }()

  /// Copies the files of a folder, recursively.
  private static func copy(_ source: String, to target: String) throws {
    for (name, kind) in try Folders.entries(source) {
      if kind == .folder {
        try Folders.create("\(target)/\(name)")
        try copy("\(source)/\(name)", to: "\(target)/\(name)")
      } else {
        try Files.replace("\(target)/\(name)", with: try Files.read("\(source)/\(name)"))
      }
    }
  }

  /// A request as a command gets it.
  package func request(_ source: String) -> Request {
    Request(source: source, origin: .prompt, isDryRun: false, interpreter: interpreter)
  }

  /// Runs a line as a prompt does, and returns what it printed.
  package func run(_ line: String) -> String {
    do { try interpreter.run(line: line) } catch {
      try? output.print(lines: "error: \(ErrorReport.of(error).text)")
    }
    return output.take()
  }

  /// The line that a designator resolves to: its spans in code points, or the error.
  package func spans(_ typed: String) -> String {
    do {
      let resolver = try session.focus.resolver()
      guard let word = try CommandParser.statements("x \(typed)").first?.words.last else {
        return ""
      }
      return try resolver.targets(word).map { target in
        "[" + resolver.grid.text[target.spans] + "]"
      }.joined(separator: " ")
    } catch { return "error: \(ErrorReport.of(error).text)" }
  }

  /// Puts the suggestions of `NAME.suggestions` into the sidecar, as a plugin would.
  private func suggest(_ name: String) throws {
    let bytes = try Files.read("\(Transcript.folder)/articles/\(name).suggestions")
    let store = try AnnotationStore.open(session.focus.workspace.article(named: name))
    let resolver = SpanResolver(
      grid: WordGrid(store.article.text), lastLine: nil, annotations: AnnotationIndex())
    for statement in try CommandParser.statements(String(decoding: bytes, as: UTF8.self)) {
      let words = statement.words
      let value = words.dropFirst(4).first?.assignment
      let plugin = words[0].text == "timex" ? "date-normalizer" : "entity-tagger"
      let annotation = Annotation(
        id: AnnotationID.derived(
          layer: Layer(rawValue: words[0].text), label: words[1].text,
          spans: try resolver.target(words[2]).spans, annotator: plugin, ordinal: 0),
        layer: Layer(rawValue: words[0].text), label: words[1].text,
        spans: try resolver.target(words[2]).spans,
        attributes: value.map { [$0.name: .string($0.value.text)] } ?? [:],
        annotator: "\(plugin)@0.1.0", score: Double(words[3].text), rule: "example")
      try store.commit([.put(annotation)], by: .plugin(name: plugin, version: "0.1.0"), sync: false)
    }
  }
}
