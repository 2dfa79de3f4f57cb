import PostilKit
import PostilSystem

/// The part of a stream that is already answered.
package struct StreamStart: Sendable, Hashable {
  /// Number of lines and bytes.
  package private(set) var lines = 0
  private(set) var bytes = 0
  /// How much of the input is known by its hash; never more than ``lines``.
  private(set) var mark = InputMark()
  /// The hashes of the texts of the lines after the mark, and of the last line; nil for an answer
  /// without one.
  private(set) var hashes: [String?] = []
  /// The input of a finished output that is answered again.
  var finished: InputMark?

  /// Nothing is answered yet.
  package init() {}

  /// Counts the complete lines of a file, reading it in pieces.
  ///
  /// - Throws: `cannotRead`.
  init(
    _ descriptor: Int32, _ path: String, _ manifest: StreamManifest?
  ) throws(PostilError) {
    if let known = manifest?.mark { mark = known }
    var buffer = LineBuffer(limit: Int.max)
    var last: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .file(.cannotRead(path: path, errno: errno)) }
      if count == 0 { break }
      chunk.withUnsafeBytes { buffer.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      while case .line(let line)? = buffer.next() {
        lines += 1
        bytes += line.count + 1
        if lines > mark.lines { hashes.append(Self.hash(line)) }
        last = line
      }
    }
    if lines < mark.lines {
      // Somebody has shortened the file: what is left is compared by its last line.
      mark = InputMark()
      hashes = lines > 0 ? Array(repeating: nil, count: lines - 1) + [Self.hash(last)] : []
    } else if lines == mark.lines, lines > 0 {
      hashes = [Self.hash(last)]
    }
  }

  /// The hash of the text of a line that was answered, by its number from 1; nil if it is not known.
  func hash(ofLine line: Int) -> String? {
    let place = hashes.count - 1 - (lines - line)
    return hashes.indices.contains(place) ? hashes[place] : nil
  }

  /// The member `sha256` of an answer.
  private static func hash(_ answer: [UInt8]) -> String? {
    (try? JSONParser.parse(answer))?["sha256"]?.string
  }
}
