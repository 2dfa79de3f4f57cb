import PostilPointing
import PostilShell
import PostilSystem
import PostilTerminal

/// `record`: writes commands down.
struct RecordCommand: SimpleCommand {
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

  func perform(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws {
    var arguments = arguments
    guard !arguments.words.isEmpty else {
      return try session.console.out.print(
        request.interpreter.recorder.map { "recording to \($0.path)" } ?? "not recording")
    }
    let path = try arguments.take("a file", for: self).text
    try arguments.end(self)
    guard path == "stop" else {
      request.interpreter.recorder = try Recorder(path: path)
      return try session.console.out.print("recording to \(path)")
    }
    guard let recorder = request.interpreter.recorder else {
      throw PostilError.usage(reason: "nothing is being recorded", next: "say record FILE")
    }
    request.interpreter.recorder = nil
    try session.console.out.print(
      "\(counted(recorder.count, "command")) in \(recorder.path)")
  }
}
