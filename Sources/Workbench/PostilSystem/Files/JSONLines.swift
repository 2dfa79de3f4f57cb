import PostilKit

/// Files with one JSON object per line.
package enum JSONLines {
  /// Calls `body` with each line's object and its number, from 1; skips empty lines. `-` is
  /// standard input.
  ///
  /// - Throws: `badRecord` for the first line that is not a JSON object, and what `body` throws.
  package static func forEach(
    _ path: String, _ body: (Int, JSONObject) throws(PostilError) -> Void
  ) throws(PostilError) {
    let bytes = path == "-" ? try Files.readAll(0, path: "standard input") : try Files.read(path)
    try forEach(bytes, path, body)
  }

  /// Does the same for a file that is reached through a folder.
  ///
  /// - Throws: What reading throws, `badRecord`, and what `body` throws.
  package static func forEach(
    _ file: FileAccess, _ body: (Int, JSONObject) throws(PostilError) -> Void
  ) throws(PostilError) {
    try forEach(file.read(limit: largest), file.path, body)
  }

  /// The largest file that is read through a folder, in bytes.
  private static let largest = 4 << 30

  private static func forEach(
    _ bytes: [UInt8], _ path: String, _ body: (Int, JSONObject) throws(PostilError) -> Void
  ) throws(PostilError) {
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let line = bytes[start..<end]
      start = end + 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      let value: JSONValue
      do throws(JSONParser.Failure) {
        value = try JSONParser.parse(line)
      } catch {
        throw .file(
          .badRecord(
            path: path, line: number,
            reason: "it is not valid JSON: \(error.reason) at byte \(error.offset)"
          ))
      }
      guard let object = value.object else {
        throw .file(.badRecord(path: path, line: number, reason: "it is not a JSON object"))
      }
      try body(number, object)
    }
  }
}
