/// Finds web and mail addresses, with or without a scheme.
struct AddressScanner {
  private static let domains: Set<String> = [
    "com", "org", "net", "gov", "edu", "int", "info", "io", "eu", "uk", "de", "fr", "ru", "ua",
    "by", "ir", "cn", "in", "us", "tv",
  ]

  /// The longest host, with its user or labels, in bytes. Without a limit, in a text that consists
  /// of hyphenated words, each word would read to the end of the text.
  private static let longestHost = 320

  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The end of the address that begins at `start`; nil if none does.
  func address(_ start: Int) -> Int? {
    // Most words end before any character that only addresses have: stop early.
    var end = start
    while isHost(end), end - start < Self.longestHost { end += 1 }
    guard end < bytes.count, end > start else { return nil }
    switch bytes[end] {
    case UInt8(ascii: ":"):
      return bytes[end...].starts(with: "://".utf8) ? trimmed(start, path(end)) : nil
    case UInt8(ascii: "."), UInt8(ascii: "@"):
      return dotted(start, end)
    default: return nil
    }
  }

  private func dotted(_ start: Int, _ first: Int) -> Int? {
    var end = first
    var label = first
    while end < bytes.count, end - start < Self.longestHost,
      isHost(end) || bytes[end] == 0x2E || bytes[end] == 0x40
    {
      if bytes[end] == 0x2E || bytes[end] == 0x40 { label = end + 1 }
      end += 1
    }
    // "end. Next" and "U.S." are not addresses: a known last label must follow the last full stop.
    if end == label, label > first + 1 { return dottedBefore(start, first, end - 1) }
    return isDomain(label, end) ? trimmed(start, path(end)) : nil
  }

  /// The end of an address without the full stop of its sentence.
  private func dottedBefore(_ start: Int, _ first: Int, _ end: Int) -> Int? {
    guard let label = bytes[first..<end].lastIndex(of: 0x2E) else { return nil }
    return isDomain(label + 1, end) ? end : nil
  }

  private func isDomain(_ start: Int, _ end: Int) -> Bool {
    end - start >= 2 && end - start <= 4
      && Self.domains.contains(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  private func path(_ start: Int) -> Int {
    guard start < bytes.count,
      bytes[start] == UInt8(ascii: "/") || bytes[start] == UInt8(ascii: ":")
    else { return start }
    return bytes[start...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 >= 0x80 }
      ?? bytes.count
  }

  private func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, ".,;:!?)]'".utf8.contains(bytes[end - 1]) { end -= 1 }
    return end
  }

  private func isHost(_ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    return (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
