/// Code that reads what others wrote, called with arbitrary bytes. It may throw and must not trap, hang or
/// use memory without bound.
struct Target: Sendable {
  /// The name that `Scripts/fuzz` takes.
  let name: String
  /// Reads some bytes.
  let read: @Sendable (UnsafeBufferPointer<UInt8>) -> Void

  /// All targets; a new one is a line here.
  static let all: [Target] = [
    sidecarLine, pluginMessage, commandLine, designator, pattern, brat, conll, jsonLines, settings,
    escaping, json,
  ]
}

/// The text of some bytes; nil if they are not UTF-8.
func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
  String(validating: bytes, as: UTF8.self)
}

/// Fails like a trap, which libFuzzer reports with its input.
func require(_ condition: Bool, _ what: String) {
  precondition(condition, what)
}
