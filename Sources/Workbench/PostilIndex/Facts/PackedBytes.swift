/// Writes numbers and texts into bytes, small numbers in one byte.
struct BytePacker {
  private(set) var bytes: [UInt8] = []

  /// Writes a number that is not negative, seven bits in a byte, the lowest first.
  mutating func add(_ number: Int) {
    var rest = UInt(bitPattern: number)
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes the low 32 bits of a number as four bytes.
  mutating func add(sum: UInt32) {
    for shift in [0, 8, 16, 24] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: sum >> shift))
    }
  }
}

/// Reads what ``BytePacker`` has written; nil for other bytes.
struct ByteUnpacker {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  var isAtEnd: Bool { at == bytes.endIndex }

  mutating func number() -> Int? {
    var (value, shift) = (UInt(0), UInt(0))
    while at < bytes.endIndex, shift < 63 {
      let byte = bytes[at]
      at += 1
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(exactly: value) }
      shift += 7
    }
    return nil
  }

  mutating func text() -> String? {
    guard let count = number(), count <= bytes.endIndex - at else { return nil }
    defer { at += count }
    return String(validating: bytes[at..<at + count], as: UTF8.self)
  }
}
