/// The text of an article, immutable: valid UTF-8 bytes, and conversion between offsets in bytes and in
/// code points.
///
/// Bytes are for scanning, code points for everything that is stored. Each conversion reads at most 64
/// bytes, whatever the length of the text.
public struct Text: Sendable {
  /// The bytes, exactly as in the file: a byte order mark and every CR count.
  public let utf8: [UInt8]

  /// The length in code points.
  public let count: Int

  /// Code points before each block of 64 bytes; empty when all bytes are ASCII, where byte and code
  /// point are the same.
  private let before: [UInt32]

  /// Takes bytes as they are in a file.
  ///
  /// - Throws: ``InvalidUTF8`` with the position of the first bad byte.
  public init(validating bytes: [UInt8]) throws(InvalidUTF8) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw InvalidUTF8(offset: error.byteOffsets.lowerBound)
    }
    self.init(valid: bytes)
  }

  /// Takes the characters of a string.
  public init(_ string: String) { self.init(valid: Array(string.utf8)) }

  private init(valid bytes: [UInt8]) {
    utf8 = bytes
    var before: [UInt32] = []
    before.reserveCapacity(bytes.count / 64 + 1)
    var total = 0
    bytes.withUnsafeBufferPointer { buffer in
      var block = 0
      while block < buffer.count {
        before.append(UInt32(truncatingIfNeeded: total))
        let end = min(block + 64, buffer.count)
        total += Self.codePoints(in: buffer, block, end)
        block = end
      }
    }
    count = total
    self.before = total == bytes.count ? [] : before
  }

  /// The code point that begins at (or holds) the byte at `offset`; `count` for the end.
  public func codePoint(atByte offset: Int) -> Int {
    if before.isEmpty { return offset }
    if offset >= utf8.count { return count }
    let block = offset / 64
    return utf8.withUnsafeBufferPointer {
      Int(before[block]) + Self.codePoints(in: $0, block * 64, offset)
    }
  }

  /// The byte at which the code point at `position` begins; the byte count for the end.
  public func byte(ofCodePoint position: Int) -> Int {
    if before.isEmpty { return position }
    if position >= count { return utf8.count }
    let block = block(ofCodePoint: position)
    return utf8.withUnsafeBufferPointer {
      Self.lead(in: $0, from: block * 64, after: position - Int(before[block]))
    }
  }

  /// The block of bytes that a code point begins in. A text has at least as many bytes as code points, and
  /// mostly few more, so that the block is found near the one that it would be in if all were ASCII.
  private func block(ofCodePoint position: Int) -> Int {
    var low = position / 64
    var step = 1
    while low + step < before.count, Int(before[low + step]) <= position {
      low += step
      step *= 2
    }
    var high = min(low + step, before.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(before[middle]) <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte of the lead byte that follows so many others.
  private static func lead(
    in buffer: UnsafeBufferPointer<UInt8>, from start: Int, after count: Int
  ) -> Int {
    var (offset, left) = (start, count)
    while left >= 8, offset + 8 <= buffer.count {
      left -= codePoints(in: buffer, offset, offset + 8)
      offset += 8
    }
    while offset < buffer.count {
      if buffer[offset] & 0xC0 != 0x80 {
        if left == 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return buffer.count
  }

  /// The span of a range of bytes that begins and ends between characters.
  public func span(bytes: Range<Int>) -> Span {
    Span(codePoint(atByte: bytes.lowerBound), codePoint(atByte: bytes.upperBound))
  }

  /// The bytes of a span inside the text.
  public func bytes(_ span: Span) -> Range<Int> {
    byte(ofCodePoint: span.start)..<byte(ofCodePoint: span.end)
  }

  /// The words of a span inside the text.
  public subscript(span: Span) -> String { self[bytes: bytes(span)] }

  /// The words of a range of bytes that begins and ends between characters.
  public subscript(bytes range: Range<Int>) -> String {
    String(decoding: utf8[range], as: UTF8.self)
  }

  /// The words of several spans joined by one blank: the surface string of an annotation.
  public subscript(spans: [Span]) -> String {
    spans.count == 1 ? self[spans[0]] : spans.map { self[$0] }.joined(separator: " ")
  }

  /// All of it.
  public var string: String { String(decoding: utf8, as: UTF8.self) }

  private static func codePoints(
    in buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var continuations = 0
    var index = start
    let raw = UnsafeRawBufferPointer(buffer)
    while index + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A continuation byte has bit 7 set and bit 6 clear.
      continuations += ((word >> 7) & (~word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
      index += 8
    }
    while index < end {
      if buffer[index] & 0xC0 == 0x80 { continuations += 1 }
      index += 1
    }
    return end - start - continuations
  }
}

extension Text: Hashable {
  /// Texts are equal when their bytes are.
  public static func == (left: Text, right: Text) -> Bool { left.utf8 == right.utf8 }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(utf8) }
}

/// Bytes that are not UTF-8.
public struct InvalidUTF8: Error, Hashable {
  /// The byte offset, from 0, of the first byte that is not part of a valid character.
  public let offset: Int

  /// Makes an error for the byte at `offset`.
  public init(offset: Int) { self.offset = offset }
}
