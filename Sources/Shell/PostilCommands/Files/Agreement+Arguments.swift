import PostilPointing
import PostilScoring
import PostilShell

extension Agreement {
  /// Compares the two sides given to a command.
  init(_ arguments: Arguments, of command: any Command) throws {
    var arguments = arguments
    let first = try arguments.take("two folders or sidecars", for: command).text
    let second = try arguments.take("the other folder or sidecar", for: command).text
    try arguments.end(command)
    try self.init(first: first, second: second)
  }
}
