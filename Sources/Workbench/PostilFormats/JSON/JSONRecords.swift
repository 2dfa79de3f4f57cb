import PostilExchange
import PostilKit
import PostilSystem

/// The records of a file: its lines, the elements of its array, or the one object that it is.
struct JSONRecords {
  /// A record, with the line where it begins.
  struct Record {
    let line: Int
    /// What an article without a name is named by: the line, or the place in an array.
    let number: Int
    let json: () throws(PostilError) -> JSONValue
  }

  /// The records. Each is parsed when it is its turn.
  let all: [Record]

  /// Finds the records of a file.
  ///
  /// - Throws: `notUTF8`; `badRecord` for an array that does not end.
  init(_ source: ImportSource) throws(PostilError) {
    let path = source.path
    do throws(InvalidUTF8) { _ = try Text(validating: source.bytes) } catch {
      throw .file(.notUTF8(path: path, byte: error.offset))
    }
    let bytes = source.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[start...].firstIndex { !Self.isBlank($0) } ?? bytes.count
    var pieces: [(line: Int, range: Range<Int>)]
    var isArray = false
    if first < bytes.count, bytes[first] == UInt8(ascii: "["),
      let elements = try Self.elements(bytes, from: first, path)
    {
      pieces = elements
      isArray = true
    } else {
      pieces = Self.lines(bytes, from: start)
      // A document over several lines is one record.
      if pieces.count > 1, (try? JSONParser.parse(bytes[pieces[0].range])) == nil,
        (try? JSONParser.parse(bytes[first...])) != nil
      {
        pieces = [(1, first..<bytes.count)]
      }
    }
    all = pieces.enumerated().map { place, piece in
      let (line, range) = piece
      return Record(line: line, number: isArray ? place + 1 : line) { () throws(PostilError) in
        do throws(JSONParser.Failure) { return try JSONParser.parse(bytes[range]) } catch {
          throw .file(
            .badRecord(path: path, line: line, reason: "it is not a JSON object: \(error.reason)"))
        }
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func lines(_ bytes: [UInt8], from start: Int) -> [(line: Int, range: Range<Int>)] {
    var lines: [(line: Int, range: Range<Int>)] = []
    var (line, begin) = (1, start)
    for index in start...bytes.count where index == bytes.count || bytes[index] == 0x0A {
      if bytes[begin..<index].contains(where: { !isBlank($0) }) {
        lines.append((line, begin..<index))
      }
      line += 1
      begin = index + 1
    }
    return lines
  }

  /// The elements of the array that a file is; nil if more follows it, as where lines are arrays.
  private static func elements(
    _ bytes: [UInt8], from start: Int, _ path: String
  ) throws(PostilError) -> [(line: Int, range: Range<Int>)]? {
    var elements: [(line: Int, range: Range<Int>)] = []
    var (line, depth, isInString, isEscaped) = (1, 0, false, false)
    var begin: (line: Int, index: Int)?
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte == 0x0A { line += 1 }
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      if begin == nil, depth == 1, !isBlank(byte), byte != 0x2C, byte != 0x5D {
        begin = (line, index)
      }
      switch byte {
      case 0x22: isInString = true
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D: depth -= 1
      default: break
      }
      let isEnd = depth == 0 || depth == 1 && byte == 0x2C
      if isEnd, let started = begin {
        elements.append((started.line, started.index..<index))
        begin = nil
      }
      if depth == 0 {
        return bytes[(index + 1)...].allSatisfy(isBlank) ? elements : nil
      }
    }
    throw .file(.badRecord(path: path, line: line, reason: "the array does not end"))
  }
}
