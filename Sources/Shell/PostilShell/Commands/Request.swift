import PostilSystem

/// One statement passed to a command, with the context in which it runs.
package struct Request {
  /// The origin of a statement.
  package enum Origin: Sendable {
    /// Typed at a prompt.
    case prompt
    /// From a script, `-c` or a pipe: no abbreviated commands, no questions.
    case script
    /// The command of the executable's command line.
    case commandLine
  }

  /// The statement as typed; it is stored with the revisions that it writes.
  package var source: String
  /// The origin of the statement.
  package let origin: Origin
  /// Whether changes are only shown and not written.
  package let isDryRun: Bool
  /// The interpreter for further statements: the lines of a script, a command typed in a review.
  package let interpreter: Interpreter

  package init(source: String, origin: Origin, isDryRun: Bool, interpreter: Interpreter) {
    self.source = source
    self.origin = origin
    self.isDryRun = isDryRun
    self.interpreter = interpreter
  }

  /// Whether the statement is in a file that `source` runs.
  package var isSourced: Bool { interpreter.depth > 0 }

  /// Refuses a command in a script, also in a file that is sourced at a prompt: a script may have come with
  /// a corpus, and must not decide what is run or written outside the workspace.
  ///
  /// - Throws: `notInScript`.
  package func refuseInScript(_ command: String) throws(PostilError) {
    guard isSourced || origin == .script else { return }
    throw .usage(.notInScript(command: command))
  }

  /// The same request with another statement in the log, for example a key of a review.
  package func named(_ source: String) -> Request {
    var request = self
    request.source = source
    return request
  }
}

/// The result of a command.
package struct Outcome: Sendable {
  package var status = ExitStatus.success
  /// Replacement for the statement in the recording, such as `review --keys=…` for an interactive review.
  package var recorded: String?
  /// Whether a recording gets the statement.
  package var isRecorded = true
  package var endsShell = false

  /// Plain success.
  package static let done = Outcome()

  package init(
    status: ExitStatus = .success, recorded: String? = nil, isRecorded: Bool = true,
    endsShell: Bool = false
  ) {
    self.status = status
    self.recorded = recorded
    self.isRecorded = isRecorded
    self.endsShell = endsShell
  }
}
