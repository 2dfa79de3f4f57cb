import PostilSystem

/// How far a stream has come.
package struct StreamProgress: Sendable, Hashable {
  /// Number of records answered in this run.
  package var answered = 0
  /// Number of those answered with an error, or in part.
  package var failed = 0
  /// The bytes of the answered lines.
  package var bytes = 0
  /// The bytes of the input that this run has to answer; nil if its end is not known.
  package var total: Int?
  /// Milliseconds since the start.
  package var milliseconds = 0.0

  /// Creates a progress.
  package init() {}

  package var recordsPerSecond: Double { perSecond(answered) }

  /// Megabytes, 10⁶ bytes, answered per second.
  package var megabytesPerSecond: Double { perSecond(bytes) / 1e6 }

  /// The seconds that the rest will take; nil while that cannot be told.
  package var secondsLeft: Double? {
    guard let total, bytes > 0, total > bytes else { return nil }
    return milliseconds / 1000 * Double(total - bytes) / Double(bytes)
  }

  /// Adds answers that were written; `failed` and `milliseconds` are the new totals.
  mutating func add(_ records: [StreamRecord], failed: Int, milliseconds: Double) {
    answered += records.count
    bytes += records.reduce(0) { $0 + $1.lineBytes }
    self.failed = failed
    self.milliseconds = milliseconds
  }

  private func perSecond(_ count: Int) -> Double {
    milliseconds > 0 ? Double(count) / milliseconds * 1000 : 0
  }

  /// The bytes between the position of a descriptor and its end; nil for a pipe.
  package static func rest(of descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let position = lseek(descriptor, 0, SEEK_CUR)
    return position < 0 ? nil : max(0, Int(status.st_size) - Int(position))
  }
}
