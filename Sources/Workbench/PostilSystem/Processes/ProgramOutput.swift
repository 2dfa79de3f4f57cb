import CSpawn

/// Runs a program of the system that prints one line.
package enum ProgramOutput {
  /// The line that a program prints, without its line break.
  ///
  /// The program inherits the environment, leads a session of its own and gets no input. It is
  /// looked up only in the absolute folders of `PATH`, so that a workspace cannot supply one.
  ///
  /// - Parameters:
  ///   - name: The program's name.
  ///   - arguments: The arguments after its name.
  ///   - folder: The working folder.
  ///   - milliseconds: The time limit, after which the program is killed.
  /// - Returns: Nil if the program or folder does not exist, if it prints more or less than one
  ///   line of UTF-8, fails or exceeds the time limit.
  package static func line(
    of name: String, _ arguments: [String], in folder: String, within milliseconds: Int
  ) -> String? {
    let deadline = Platform.milliseconds() + Double(milliseconds)
    guard let path = Programs.find(name, from: folder),
      let process = try? ChildProcess(
        path, arguments: [name] + arguments, environment: inherited, folder: folder,
        limits: limits)
    else { return nil }
    process.closeInput()
    defer { process.end(grace: 0) }
    guard let line = try? process.exchange([], deadline: deadline, cancellation: Cancellation()),
      hasSucceeded(process, deadline)
    else { return nil }
    return String(validating: line, as: UTF8.self)
  }

  /// Its limits: what it reads may have been made to fill the memory.
  private static var limits: ProcessLimits {
    var limits = ProcessLimits()
    limits.memory = 1024
    limits.processor = 2
    return limits
  }

  /// Whether a process prints nothing more and ends with status 0.
  private static func hasSucceeded(_ process: ChildProcess, _ deadline: Double) -> Bool {
    do {
      _ = try process.exchange([], deadline: deadline, cancellation: Cancellation())
      return false
    } catch {
      guard case .ended = error else { return false }
      return process.hasSucceeded(by: deadline)
    }
  }

  /// The environment variables of this process, as `NAME=VALUE`.
  private static var inherited: [String] {
    var variables: [String] = []
    var next = spawn_environment()
    while let variable = next?.pointee {
      variables.append(String(cString: variable))
      next = next?.successor()
    }
    return variables
  }
}
