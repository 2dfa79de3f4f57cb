import PostilSystem

/// Why a stream cannot go on.
package enum StreamFact: Fact {
  case inputDiffers(line: Int)
  /// An input of which the first lines are not those that were answered.
  case inputChanged(lines: Int)
  case inputEnds(lines: Int, answered: Int)
  case outputExists(path: String)
  /// An output to continue that no run has begun.
  case notOfARun(path: String)
  /// A file that another run has left.
  case leftover(path: String)
  /// An output that was begun by other plugins or flags, with what differs; nothing if it was not begun by
  /// a run.
  case otherRun(path: String, differs: [String])
  /// An output that another run writes.
  case outputLocked(path: String)
  /// An output that is not finished.
  case notFinished(path: String)
  /// A stream that has ended since a plugin is switched off, with the plugin's last failure.
  case switchedOff(plugin: String, reason: String, isFile: Bool)
}

extension PostilError {
  package static func stream(_ fact: StreamFact) -> PostilError { PostilError(fact) }
}
