import PostilSystem
import PostilTerminal

/// Commands from a file, from `-c` or from a pipe.
package struct Script {
  /// The name of the script in error messages.
  package let name: String
  let lines: [String]

  package init(name: String, text: String) {
    self.name = name
    // A byte order mark at the start is no part of the first command.
    let text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasSuffix("\r") ? String(line.dropLast()) : String(line)
    }
  }

  /// Runs the lines; stops at the first error unless `keepsGoing`.
  ///
  /// - Returns: The exit status of the first error, else of success.
  package func run(in interpreter: Interpreter, keepsGoing: Bool) throws -> ExitStatus {
    var status = ExitStatus.success
    for (index, line) in lines.enumerated() where !(index == 0 && line.hasPrefix("#!")) {
      let report = { (error: any Error) in
        let code = try print(error, line: index + 1, on: interpreter.session.console)
        if status == .success { status = code }
      }
      do {
        try interpreter.run(line: line, reporting: keepsGoing ? report : nil)
      } catch {
        try report(error)
        if !keepsGoing { return status }
      }
      if interpreter.isOver { break }
    }
    return status == .success ? interpreter.status : status
  }

  /// Prints an error with its place, and returns its exit status.
  private func print(
    _ error: any Error, line: Int, on console: Console
  ) throws -> ExitStatus {
    if case FileFact.brokenPipe? = (error as? PostilError)?.fact { throw error }
    try console.out.flush()
    let (text, code) = ErrorReport.of(error)
    try console.err.print(lines: "\(name):\(line): error: \(text)")
    return code
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
