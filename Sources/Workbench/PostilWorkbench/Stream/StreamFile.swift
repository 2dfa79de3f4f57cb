import PostilKit
import PostilSystem

/// The file that a stream is answered into. It is its own checkpoint: a run that was ended goes on behind
/// the last whole line.
///
/// `FILE.run` says by what it was begun, since answers of other plugins must not be mixed; `FILE.done`
/// takes its place when all is answered.
package final class StreamFile {
  /// Its path.
  package let path: String
  /// The open file, to write behind what is there.
  package let descriptor: Int32
  /// What is in it already.
  package private(set) var start = StreamStart()
  private let signature: JSONObject

  /// Opens the file for one run; nil if all was answered before.
  ///
  /// - Parameters:
  ///   - path: Where answers go.
  ///   - isResuming: Whether to go on behind what is there.
  ///   - signature: The plugins with their versions, and what else the answers depend on.
  /// - Throws: `usage` if it is there and `isResuming` is false, or was begun by something else;
  ///   `locked` if another run writes it; `cannotWrite`, `cannotRead`.
  package static func open(
    _ path: String, isResuming: Bool, signature: JSONObject
  ) throws(PostilError) -> StreamFile? {
    if Folders.exists(path), !isResuming {
      throw .usage(
        reason: "'\(path)' is there already", next: "add --resume to go on with it, or name another"
      )
    }
    for ending in ["done", "run"] {
      guard Folders.exists("\(path).\(ending)") else { continue }
      guard isResuming else {
        throw .usage(
          reason: "'\(path).\(ending)' is left of another run",
          next: "remove it, or name another file")
      }
      try compare("\(path).\(ending)", with: signature)
      if ending == "done", Folders.exists(path) { return nil }
    }
    return try StreamFile(path, signature)
  }

  private static func compare(
    _ path: String, with signature: JSONObject
  ) throws(PostilError) {
    let bytes = try Files.read(path, limit: 1 << 20)
    let old = (try? JSONParser.parse(bytes))?["begun by"]
    guard old == .object(signature) else {
      throw .usage(
        reason: "'\(path)' was begun by \(old.map { JSONWriter.string($0) } ?? "something else")",
        next: "use the same plugins and flags, or name another file")
    }
  }

  private init(_ path: String, _ signature: JSONObject) throws(PostilError) {
    self.path = path
    self.signature = signature
    descriptor = CLibrary.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .locked(path: path) }
    try Files.replace("\(path).run", with: Self.manifest(signature, [:]))
    start = try Self.whole(descriptor, path)
    guard ftruncate(descriptor, off_t(start.bytes)) == 0 else {
      throw .cannotWrite(path: path, errno: errno)
    }
  }

  // Closing releases the lock; -1 of a failed opening does nothing.
  deinit { close(descriptor) }

  /// The whole lines of the file, counted piece by piece.
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
      if count < 0 { throw .cannotRead(path: path, errno: errno) }
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
    JSONWriter.bytes(["begun by": .object(signature), "counts": counts]) + [0x0A]
  }

  /// Makes what was written last and says so: `FILE.done` with the counts.
  ///
  /// - Throws: `cannotWrite`.
  package func finish(_ summary: StreamSummary) throws(PostilError) {
    try Files.sync(descriptor, path: path)
    let counts: JSONValue = ["lines": .int(summary.read), "of this run": .object(summary.json)]
    try Files.replace("\(path).done", with: Self.manifest(signature, counts))
    unlink("\(path).run")
  }
}

/// How much of a stream is answered already.
package struct StreamStart: Sendable, Hashable {
  /// Lines, and the bytes they take.
  package internal(set) var lines = 0
  var bytes = 0
  /// The hash of the last one's text, if it is no error.
  package internal(set) var sha256: String?

  /// Nothing.
  package init() {}
}
