/// The exit statuses of `postil`, with the values of sysexits.h where it defines one.
package enum ExitStatus: Int32, Sendable {
  /// Everything succeeded.
  case success = 0
  /// A command failed, or a check found something.
  case failure = 1
  /// The command line is wrong.
  case usage = 64
  /// The content of a file is invalid.
  case badData = 65
  /// A file is missing.
  case noInput = 66
  /// A plugin is missing, refused or cannot start.
  case unavailable = 69
  /// A defect in Postil itself.
  case software = 70
  /// Reading or writing failed, for example because the disk is full.
  case inputOutput = 74
  /// Another process holds a lock; a later attempt may succeed.
  case temporary = 75
  /// Permission is missing, or a plugin is not trusted.
  case permission = 77
  /// Ended because the terminal was closed (SIGHUP).
  case hungUp = 129
  /// Interrupted by Ctrl-C.
  case interrupted = 130
  /// The reader of a pipe closed it.
  case brokenPipe = 141
  /// Ended by request (SIGTERM).
  case terminated = 143
}

extension ExitStatus {
  /// What each status means, for the manual.
  package static let meanings: [(status: ExitStatus, means: String)] = [
    (.success, "everything succeeded."),
    (.failure, "a command failed, or a check found something."),
    (.usage, "the command line is wrong."), (.badData, "the content of a file is invalid."),
    (.noInput, "a file is missing."),
    (.unavailable, "a plugin is missing, refused or cannot start."),
    (.software, "a defect in Postil itself."),
    (.inputOutput, "reading or writing failed, or the disk is full."),
    (.temporary, "another process holds a lock; try again later."),
    (.permission, "permission is missing, or a plugin is not trusted."),
    (.hungUp, "the terminal was closed."), (.interrupted, "interrupted by Ctrl-C."),
    (.brokenPipe, "the reader of a pipe closed it."), (.terminated, "ended by SIGTERM."),
  ]
}
