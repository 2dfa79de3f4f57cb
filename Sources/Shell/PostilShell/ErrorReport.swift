import PostilSystem

/// An error in words, with the exit status it leads to.
package enum ErrorReport {
  /// The sentence and the status of an error.
  package static func of(_ error: any Error) -> (text: String, status: ExitStatus) {
    guard let error = error as? PostilError else { return ("\(error)", .software) }
    return (text(error), error.status)
  }

  /// The sentence. What takes a look at the disk, such as names that are spelt almost alike, is found
  /// here and not while describing the error, which may be in a stream's answer.
  private static func text(_ error: PostilError) -> String {
    guard case .noSuchFile(let path) = error else { return error.description }
    let similar = Folders.similar(path)
    return similar.isEmpty
      ? error.description
      : "there is no file '\(path)'. Did you mean \(similar.joined(separator: " or "))?"
  }
}
