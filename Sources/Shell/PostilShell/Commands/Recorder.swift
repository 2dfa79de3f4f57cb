import PostilSystem

/// Records commands in a file as they are run, for `source`.
package final class Recorder {
  private let file: FileAccess
  private var lines: [String] = []

  /// Starts a recording; an existing file is not replaced.
  ///
  /// - Throws: `recordingExists` if the file exists, `linkLeaves`, `cannotWrite`.
  package init(_ file: FileAccess) throws(PostilError) {
    self.file = file
    if try file.exists() {
      throw .command(.recordingExists(path: path))
    }
    try write()
  }

  package var path: String { file.path }

  /// The number of commands recorded.
  package var count: Int { lines.count }

  /// Appends a command; it is in the file when this returns.
  package func add(_ statement: String) throws(PostilError) {
    lines.append(statement)
    try write()
  }

  private func write() throws(PostilError) {
    try file.replace(with: Array(lines.map { $0 + "\n" }.joined().utf8))
  }
}
