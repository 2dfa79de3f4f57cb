/// Escapes text for a terminal: control characters are replaced by their names.
package enum Escaping {
  /// The text with every control and bidirectional formatting character replaced by its name, as in
  /// ‹ESC›; tabs and line breaks become a space.
  package static func shown(_ text: String) -> String {
    if isHarmless(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// The same for text of several lines, keeping the line breaks.
  package static func shownLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }
      .joined(separator: "\n")
  }

  /// Whether no character needs escaping: a fast check on bytes, since most text needs none.
  private static func isHarmless(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for index in bytes.indices {
        switch bytes[index] {
        case 0..<0x20, 0x7F: return false
        // The first bytes of U+0080 to U+00BF, U+0600 to U+063F, U+2000 to U+2FFF and U+FEFF.
        case 0xC2: if bytes[index + 1] < 0xA0 { return false }
        case 0xD8: if bytes[index + 1] == 0x9C { return false }
        case 0xE2: if bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 { return false }
        case 0xEF: if bytes[index + 1] == 0xBB { return false }
        default: continue
        }
      }
      return true
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
    case 0..<0x20: result.append("‹\(names[Int(scalar.value)])›")
    case 0x7F: result.append("‹DEL›")
    case 0x80..<0xA0: result.append("‹\(hex(scalar.value))›")
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      result.append("‹\(hex(scalar.value))›")
    case 0xFEFF: result.append("‹BOM›")
    default: result.unicodeScalars.append(scalar)
    }
  }

  private static func hex(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static let names = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
  ]
}
