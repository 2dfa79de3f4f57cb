import PostilKit
import PostilStore
import PostilSystem
import Synchronization

/// The output file of a stream. It is its own checkpoint: an interrupted run continues after the
/// last complete line.
///
/// `FILE.run` records the plugins and options of the run, since answers of different ones must not
/// be mixed, and how much of the input was answered; when everything is answered, it is replaced by
/// `FILE.done`.
package final class StreamFile: Sendable {
  /// The file to write.
  private let file: FileAccess
  /// The finished file whose errors are answered again; nil if `file` is itself the output.
  private let finished: FileAccess?
  /// The file descriptor, positioned after the existing content.
  package let descriptor: Int32
  /// The descriptor of `finished`, which holds the lock.
  private let lock: Int32
  /// The existing content.
  package let start: StreamStart
  private let signature: JSONObject
  /// Whether the existing content answered an input to its end, and nothing has been added.
  private let isDone: Mutex<Bool>

  /// Opens the file for one run.
  ///
  /// - Parameters:
  ///   - file: The output file.
  ///   - isResuming: Whether to continue after the existing content.
  ///   - signature: The plugins with their versions, and everything else on which the answers
  ///     depend.
  /// - Throws: `outputExists` or `leftover` if `isResuming` is false, `notOfARun` if no run has begun it,
  ///   `otherRun` if it was begun with other plugins or options; `outputLocked` if another run writes it;
  ///   `linkLeaves`, `cannotWrite`, `cannotRead`.
  package static func open(
    _ file: FileAccess, isResuming: Bool, signature: JSONObject
  ) throws(PostilError) -> StreamFile {
    let path = file.path
    let exists = try file.exists()
    if exists, !isResuming { throw .stream(.outputExists(path: path)) }
    let record = try StreamManifest.newest(of: file)
    if let record {
      guard isResuming else { throw .stream(.leftover(path: record.path)) }
      try record.compare(with: signature)
    }
    // A process killed at the very beginning leaves an empty file; any other is not from a run.
    if exists, record == nil, try file.start(1) != [] {
      throw .stream(.notOfARun(path: path))
    }
    let descriptor = try locked(file)
    // Another run may have gone on until now.
    let mark = try StreamManifest.newest(of: file)
    let start = try StreamStart(descriptor, path, mark)
    guard ftruncate(descriptor, off_t(start.bytes)) == 0 else {
      throw .file(.cannotWrite(path: path, errno: errno))
    }
    if mark == nil {
      try file.adding(".run").replace(with: StreamManifest.bytes(signature, InputMark()))
    }
    return StreamFile(
      file, descriptor, start, signature,
      isDone: exists && mark?.isDone == true && start.lines == mark?.lines)
  }

  /// Opens a finished file whose errors are to be answered again: the new answers are written to
  /// `FILE.retry`, which takes its place at the end.
  ///
  /// - Throws: `notFinished` if there is no `FILE.done`, `otherRun`, `outputLocked`, `linkLeaves`,
  ///   `cannotWrite`, `cannotRead`.
  package static func retrying(
    _ file: FileAccess, signature: JSONObject
  ) throws(PostilError) -> StreamFile {
    guard try file.exists(), let record = try StreamManifest.newest(of: file), record.isDone else {
      throw .stream(.notFinished(path: file.path))
    }
    try record.compare(with: signature)
    let lock = try locked(file)
    let new = file.adding(".retry")
    new.remove()
    let descriptor: Int32
    do { descriptor = try new.openToAppend() } catch {
      close(lock)
      throw error
    }
    var status = stat()
    if fstat(lock, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    var start = StreamStart()
    start.finished = record.mark
    return StreamFile(
      new, descriptor, start, signature, isDone: false, retrying: file, lock: lock)
  }

  private static func locked(_ file: FileAccess) throws(PostilError) -> Int32 {
    let descriptor = try file.openToAppend()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .stream(.outputLocked(path: file.path))
    }
    return descriptor
  }

  private init(
    _ file: FileAccess, _ descriptor: Int32, _ start: StreamStart, _ signature: JSONObject,
    isDone: Bool, retrying finished: FileAccess? = nil, lock: Int32 = -1
  ) {
    self.file = file
    self.descriptor = descriptor
    self.start = start
    self.signature = signature
    self.isDone = Mutex(isDone)
    self.finished = finished
    self.lock = lock
  }

  // Closing releases the lock.
  deinit {
    close(descriptor)
    if lock >= 0 { close(lock) }
    if finished != nil { file.remove() }
  }

  /// The answers of the finished file that are looked through for errors; nil if there is none.
  func oldAnswers() -> OldAnswers? { finished == nil ? nil : OldAnswers(lock) }

  /// Called before anything is appended: a finished file is one to continue from now on.
  ///
  /// - Throws: `cannotWrite`.
  func begin() throws(PostilError) {
    guard finished == nil, isDone.withLock({ $0 }) else { return }
    try file.adding(".run").replace(with: StreamManifest.bytes(signature, start.mark))
    file.adding(".done").remove()
    isDone.withLock { $0 = false }
  }

  /// Records how much of the input is answered, after the answers were synced.
  ///
  /// - Throws: `cannotWrite`.
  func record(_ mark: InputMark) throws(PostilError) {
    guard finished == nil else { return }
    try file.adding(".run").replace(with: StreamManifest.bytes(signature, mark))
  }

  /// Syncs the file and writes `FILE.done` with the counts, unless everything was answered before.
  ///
  /// - Returns: Whether anything was to be done.
  /// - Throws: `cannotWrite`; `inputChanged` if the input is not the one that a finished file answers.
  package func finish(_ summary: StreamSummary) throws(PostilError) -> Bool {
    if isDone.withLock({ $0 }) {
      // A process killed at the very end leaves both files.
      file.adding(".run").remove()
      return false
    }
    try Files.sync(descriptor, path: file.path)
    let output = finished ?? file
    if let finished {
      if let known = start.finished, known != summary.mark {
        throw .stream(.inputChanged(lines: known.lines))
      }
      try file.rename(to: finished)
    }
    let counts: JSONValue = ["lines": .int(summary.read), "run": .object(summary.json)]
    try output.adding(".done").replace(
      with: StreamManifest.bytes(signature, summary.mark, counts: counts))
    output.adding(".run").remove()
    return true
  }
}

/// The answers of a finished file, read one after the other; used by one thread.
final class OldAnswers {
  private let descriptor: Int32
  private var lines = LineBuffer(limit: Int.max)
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    lseek(descriptor, 0, SEEK_SET)
  }

  /// The next answer without its `\n`; nil if there is none.
  func next() -> [UInt8]? {
    while true {
      if case .line(let bytes)? = lines.next() { return bytes }
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      chunk.withUnsafeBytes { lines.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
