import PostilKit
import PostilSystem

/// The bytes of an export until all of it is known to be writable: in memory, and beyond a limit in a
/// file without a name, so that memory does not grow with the corpus.
final class ExportSpool {
  /// Bytes of the spool.
  typealias Piece = Range<Int>

  private let limit: Int
  private var memory: [UInt8] = []
  /// The bytes that the file has.
  private var written = 0
  private var descriptor: Int32 = -1

  /// - Parameter limit: The bytes that are kept in memory.
  init(limit: Int = 16 << 20) { self.limit = limit }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds bytes.
  ///
  /// - Throws: `cannotWrite`.
  func append(_ bytes: [UInt8]) throws(PostilError) -> Piece {
    let start = written + memory.count
    memory += bytes
    if memory.count > limit {
      try open()
      try Files.write(memory, to: descriptor, path: Self.folder)
      written += memory.count
      memory.removeAll(keepingCapacity: true)
    }
    return start..<start + bytes.count
  }

  /// The bytes of a piece.
  ///
  /// - Throws: `cannotRead`.
  func read(_ piece: Piece) throws(PostilError) -> [UInt8] {
    if piece.lowerBound >= written {
      return Array(memory[piece.lowerBound - written..<piece.upperBound - written])
    }
    var bytes = [UInt8](repeating: 0, count: piece.count)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(piece.lowerBound + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file(.cannotRead(path: Self.folder, errno: errno)) }
      done += count
    }
    return bytes
  }

  private static var folder: String { Platform.environment("TMPDIR") ?? "/tmp" }

  private func open() throws(PostilError) {
    guard descriptor < 0 else { return }
    var path = Array("\(Self.folder)/postil-export-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw .file(.cannotWrite(path: Self.folder, errno: errno)) }
    unlink(path)
  }
}
