import PostilSystem

/// One statement on its way to a command.
package struct Request {
  /// Where statements come from.
  package enum Origin: Sendable {
    /// Typed at a prompt.
    case prompt
    /// From a script, `-c` or a pipe: no prefixes, no questions.
    case script
    /// One command of the executable's own command line.
    case commandLine
  }

  /// The statement as typed: it is kept with what it writes.
  package var source: String
  /// Where it comes from.
  package let origin: Origin
  /// Whether nothing is to be written, only shown.
  package let isDryRun: Bool
  /// What runs further statements: the lines of a script, a command typed in a review.
  package let interpreter: Interpreter

  package init(source: String, origin: Origin, isDryRun: Bool, interpreter: Interpreter) {
    self.source = source
    self.origin = origin
    self.isDryRun = isDryRun
    self.interpreter = interpreter
  }

  /// The same request under another name in the log, such as a key of a review.
  package func named(_ source: String) -> Request {
    var request = self
    request.source = source
    return request
  }
}

/// The result of a command.
package struct Outcome: Sendable {
  /// The exit status that it leads to.
  package var status = ExitStatus.success
  /// Replacement for the statement in the recording, such as `review --keys=…` for an interactive review.
  package var recorded: String?
  /// Whether the shell ends.
  package var endsShell = false

  /// Nothing more to say.
  package static let done = Outcome()

  package init(
    status: ExitStatus = .success, recorded: String? = nil, endsShell: Bool = false
  ) {
    self.status = status
    self.recorded = recorded
    self.endsShell = endsShell
  }
}
