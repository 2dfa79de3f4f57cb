/// A file, or a line or a character of it, as a sentence about it begins.
package struct FilePlace: Hashable, Sendable, CustomStringConvertible {
  /// The path of the file.
  package let path: String
  /// The line, from 1.
  package let line: Int?
  /// The column in code points, from 1.
  package let column: Int?

  /// Creates a place; the whole file without a line, a whole line without a column.
  package init(_ path: String, line: Int? = nil, column: Int? = nil) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// `'postil.toml'`, `postil.toml:3`, `postil.toml:3:1`.
  package var description: String {
    guard let line else { return "'\(path)'" }
    return "\(path):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}
