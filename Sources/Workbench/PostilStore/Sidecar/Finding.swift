/// Something wrong in a file, found by reading it; the rest of the file is used all the same.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing is wrong, as a short word that scripts may rely on: `bad-line`, `torn-tail`.
  package let code: String
  /// The path of the file.
  package let file: String
  /// The line in the file, from 1, or nil if it is about the file as a whole.
  package let line: Int?
  /// What is wrong, in words.
  package let text: String

  /// Makes a finding.
  package init(file: String, line: Int? = nil, code: String, text: String) {
    self.file = file
    self.line = line
    self.code = code
    self.text = text
  }

  /// `file:line: code: text`, as compilers write it.
  package var description: String {
    line.map { "\(file):\($0): \(code): \(text)" } ?? "\(file): \(code): \(text)"
  }
}
