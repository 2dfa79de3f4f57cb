import PostilKit

/// A text cut into pieces, each with a short code: enough to find what a changed text still has of it.
///
/// A piece is a run of letters, digits and marks, or a run of one other character; at most 31 code points.
/// A line feed, and a letter of a script without spaces between words, stands alone. A blank after a piece belongs to it, but not
/// to its code.
package struct TextPieces: Sendable {
  package struct Piece: Hashable, Sendable {
    /// Where it begins, in code points.
    package let start: Int
    /// Its length in code points, without the blank.
    package let length: Int
    /// Whether a blank follows.
    package let hasBlank: Bool
    /// Its length and 12 bits of the CRC-32 of its UTF-8; equal pieces have equal codes.
    package let code: UInt32

    /// Where it ends, without the blank.
    package var end: Int { start + length }

    init(start: Int, length: Int, hasBlank: Bool, hash: UInt32) {
      self.start = start
      self.length = length
      self.hasBlank = hasBlank
      code = UInt32(length) << 12 | hash & 0xFFF
    }
  }

  /// The pieces, in the order of the text.
  package private(set) var all: [Piece] = []
  /// The length of the text in code points.
  package private(set) var length = 0

  /// The largest length of a piece.
  private static let most = 31

  /// The index of the piece at a code point, a blank after it included.
  package func index(of codePoint: Int) -> Int {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].start <= codePoint { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  private mutating func add(length: Int, hasBlank: Bool, hash: UInt32) {
    all.append(Piece(start: self.length, length: length, hasBlank: hasBlank, hash: hash))
    self.length += length + (hasBlank ? 1 : 0)
  }

  // MARK: Cutting

  /// Cuts a text.
  package init(_ text: Text) {
    all.reserveCapacity(text.utf8.count / 5)
    text.utf8.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count { at = cut(bytes, at) }
    }
  }

  /// Adds the piece that begins at a byte; returns where the next one begins.
  private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let first = Self.scalar(bytes, start)
    let kind = Kind(first.scalar)
    var (end, length) = (first.end, 1)
    while kind != .alone, length < Self.most, end < bytes.count {
      let next = Self.scalar(bytes, end)
      let goesOn = kind == .word ? Kind(next.scalar) == .word : next.scalar == first.scalar
      guard goesOn else { break }
      (end, length) = (next.end, length + 1)
    }
    let hasBlank = end < bytes.count && bytes[end] == 0x20
    let hash = CRC32.of(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    add(length: length, hasBlank: hasBlank, hash: hash)
    return end + (hasBlank ? 1 : 0)
  }

  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (scalar: UInt32, end: Int) {
    let first = bytes[start]
    if first < 0x80 { return (UInt32(first), start + 1) }
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var scalar = UInt32(first) & (0xFF >> UInt32(count + 1))
    let end = min(start + count, bytes.count)
    for at in start + 1..<end { scalar = scalar << 6 | UInt32(bytes[at] & 0x3F) }
    return (scalar, end)
  }

  private enum Kind {
    case word, alone, other

    init(_ scalar: UInt32) {
      switch scalar {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: self = .word
      case 0x0A: self = .alone
      case 0..<0x80: self = .other
      default: self = Self.beyondASCII(scalar)
      }
    }

    private static func beyondASCII(_ value: UInt32) -> Kind {
      guard let scalar = Unicode.Scalar(value) else { return .other }
      let isMark =
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
      if isMark { return .word }
      // Thai, Lao and all from the radicals of Chinese on, but for the syllables of Korean.
      if (0xE00...0xEFF).contains(value) || value >= 0x2E80 && !(0xAC00...0xD7A3).contains(value) {
        return .alone
      }
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        ? .word : .other
    }
  }

  // MARK: Fingerprint

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The pieces as a string, three digits of base 64 each: the length, with 32 more if a blank follows, and
  /// two digits of the code.
  package var fingerprint: String {
    var result: [UInt8] = []
    result.reserveCapacity(3 * all.count)
    for piece in all {
      result.append(Self.digits[piece.length | (piece.hasBlank ? 32 : 0)])
      result.append(Self.digits[Int(piece.code >> 6 & 0x3F)])
      result.append(Self.digits[Int(piece.code & 0x3F)])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The pieces of a text that is not known any more; nil for a string that is not the fingerprint of a text
  /// of that length in code points.
  package init?(fingerprint: String, length: Int) {
    var values = [UInt8](repeating: 64, count: 256)
    for (value, digit) in Self.digits.enumerated() { values[Int(digit)] = UInt8(value) }
    let numbers = fingerprint.utf8.map { Int(values[Int($0)]) }
    guard numbers.count % 3 == 0, !numbers.contains(64) else { return nil }
    for at in stride(from: 0, to: numbers.count, by: 3) {
      guard numbers[at] & 31 > 0 else { return nil }
      add(
        length: numbers[at] & 31, hasBlank: numbers[at] > 31,
        hash: UInt32(numbers[at + 1] << 6 | numbers[at + 2]))
    }
    guard self.length == length else { return nil }
  }
}
