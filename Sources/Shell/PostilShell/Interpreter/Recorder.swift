import PostilSystem

/// Commands written down as they are done, to be done again by `source`.
package final class Recorder {
  /// The file.
  package let path: String
  private var lines: [String] = []

  /// Begins a record; an existing file is not replaced.
  ///
  /// - Throws: `usage` if it exists, `cannotWrite`.
  package init(path: String) throws(PostilError) {
    self.path = path
    if Folders.exists(path) {
      throw .usage(reason: "'\(path)' exists already", next: "record to another name")
    }
    try write()
  }

  /// The number of commands.
  package var count: Int { lines.count }

  /// Adds a command; the file holds it when this returns.
  package func add(_ statement: String) throws(PostilError) {
    lines.append(statement)
    try write()
  }

  private func write() throws(PostilError) {
    try Files.replace(path, with: Array(lines.map { $0 + "\n" }.joined().utf8))
  }
}
