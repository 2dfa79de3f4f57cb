import PostilKit
import PostilSystem

/// How far a stream's input has been answered: the number of its lines, and a hash of all of them.
///
/// Each line changes the hash, so that two inputs with the same mark begin with the same lines.
package struct InputMark: Sendable, Hashable {
  package private(set) var lines = 0
  private var state: String

  /// The mark before the first line.
  package init() { state = SHA256.hex([]) }

  /// Reads a mark as ``json`` gives it; nil if it is not one.
  init?(_ json: JSONValue?) {
    guard let lines = json?["lines"]?.int, let state = json?["sha256"]?.string else { return nil }
    self.lines = lines
    self.state = state
  }

  /// `{"lines":…,"sha256":…}`.
  var json: JSONValue { ["lines": .int(lines), "sha256": .string(state)] }

  /// Moves the mark over the next line, given by its digest.
  mutating func add(_ digest: [UInt8]) {
    lines += 1
    state = SHA256.hex(Array(state.utf8) + digest)
  }

  /// The digest of a line; all lines that are too long have the same.
  static func digest(of line: LineBuffer.Line) -> [UInt8] {
    guard case .line(let bytes) = line else { return [] }
    return SHA256.digest(bytes)
  }
}
