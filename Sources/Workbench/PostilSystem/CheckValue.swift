import PostilKit

/// The check value of a line of a sidecar, `,"crc":"0a1b2c3d"}` at its end: the CRC-32 of all bytes before
/// it, so that a line that was damaged is noticed.
///
/// It is the line's last member because it can then be verified without parsing the line. Lines of other
/// programs need none.
package enum CheckValue {
  /// The name of the member.
  package static let name = "crc"

  /// What a line's bytes say about its check value.
  package enum State {
    /// The line does not end with one.
    case absent
    /// It is that of the bytes before it.
    case right
    /// The line is not as it was written.
    case wrong
  }

  private static let opening = Array(#","crc":""#.utf8)
  private static let closing = Array(#""}"#.utf8)
  private static let digits = 8
  private static let length = opening.count + digits + closing.count

  /// Whether the value of a member is a check value; any other value of that name is another program's.
  package static func isOne(_ value: JSONValue) -> Bool {
    value.string.map { $0.utf8.count == digits && number($0.utf8) != nil } ?? false
  }

  /// Examines a line without its newline.
  ///
  /// Damage in the few bytes around the digits is noticed, too: the value is then still that of the
  /// bytes before it.
  package static func state(of line: UnsafeBufferPointer<UInt8>) -> State {
    var end = line.count
    while end > 0, line[end - 1] == 0x0D || line[end - 1] == 0x20 { end -= 1 }
    guard end > length, line[end - length] == opening[0] || line[end - 1] == closing[1] else {
      return .absent
    }
    let start = end - length
    let strange =
      opening.indices.count { line[start + $0] != opening[$0] }
      + closing.indices.count { line[end - closing.count + $0] != closing[$0] }
    guard strange <= 2 else { return .absent }
    let value = number(line[start + opening.count..<end - closing.count])
    let isRight = value == CRC32.of(UnsafeBufferPointer(rebasing: line[..<start]))
    if strange > 0 { return isRight ? .wrong : .absent }
    return isRight ? .right : .wrong
  }

  /// The line of an object in JSON, which ends with `}`, with its check value.
  package static func adding(to line: [UInt8]) -> [UInt8] {
    guard line.count > 2 else { return line }
    var result = line
    result.removeLast()
    return result + ending(after: result[...])
  }

  /// The end of a line: the check value of the bytes before it, and what closes the object.
  package static func ending(after start: ArraySlice<UInt8>) -> [UInt8] {
    let value = start.withUnsafeBufferPointer { CRC32.of($0) }
    let hexadecimal = (1...UInt32(digits)).map { place -> UInt8 in
      let digit = UInt8(value >> (4 * (UInt32(digits) - place)) & 0xF)
      return digit < 10 ? 0x30 + digit : 0x57 + digit
    }
    return opening + hexadecimal + closing
  }

  /// A line whose check value is wrong, with a right one; as it is if it is not an object in JSON.
  package static func renewing(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard var object = (try? JSONParser.parse(line))?.object, let last = object.members.last else {
      return Array(line)
    }
    object[object[name] == nil ? last.name : name] = nil
    return adding(to: JSONWriter.bytes(.object(object)))
  }

  private static func number(_ digits: some Sequence<UInt8>) -> UInt32? {
    var number: UInt32 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: number = number << 4 | UInt32(digit - 0x30)
      case 0x61...0x66: number = number << 4 | UInt32(digit - 0x57)
      default: return nil
      }
    }
    return number
  }
}
