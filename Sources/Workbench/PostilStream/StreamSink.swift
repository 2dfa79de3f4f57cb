import PostilSystem

/// Writes answers in pieces and, if the output is a checkpoint, syncs them periodically.
struct StreamSink {
  private static let flushedAt = 65_536
  /// Number of bytes and milliseconds after which the output is synced.
  private static let (syncedAt, syncedAfter) = (64 << 20, 5000.0)

  private let output: Int32
  private let path: String
  private let file: StreamFile?
  private let flushesLines: Bool
  private var buffer: [UInt8] = []
  private var unsynced = 0
  private var synced = Platform.milliseconds()
  private var hasBegun = false
  /// How much of the input is answered; nil before the first answer.
  var mark: InputMark?

  init(_ output: Int32, _ path: String, _ file: StreamFile?, _ options: StreamOptions) {
    self.output = output
    self.path = path
    self.file = file
    flushesLines = options.flushesLines
  }

  mutating func append(_ record: StreamRecord) throws(PostilError) {
    buffer += record.bytes
    if let digest = record.digest { mark?.add(digest) }
    if flushesLines || buffer.count >= Self.flushedAt { try flush() }
  }

  mutating func flush() throws(PostilError) {
    if buffer.isEmpty { return }
    if !hasBegun { try file?.begin() }
    hasBegun = true
    try Files.write(buffer, to: output, path: path)
    unsynced += buffer.count
    buffer.removeAll(keepingCapacity: true)
    let now = Platform.milliseconds()
    guard let file, unsynced >= Self.syncedAt || now - synced >= Self.syncedAfter else { return }
    try Files.sync(output, path: path)
    if let mark { try file.record(mark) }
    (unsynced, synced) = (0, now)
  }
}
