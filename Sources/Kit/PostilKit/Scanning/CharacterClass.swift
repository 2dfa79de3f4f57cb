/// The class of a character for a scanner.
enum CharacterClass: UInt8 {
  case space, newline, lower, upper, digit, punctuation, symbol, mark, joiner

  var isLetter: Bool { self == .lower || self == .upper }

  /// The class of ASCII characters, by code.
  static let ascii: [CharacterClass] = (0..<128).map { code in
    switch UInt8(code) {
    case 0x0A: .newline
    case 0...0x20, 0x7F: .space
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="),
      UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"),
      UInt8(ascii: "~"):
      .symbol
    default: .punctuation
    }
  }

  /// The class of a character outside ASCII: blocks decide, and the standard library where letters,
  /// marks and symbols share a block.
  static func of(_ code: UInt32) -> CharacterClass {
    switch code {
    case 0x85, 0x2028, 0x2029: return .newline
    case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: return .space
    case 0x200C, 0x200D: return .joiner
    case 0x00C0...0x00D6, 0x00D8...0x00DE: return .upper
    case 0x00DF...0x00F6, 0x00F8...0x00FF: return .lower
    case 0x0300...0x036F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF: return .mark
    case 0x2010...0x206F, 0x3001...0x3003, 0x3008...0x3011: return .punctuation
    case 0x20A0...0x20CF, 0x2190...0x2BFF, 0x1F000...0x1FAFF: return .symbol
    default: return byProperties(code)
    }
  }

  private static func byProperties(_ code: UInt32) -> CharacterClass {
    guard let scalar = Unicode.Scalar(code) else { return .symbol }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .lowercaseLetter, .modifierLetter, .otherLetter, .letterNumber: return .lower
    case .decimalNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .spaceSeparator, .control: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return .symbol
    }
  }
}
