/// The exit statuses of `postil`, after sysexits.h where it has one.
package enum ExitStatus: Int32, Sendable {
  /// All went well.
  case success = 0
  /// A command failed, or a check found something.
  case failure = 1
  /// The command line is wrong.
  case usage = 64
  /// A file's content is wrong.
  case badData = 65
  /// A file is missing.
  case noInput = 66
  /// A plugin is missing, refused or cannot start.
  case unavailable = 69
  /// A defect of Postil's own.
  case software = 70
  /// Reading or writing failed; the disk is full.
  case inputOutput = 74
  /// Somebody else holds a lock; trying later may do.
  case temporary = 75
  /// Permission is missing, or something is not trusted.
  case permission = 77
  /// Ended because the terminal went away (SIGHUP).
  case hungUp = 129
  /// Interrupted by Ctrl-C.
  case interrupted = 130
  /// The reader of a pipe went away.
  case brokenPipe = 141
  /// Ended by request (SIGTERM).
  case terminated = 143
}

extension ExitStatus {
  /// What each status means, for the manual.
  package static let meanings: [(status: ExitStatus, means: String)] = [
    (.success, "all went well."), (.failure, "a command failed, or a check found something."),
    (.usage, "the command line is wrong."), (.badData, "a file's content is wrong."),
    (.noInput, "a file is missing."),
    (.unavailable, "a plugin is missing, refused or cannot start."),
    (.software, "a defect of Postil's own."),
    (.inputOutput, "reading or writing failed, or the disk is full."),
    (.temporary, "somebody else holds a lock; trying later may do."),
    (.permission, "permission is missing, or something is not trusted."),
    (.hungUp, "the terminal went away."), (.interrupted, "Ctrl-C."),
    (.brokenPipe, "the reader of a pipe went away."), (.terminated, "ended by SIGTERM."),
  ]
}
