import PostilKit

/// An answer of an earlier run, looked at for errors that may not come again.
struct OldAnswer {
  private static let mark = Array("\"retryable\":".utf8)

  /// Whether it has an error that may not come again.
  let isRetryable: Bool
  /// The answer as a record that is kept.
  let record: StreamRecord

  /// Reads an answer without its `\n`.
  init(_ line: [UInt8]) {
    var record = StreamRecord(bytes: line + [0x0A], isKept: true)
    var isRetryable = false
    // Few answers have errors, and finding bytes is faster than parsing them.
    if line.firstRange(of: Self.mark) != nil, let json = try? JSONParser.parse(line) {
      let failed = json["failed"]?.array ?? []
      let errors = (json["error"].map { [$0] } ?? []) + failed
      record.error = errors.first?["code"]?.string
      record.isPartial = !failed.isEmpty
      isRetryable = errors.contains { $0["retryable"] == true }
    }
    self.record = record
    self.isRetryable = isRetryable
  }
}
