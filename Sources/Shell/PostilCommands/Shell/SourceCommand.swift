import PostilPointing
import PostilShell
import PostilStore
import PostilSystem

/// `source`: runs the commands of a file.
struct SourceCommand: Command {
  let name = "source"
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Run the commands of a file; the first error ends it."
  let usage = "FILE [--keep-going]"
  let examples: [Example] = [("source fixes.postil", "a file written by `record` or by hand")]
  let flags = [Flag("keep-going", nil, "continue after an error")]
  let completion: [Completion] = [.paths]

  /// The maximum nesting depth: files that source each other would never end.
  private static let deepest = 8

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let path = try arguments.take("a file", for: self).text
    try arguments.end(self)
    let bytes = try session.focus.workspace.file(atPath: path).read(limit: 16 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PostilError.file(.notUTF8(path: path, byte: 0))
    }
    let interpreter = request.interpreter
    guard interpreter.depth < Self.deepest else {
      throw PostilError.command(.sourcesItself(path: path))
    }
    interpreter.depth += 1
    defer { interpreter.depth -= 1 }
    return Outcome(
      status: try Script(name: path, text: text)
        .run(in: interpreter, keepsGoing: arguments.has("keep-going")))
  }
}
