/// What is wrong with a file, or with the program's own input and output.
package enum FileFact: Fact {
  case noSuchFile(path: String)
  case noSuchFolder(path: String)
  case cannotRead(path: String, errno: Int32)
  /// A path that should be a file or a folder.
  case noSuchPath(path: String)
  case cannotWrite(path: String, errno: Int32)
  case exists(path: String)
  case notRegular(path: String)
  case notUTF8(path: String, byte: Int)
  case binary(path: String, byte: Int)
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// A symbolic link that leads out of `folder`.
  case linkLeaves(path: String, folder: String)
  /// A line that is not a record, with the reason that its parser gives.
  case badRecord(path: String, line: Int, reason: String)
  /// Ctrl-C.
  case interrupted
  /// Ctrl-C while something is printed.
  case printingInterrupted
  case brokenPipe
  case cannotPrint(errno: Int32)

  /// Whether a file cannot be read, or not as what it should be.
  package var isAboutReading: Bool {
    switch self {
    case .cannotRead, .notRegular, .notUTF8, .binary, .tooLarge, .linkLeaves: true
    default: false
    }
  }
}

extension PostilError {
  package static func file(_ fact: FileFact) -> PostilError { PostilError(fact) }

  /// Whether it ends a command over several articles at once: Ctrl-C, or nobody to print for.
  package var endsCommand: Bool {
    switch fact {
    case FileFact.interrupted, FileFact.printingInterrupted, FileFact.brokenPipe,
      FileFact.cannotPrint:
      true
    default: false
    }
  }
}
