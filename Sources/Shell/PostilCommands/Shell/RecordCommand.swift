import PostilPointing
import PostilShell
import PostilStore
import PostilSystem
import PostilTerminal
import PostilWorkbench

/// `record`: records commands in a file.
struct RecordCommand: Command {
  let name = "record"
  let takesArticle = false
  let group = CommandGroup.shell
  let insteadOnCommandLine: String? =
    "write the commands into a file, and run postil shell FILE"
  let summary = "Record the commands that follow in a file, for source; stop ends the recording."
  let usage = "FILE | stop"
  let details = """
    Only commands that succeed are recorded; a review is recorded with the keys that were pressed.
    """
  let examples: [Example] = [
    ("record fixes.postil", "start recording"), ("record stop", "stop recording"),
  ]
  let completion: [Completion] = [.words(["stop"]), .paths]

  func run(
    _ arguments: Arguments, _ request: Request, in session: Session
  ) throws -> Outcome {
    var arguments = arguments
    let out = session.console.out
    let interpreter = request.interpreter
    if arguments.words.isEmpty {
      try out.print(interpreter.recorder.map { "recording to \($0.path)" } ?? "not recording")
      return Outcome(isRecorded: false)
    }
    let path = try arguments.take("a file", for: self).text
    try arguments.end(self)
    if path == "stop", interpreter.recorder == nil {
      throw PostilError.command(.notRecording)
    }
    let next = path == "stop" ? nil : try recorder(path, request, session)
    if let recorder = interpreter.recorder {
      try out.print("\(counted(recorder.count, "command")) in \(recorder.path)")
    }
    interpreter.recorder = next
    if next != nil { try out.print("recording to \(path)") }
    return Outcome(isRecorded: false)
  }

  private func recorder(
    _ path: String, _ request: Request, _ session: Session
  ) throws -> Recorder {
    try request.refuseInScript("record")
    let file = session.focus.workspace.file(atPath: path)
    try session.focus.workspace.refuseToReplace(file)
    return try Recorder(file)
  }
}
