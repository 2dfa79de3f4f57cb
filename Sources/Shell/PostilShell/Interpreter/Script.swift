import PostilSystem
import PostilTerminal

/// Commands that nobody types: a file, `-c`, or a pipe.
package struct Script {
  /// What messages call it.
  package let name: String
  let lines: [String]

  package init(name: String, text: String) {
    self.name = name
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
    }
  }

  /// Runs the lines; stops at the first error unless told to go on.
  ///
  /// - Returns: The exit status: that of the first error.
  package func run(in interpreter: Interpreter, keepsGoing: Bool) throws -> ExitStatus {
    var status = ExitStatus.success
    let console = interpreter.session.console
    for (index, line) in lines.enumerated() where !(index == 0 && line.hasPrefix("#!")) {
      do {
        try interpreter.run(line: line)
      } catch {
        if case PostilError.brokenPipe = error { throw error }
        try console.out.flush()
        let (text, code) = ErrorReport.of(error)
        try console.err.print(lines: "\(name):\(index + 1): error: \(text)")
        if status == .success { status = code }
        if !keepsGoing { return status }
      }
      if interpreter.isOver { break }
    }
    return status == .success ? interpreter.status : status
  }
}

extension Output {
  /// Prints a text of several lines.
  package func print(lines text: String) throws(PostilError) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      try print(String(line))
    }
  }
}
