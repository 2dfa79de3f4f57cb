/// Escapes text for a terminal: control characters are replaced by their names.
package enum Escaping {
  /// The text with every control, bidirectional formatting and invisible character replaced by its name, as
  /// in ‹ESC›; tabs and line breaks become a space. Joiners between letters of the scripts that need
  /// them, or between emoji, are kept.
  package static func shown(_ text: String) -> String {
    if isHarmless(text) { return text }
    var result = ""
    var previous: Unicode.Scalar?
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if isJoiner(scalar), joins(previous), joins(scalars.first) || isIndic(previous) {
        result.unicodeScalars.append(scalar)
      } else {
        append(scalar, to: &result)
      }
      previous = scalar
    }
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
        // The first bytes of U+0080 to U+00BF, U+0600 to U+063F, U+2000 to U+2FFF and U+FEFF; then those
        // of U+034F, U+115F and U+1160, U+17B4 to U+180E, U+3164, U+FFA0, U+FFF9 to U+FFFB, U+E0000.
        case 0xC2: if bytes[index + 1] < 0xA0 || bytes[index + 1] == 0xAD { return false }
        case 0xCD: if bytes[index + 1] == 0x8F { return false }
        case 0xE1: if [0x85, 0x9E, 0xA0].contains(bytes[index + 1]) { return false }
        case 0xE3: if bytes[index + 1] == 0x85 { return false }
        case 0xF3: if bytes[index + 1] == 0xA0 { return false }
        case 0xD8: if bytes[index + 1] == 0x9C { return false }
        case 0xE2: if bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 { return false }
        case 0xEF: if (0xBB...0xBF).contains(bytes[index + 1]) { return false }
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
    case 0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200D,
      0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE00FF:
      result.append("‹\(hex(scalar.value))›")
    case 0xFEFF: result.append("‹BOM›")
    default: result.unicodeScalars.append(scalar)
    }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200C || scalar.value == 0x200D
  }

  /// Whether a character may have a joiner beside it: letters of scripts from Hebrew to Mongolian, and
  /// emoji with what varies them.
  private static func joins(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    switch scalar.value {
    case 0x0590..<0x10A0, 0x1780..<0x18B0, 0xA8E0..<0xABC0, 0xFB1D..<0xFE00, 0xFE70..<0xFEFF:
      return true
    case 0xFE0F, 0x11000..<0x12000: return true
    default: return scalar.properties.isEmoji && scalar.value > 0xFF
    }
  }

  /// Whether a letter's form may depend on a joiner at the end of a word.
  private static func isIndic(_ scalar: Unicode.Scalar?) -> Bool {
    (0x0900..<0x0E00).contains(scalar?.value ?? 0)
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
