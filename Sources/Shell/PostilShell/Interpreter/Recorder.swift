import PostilSystem

/// Records commands in a file as they are run, for `source`.
package final class Recorder {
  /// The path of the file.
  package let path: String
  private var lines: [String] = []

  /// Starts a recording; an existing file is not replaced.
  ///
  /// - Throws: `recordingExists` if the file exists, `cannotWrite`.
  package init(path: String) throws(PostilError) {
    self.path = path
    if Folders.exists(path) {
      throw .command(.recordingExists(path: path))
    }
    try write()
  }

  /// The number of commands recorded.
  package var count: Int { lines.count }

  /// Appends a command; it is in the file when this returns.
  package func add(_ statement: String) throws(PostilError) {
    lines.append(statement)
    try write()
  }

  private func write() throws(PostilError) {
    try Files.replace(path, with: Array(lines.map { $0 + "\n" }.joined().utf8))
  }
}
