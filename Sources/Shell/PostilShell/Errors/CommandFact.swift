import PostilSystem

/// Why a command of the shell cannot do what was asked, though its command line is right.
package enum CommandFact: Fact {
  // Articles
  case pending(article: String, count: Int)
  /// No article after or before another one; `isTodo`: none that is not done.
  case noNeighbour(of: String, isForward: Bool, isTodo: Bool)
  case discardsHistory

  // Annotations
  /// A search without a hit; `text`: the words or the pattern, nil if filters took part.
  case nothingFound(text: String?, nearest: String?)
  /// More articles than `facts` compares.
  case tooManyReports(most: Int)
  case edgeCannotMove(annotation: String)
  case linkToItself
  /// A folder that has settings already.
  case workspaceExists(path: String)
  /// A question about the role of one annotation where several are marked.
  case asksOfSeveral(role: String, count: Int)
  case noRole(annotation: String, role: String)

  // Plugins
  case noPlugins(isCommandLine: Bool)
  case nothingToLearn
  /// Ctrl-C ended a command that writes one article after another.
  case batchInterrupted(done: Int, of: Int, canUndo: Bool = true)
  /// Ctrl-C came before a command had written its changes, or what it had written was undone.
  case interruptedBeforeWriting
  /// Ctrl-C came after a command had written its changes.
  case interruptedAfterWriting
  /// The report of a command that had written its changes cannot be printed.
  case notPrinted(errno: Int32)
  /// No home folder to keep trust in.
  case noHome

  // The shell
  case inShell
  case notAtPrompt
  case noAlias(name: String)
  case badAlias(name: String)
  case recordingExists(path: String)
  case notRecording
  case sourcesItself(path: String)
  /// A setting that a workspace may not have; `file` is the person's own settings file.
  case personalSetting(name: String, file: String?)
  /// A setting in a file, and what is wrong with it.
  case badSetting(at: FilePlace, name: String, PostilError)
}

extension PostilError {
  package static func command(_ fact: CommandFact) -> PostilError { PostilError(fact) }
}
