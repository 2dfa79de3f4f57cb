/// Code that reads what others wrote, called with arbitrary bytes. It may throw and must not trap, hang or
/// use memory without bound.
struct FuzzTarget: Sendable {
  /// Its name, which is also that of its folder in `Corpus`.
  let name: String
  /// Reads some bytes.
  let read: @Sendable (UnsafeBufferPointer<UInt8>) -> Void

  /// All targets. A new one is a line here and a folder in `Corpus` with a first input.
  static let all: [FuzzTarget] = [
    json, sidecarLine, sidecar, merge, settings, pluginMessage, streamRecord, oldAnswer,
    commandLine, designator, pattern, escaping, brat, conll, conllu, jsonLines, uima, xmi, timeML,
    webAnno, html,
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
