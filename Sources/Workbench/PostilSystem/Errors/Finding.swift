/// A problem found in a file; the rest of the file is used nevertheless.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The kind of problem, as a stable code for scripts: `bad-line`, `torn-tail`.
  package let code: String
  /// The path of the file.
  package let file: String
  /// The line number, from 1; nil if the problem concerns the file as a whole.
  package let line: Int?
  /// A description of the problem.
  package let text: String
  /// Its number as a hit of a search, by which other commands refer to it; nil if it is none.
  package let hit: Int?
  /// The error that it was found by, if any.
  package let error: PostilError?

  /// Makes a finding.
  package init(file: String, line: Int? = nil, code: String, text: String, hit: Int? = nil) {
    self.file = file
    self.line = line
    self.code = code
    self.text = text
    self.hit = hit
    error = nil
  }

  /// Makes a finding of an error that concerns a file as a whole.
  package init(file: String, code: String, error: PostilError) {
    self.file = file
    line = nil
    self.code = code
    text = "\(error)"
    hit = nil
    self.error = error
  }

  /// `file:line: code: text`, in the format of compilers, and for a hit `#1` after it.
  package var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": \(code): \(text)" + (hit.map { "  #\($0)" } ?? "")
  }
}
