import PostilKit

/// A read position in a line of JSON that reads the forms that Postil writes, and gives nil for others: what
/// it reads, ``JSONParser`` reads in the same way.
struct JSONCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
  }

  /// Whether only white space follows.
  var isAtEnd: Bool {
    var rest = self
    rest.skipSpace()
    return rest.at == bytes.count
  }

  /// Skips white space and then this byte, if it is there.
  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// The bytes of a string without escapes.
  mutating func plainString() -> UnsafeBufferPointer<UInt8>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      if bytes[at] == UInt8(ascii: "\\") || bytes[at] < 0x20 { return nil }
      at += 1
    }
    guard at < bytes.count else { return nil }
    at += 1
    return UnsafeBufferPointer(rebasing: bytes[start..<at - 1])
  }

  /// Spans, `[[0,3],[5,9]]`, in text order.
  mutating func spans() -> [Span]? {
    guard take(UInt8(ascii: "[")) else { return nil }
    var spans: [Span] = []
    if take(UInt8(ascii: "]")) { return spans }
    repeat {
      guard take(UInt8(ascii: "[")), let start = number(), take(UInt8(ascii: ",")),
        let end = number(), take(UInt8(ascii: "]")), start <= end, start >= spans.last?.end ?? 0
      else { return nil }
      spans.append(Span(start, end))
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? spans : nil
  }

  /// An integer of at most 15 digits in JSON's spelling.
  private mutating func number() -> Int? {
    skipSpace()
    let start = at
    var value = 0
    while at < bytes.count, (0x30...0x39).contains(bytes[at]), at - start < 16 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    let length = at - start
    return length == 0 || length > 15 || (length > 1 && bytes[start] == 0x30) ? nil : value
  }

  /// The string of the bytes between quotation marks; nil if they are not valid UTF-8.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    // Validating costs several times as much as checking for non-ASCII bytes.
    bytes.allSatisfy { $0 < 0x80 }
      ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
  }

  /// An object `{"name":"value"}` of strings without escapes and without repeated names; for
  /// anything else, nil without moving the position.
  mutating func plainMembers() -> [String: JSONValue]? {
    var ahead = self
    var members: [String: JSONValue] = [:]
    guard ahead.take(UInt8(ascii: "{")) else { return nil }
    if !ahead.take(UInt8(ascii: "}")) {
      repeat {
        guard let name = ahead.plainString().flatMap(Self.string), ahead.take(UInt8(ascii: ":")),
          let value = ahead.plainString().flatMap(Self.string),
          members.updateValue(.string(value), forKey: name) == nil
        else { return nil }
      } while ahead.take(UInt8(ascii: ","))
      guard ahead.take(UInt8(ascii: "}")) else { return nil }
    }
    self = ahead
    return members
  }

  /// The members of any object.
  mutating func members() -> [String: JSONValue]? {
    guard let members = value()?.object?.members else { return nil }
    return Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
  }

  /// A number such as `0.91`, of at most 15 digits, with exactly the value that a full parser
  /// gives; for anything else, nil without moving the position.
  mutating func plainDecimal() -> Double? {
    var ahead = self
    guard let whole = ahead.number(), whole < 1_000_000 else { return nil }
    var (digits, scale) = (whole, 1)
    if ahead.at < bytes.count, bytes[ahead.at] == UInt8(ascii: ".") {
      ahead.at += 1
      let start = ahead.at
      while ahead.at < bytes.count, (0x30...0x39).contains(bytes[ahead.at]), ahead.at - start < 9 {
        digits = digits * 10 + Int(bytes[ahead.at] - 0x30)
        scale *= 10
        ahead.at += 1
      }
      if scale == 1 { return nil }
    }
    var end = ahead
    guard end.take(UInt8(ascii: ",")) || end.take(UInt8(ascii: "}")) else { return nil }
    self = ahead
    // Both are exact, so the quotient is the nearest double.
    return Double(digits) / Double(scale)
  }

  /// Any value, parsed by ``JSONParser``.
  mutating func value() -> JSONValue? {
    skipSpace()
    let start = at
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""): guard skipString() else { return nil }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        at += 1
        // The parser counts nesting from the start of the line; near its limit, let it parse the
        // whole line.
        if depth > 32 { return nil }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return parsed(start) }
        depth -= 1
        at += 1
      case UInt8(ascii: ",") where depth == 0: return parsed(start)
      default: at += 1
      }
    }
    return nil
  }

  private mutating func skipString() -> Bool {
    at += 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        return true
      }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  private func parsed(_ start: Int) -> JSONValue? {
    try? JSONParser.parse(UnsafeBufferPointer(rebasing: bytes[start..<at]))
  }
}
