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
  ///   - status: Receives the exit status, if the program ended by itself and in time.
  /// - Returns: Nil if the program or folder does not exist, if it prints more or less than one
  ///   line of UTF-8, fails or exceeds the time limit.
  package static func line(
    of name: String, _ arguments: [String], in folder: String, within milliseconds: Int,
    status: inout Int32?
  ) -> String? {
    let deadline = Platform.milliseconds() + Double(milliseconds)
    guard let path = Programs.find(name, from: folder),
      let process = try? ChildProcess(
        path, arguments: [name] + arguments, environment: inherited, folder: folder,
        limits: limits)
    else { return nil }
    process.closeInput()
    defer { process.end(grace: 0) }
    let lines = lines(process, deadline)
    if lines == nil { return nil }
    status = process.exitStatus(by: deadline)
    guard let lines, lines.count == 1, status == 0 else { return nil }
    return String(validating: lines[0], as: UTF8.self)
  }

  /// The same, whatever the exit status.
  package static func line(
    of name: String, _ arguments: [String], in folder: String, within milliseconds: Int
  ) -> String? {
    var status: Int32?
    return line(of: name, arguments, in: folder, within: milliseconds, status: &status)
  }

  /// Its limits: what it reads may have been made to fill the memory.
  private static var limits: ProcessLimits {
    var limits = ProcessLimits()
    limits.memory = 1024
    limits.processor = 2
    return limits
  }

  /// All lines that a process prints until it ends; nil if it prints more than one, or takes too long.
  private static func lines(_ process: ChildProcess, _ deadline: Double) -> [[UInt8]]? {
    var lines: [[UInt8]] = []
    while lines.count < 2, Platform.milliseconds() < deadline {
      do {
        lines += try process.turn(milliseconds: 50)
      } catch {
        if case .ended = error { return lines }
        return nil
      }
    }
    return nil
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
