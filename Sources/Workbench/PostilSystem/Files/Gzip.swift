/// Expands gzip files with the system's zlib, which is opened when the first one is read: no other command
/// needs it.
package enum Gzip {
  private typealias Open = @convention(c) (Int32, UnsafePointer<CChar>) -> OpaquePointer?
  private typealias Read = @convention(c) (OpaquePointer, UnsafeMutableRawPointer, UInt32) -> Int32
  private typealias Close = @convention(c) (OpaquePointer) -> Int32

  /// The names of the library.
  private static let names: [String] = ["libz.so.1", "libz.dylib"]

  /// The ending of a compressed file's name.
  package static let ending = ".gz"

  /// Whether bytes are the beginning of a gzip file.
  package static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The content of a compressed file.
  ///
  /// - Parameters:
  ///   - bytes: The compressed file.
  ///   - limit: The largest content in bytes: a small file can hold a very large one.
  ///   - path: Its path, for messages.
  /// - Throws: `tooLarge`; `badRecord` for a damaged file, or where there is no zlib.
  package static func expand(
    _ bytes: [UInt8], limit: Int, path: String
  ) throws(PostilError) -> [UInt8] {
    func bad(_ reason: String) -> PostilError {
      .file(.badRecord(path: path, line: 1, reason: reason))
    }
    guard let zlib = names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first,
      let openFile: Open = symbol("gzdopen", zlib), let read: Read = symbol("gzread", zlib),
      let close: Close = symbol("gzclose", zlib)
    else { throw bad("it is compressed, and there is no zlib here: expand it with gzip -d") }
    guard let file = copy(bytes), let stream = openFile(dup(fileno(file)), "rb") else {
      throw .file(.cannotRead(path: path, errno: errno))
    }
    defer { fclose(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { read(stream, $0, UInt32(buffer.count)) } ?? 0
      }
      if count <= 0 {
        let isDamaged = close(stream) != 0 || count < 0
        if isDamaged { throw bad("it is a damaged gzip file, or a part of one") }
        return content
      }
      guard content.count + Int(count) <= limit else {
        _ = close(stream)
        throw .file(.tooLarge(path: path, bytes: content.count + Int(count), limit: limit))
      }
      content += chunk[..<Int(count)]
    }
  }

  private static func symbol<Function>(
    _ name: String, _ library: UnsafeMutableRawPointer
  ) -> Function? {
    dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
  }

  /// A file without a name that holds some bytes, at its beginning.
  private static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<FILE>? {
    guard let file = tmpfile() else { return nil }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0,
      lseek(fileno(file), 0, SEEK_SET) == 0
    else {
      fclose(file)
      return nil
    }
    return file
  }
}
