/// Writes JSON on one line, the only JSON printer of the product.
///
/// Control characters, line separators and bidirectional controls are escaped, so that a line is one
/// line to every reader and has no effect on a terminal.
public struct JSONWriter {
  /// The output so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Makes a writer with nothing written.
  public init() {}

  /// The value as a string.
  public static func string(_ value: JSONValue) -> String {
    String(decoding: self.bytes(value), as: UTF8.self)
  }

  /// The value as UTF-8 bytes.
  public static func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
  }

  /// Appends a value.
  public mutating func write(_ value: JSONValue) {
    switch value {
    case .null: write(raw: "null")
    case .bool(let truth): write(raw: truth ? "true" : "false")
    case .number(let spelling): bytes.append(contentsOf: spelling.utf8)
    case .string(let string): write(string)
    case .array(let elements): write(elements)
    case .object(let object): write(object)
    }
  }

  /// Writes bytes that are JSON already, such as a comma or a value written before.
  public mutating func write(raw json: some Sequence<UInt8>) { bytes.append(contentsOf: json) }

  /// Writes a literal that is JSON already.
  public mutating func write(raw json: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  /// Writes a whole number.
  package mutating func write(_ number: Int) { bytes.append(decimal: number) }

  /// Takes back the brace that was written last, so that more members can follow.
  package mutating func reopen() { bytes.removeLast() }

  /// Writes another member, whose name needs no escapes and whose value is a string.
  package mutating func write(member name: StaticString, _ value: String?) {
    guard let value else { return }
    write(raw: ",\"")
    write(raw: name)
    write(raw: "\":")
    write(value)
  }

  /// Writes a string in quotation marks.
  public mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { utf8 in
      var done = 0
      var index = 0
      while index < utf8.count {
        if Self.isPlain(utf8[index]) {
          index += 1
          continue
        }
        guard let (code, length) = Self.mustEscape(utf8, at: index) else {
          index += 1
          continue
        }
        bytes.append(contentsOf: utf8[done..<index])
        escape(code)
        index += length
        done = index
      }
      bytes.append(contentsOf: utf8[done...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ elements: [JSONValue]) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.name)
      bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func escape(_ code: UInt32) {
    switch code {
    case 0x22: write(raw: "\\\"")
    case 0x5C: write(raw: "\\\\")
    case 0x0A: write(raw: "\\n")
    case 0x0D: write(raw: "\\r")
    case 0x09: write(raw: "\\t")
    default:
      write(raw: "\\u")
      for shift in [12, 8, 4, 0] as [UInt32] {
        let digit = UInt8(code >> shift & 0xF)
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }

  /// Whether a byte neither must be escaped nor begins a character that may have to be.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80
      ? byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
      : byte != 0xC2 && byte != 0xD8 && byte != 0xE2
  }

  /// The code point that begins at `index` and its length in bytes, if it must not appear raw.
  private static func mustEscape(
    _ utf8: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (code: UInt32, length: Int)? {
    let byte = utf8[index]
    if byte < 0x80 {
      let special = byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
      return special ? (UInt32(byte), 1) : nil
    }
    if byte == 0xC2, utf8[index + 1] < 0xA0 { return (UInt32(utf8[index + 1]), 2) }  // C1 controls
    if byte == 0xD8, utf8[index + 1] == 0x9C { return (0x061C, 2) }
    guard byte == 0xE2, utf8[index + 1] == 0x80 || utf8[index + 1] == 0x81 else { return nil }
    let code = 0x2000 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F)
    switch code {
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return (code, 3)
    default: return nil
    }
  }
}

extension [UInt8] {
  /// Appends the decimal digits of a number, as its description has them.
  package mutating func append(decimal number: Int) {
    let place = count
    var left = number.magnitude
    repeat {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10))
      left /= 10
    } while left > 0
    if number < 0 { append(UInt8(ascii: "-")) }
    self[place...].reverse()
  }
}
