import PostilKit

// The C library of the platform, imported here once for the whole target.
#if canImport(Glibc)
  @_exported import Glibc
#else
  @_exported import Darwin
#endif

/// Prints a line to standard error.
func note(_ line: String) { writeAll(Array((line + "\n").utf8), to: 2) }

/// The bytes of a file.
func read(_ path: String) throws -> [UInt8] {
  let resource = try Resource(path: path)
  return withExtendedLifetime(resource) { Array(resource.bytes) }
}

/// The values of a file of JSON lines.
func jsonLines(_ path: String) throws -> [JSONValue] {
  try read(path).split(separator: UInt8(ascii: "\n")).enumerated().map {
    number, line in
    do throws(JSONParser.Failure) {
      return try JSONParser.parse(line)
    } catch {
      throw AnnotatorError("\(path):\(number + 1) is not JSON: \(error.reason)")
    }
  }
}

/// Writes a whole file.
func write(_ bytes: [UInt8], to path: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0, writeAll(bytes, to: descriptor), close(descriptor) == 0 else {
    throw AnnotatorError("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

/// Writes bytes to an open file; false if not all could be written.
@discardableResult
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let count = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}
