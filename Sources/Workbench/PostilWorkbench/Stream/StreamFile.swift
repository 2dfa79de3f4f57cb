import PostilStore
import PostilKit
import PostilSystem

/// The output file of a stream. It is its own checkpoint: an interrupted run continues after the
/// last complete line.
///
/// `FILE.run` records the plugins and options of the run, since answers of different ones must not
/// be mixed; when everything is answered, it is replaced by `FILE.done`.
package final class StreamFile {
  private let file: FileAccess
  /// The file descriptor, positioned after the existing content.
  package let descriptor: Int32
  /// The existing content.
  package private(set) var start = StreamStart()
  private let signature: JSONObject

  /// Opens the file for one run; nil if everything was already answered.
  ///
  /// - Parameters:
  ///   - file: The output file.
  ///   - isResuming: Whether to continue after the existing content.
  ///   - signature: The plugins with their versions, and everything else on which the answers
  ///     depend.
  /// - Throws: `outputExists` or `leftover` if `isResuming` is false, `notOfARun` if no run has begun it,
  ///   `otherRun` if it was begun with other plugins or options; `locked` if another run writes it;
  ///   `linkLeaves`, `cannotWrite`, `cannotRead`.
  package static func open(
    _ file: FileAccess, isResuming: Bool, signature: JSONObject
  ) throws(PostilError) -> StreamFile? {
    let path = file.path
    let exists = try file.exists()
    if exists, !isResuming {
      throw .workbench(.outputExists(path: path))
    }
    var isOurs = false
    for ending in ["done", "run"] {
      let record = file.adding(".\(ending)")
      guard let bytes = try record.readIfPresent(limit: 1 << 20) else { continue }
      guard isResuming else {
        throw .workbench(.leftover(path: "\(path).\(ending)"))
      }
      try compare(bytes, record.path, with: signature)
      isOurs = true
      if ending == "done", exists {
        // A process killed at the very end leaves both files.
        file.adding(".run").remove()
        return nil
      }
    }
    // A process killed at the very beginning leaves an empty file; any other is not from a run.
    if exists, !isOurs, try file.start(1) != [] {
      throw .workbench(.notOfARun(path: path))
    }
    return try StreamFile(file, signature)
  }

  private static func compare(
    _ bytes: [UInt8], _ path: String, with signature: JSONObject
  ) throws(PostilError) {
    let old = (try? JSONParser.parse(bytes))?["options"]
    guard old == .object(signature) else {
      throw .workbench(
        .otherRun(path: path, signature: old.map { JSONWriter.string($0) }))
    }
  }

  private init(_ file: FileAccess, _ signature: JSONObject) throws(PostilError) {
    let path = file.path
    self.file = file
    self.signature = signature
    descriptor = try file.openToAppend()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .store(.locked(path: path)) }
    try file.adding(".run").replace(with: Self.manifest(signature, [:]))
    start = try Self.whole(descriptor, path)
    guard ftruncate(descriptor, off_t(start.bytes)) == 0 else {
      throw .file(.cannotWrite(path: path, errno: errno))
    }
  }

  // Closing releases the lock.
  deinit { close(descriptor) }

  /// Counts the complete lines of the file, reading it in pieces.
  private static func whole(
    _ descriptor: Int32, _ path: String
  ) throws(PostilError) -> StreamStart {
    var start = StreamStart()
    var lines = LineBuffer(limit: Int.max)
    var last: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .file(.cannotRead(path: path, errno: errno)) }
      if count == 0 { break }
      chunk.withUnsafeBytes { lines.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      while case .line(let line)? = lines.next() {
        last = line
        start.lines += 1
        start.bytes += line.count + 1
      }
    }
    start.sha256 = (try? JSONParser.parse(last))?["sha256"]?.string
    return start
  }

  private static func manifest(_ signature: JSONObject, _ counts: JSONValue) -> [UInt8] {
    JSONWriter.bytes(["options": .object(signature), "counts": counts]) + [0x0A]
  }

  /// Syncs the file and writes `FILE.done` with the counts.
  ///
  /// - Throws: `cannotWrite`.
  package func finish(_ summary: StreamSummary) throws(PostilError) {
    try Files.sync(descriptor, path: file.path)
    let counts: JSONValue = ["lines": .int(summary.read), "run": .object(summary.json)]
    try file.adding(".done").replace(with: Self.manifest(signature, counts))
    file.adding(".run").remove()
  }
}

/// The part of a stream that is already answered.
package struct StreamStart: Sendable, Hashable {
  /// Number of lines and bytes.
  package internal(set) var lines = 0
  var bytes = 0
  /// The hash of the text of the last line, if that is not an error.
  package internal(set) var sha256: String?

  /// Nothing is answered yet.
  package init() {}
}
