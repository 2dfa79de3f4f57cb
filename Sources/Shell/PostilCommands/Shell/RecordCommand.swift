import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal

/// `record`: records commands in a file.
struct RecordCommand: SimpleCommand {
  let name = "record"
  let takesArticle = false
  let group = CommandGroup.shell
  let summary = "Record the commands that follow in a file, for source; stop ends the recording."
  let usage = "FILE | stop"
  let details = """
    Only commands that succeed are recorded; a review is recorded with the keys that were pressed.
    """
  let examples: [Example] = [
    ("record fixes.postil", "start recording"), ("record stop", "stop recording"),
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
      try request.refuseInScript("record")
      let file = session.focus.workspace.file(atPath: path)
      try session.focus.workspace.refuseToReplace(file)
      request.interpreter.recorder = try Recorder(file)
      return try session.console.out.print("recording to \(path)")
    }
    guard let recorder = request.interpreter.recorder else {
      throw PostilError.command(.notRecording)
    }
    request.interpreter.recorder = nil
    try session.console.out.print(
      "\(counted(recorder.count, "command")) in \(recorder.path)")
  }
}
