/// A set of code points: what one element of a pattern matches.
struct ScalarSet: Hashable, Sendable {
  /// A class of code points defined by Unicode.
  enum Kind: Hashable, Sendable {
    case word, digit, space
    /// A general category, or the first letter of several: `Lu`, `L`.
    case category(String)
  }

  /// A part of the set.
  enum Part: Hashable, Sendable {
    case range(ClosedRange<UInt32>)
    case kind(Kind, isNegated: Bool)
  }

  private let parts: [Part]
  private let isNegated: Bool
  private let ignoresCase: Bool
  /// Membership of the ASCII characters, 64 bits in each element.
  private let ascii: [UInt64]

  init(_ parts: [Part], isNegated: Bool = false, ignoresCase: Bool = false) {
    self.parts = parts
    self.isNegated = isNegated
    self.ignoresCase = ignoresCase
    var ascii: [UInt64] = [0, 0]
    for code in UInt32(0)..<128
    where Self.holds(code, parts, ignoresCase) != isNegated {
      ascii[Int(code >> 6)] |= 1 << UInt64(code & 63)
    }
    self.ascii = ascii
  }

  /// Whether a code point is in the set.
  func contains(_ code: UInt32) -> Bool {
    if code < 128 { return ascii[Int(code >> 6)] >> UInt64(code & 63) & 1 == 1 }
    return Self.holds(code, parts, ignoresCase) != isNegated
  }

  private static func holds(_ code: UInt32, _ parts: [Part], _ ignoresCase: Bool) -> Bool {
    if parts.contains(where: { holds(code, $0) }) { return true }
    guard ignoresCase, let scalar = Unicode.Scalar(code) else { return false }
    let properties = scalar.properties
    return [properties.lowercaseMapping, properties.uppercaseMapping].contains { other in
      let scalars = other.unicodeScalars
      guard let folded = scalars.first, scalars.count == 1, folded != scalar else { return false }
      return parts.contains { holds(folded.value, $0) }
    }
  }

  private static func holds(_ code: UInt32, _ part: Part) -> Bool {
    switch part {
    case .range(let range): return range.contains(code)
    case .kind(let kind, let isNegated): return kind.contains(code) != isNegated
    }
  }

  /// All code points, with or without line breaks.
  static func any(withLineBreaks: Bool) -> ScalarSet {
    ScalarSet(withLineBreaks ? [] : [.range(0x0A...0x0A), .range(0x0D...0x0D)], isNegated: true)
  }

  /// White space.
  static let space = ScalarSet([.kind(.space, isNegated: false)])
}

extension ScalarSet.Kind {
  /// Whether a code point belongs to the class.
  func contains(_ code: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(code) else { return false }
    let properties = scalar.properties
    switch self {
    case .space: return properties.isWhitespace || code == 0xFEFF || code == 0x200B
    case .digit: return properties.generalCategory == .decimalNumber
    case .word:
      return properties.isAlphabetic || code == 0x5F
        || "NM".contains(Self.code(scalar).first ?? "-")
    case .category(let name): return Self.code(scalar).hasPrefix(name)
    }
  }

  /// The general category with a name, or a group of categories such as `L` for all letters; nil
  /// for an unknown name.
  static func category(named name: String) -> ScalarSet.Kind? {
    codes.values.contains { $0.hasPrefix(name) } && !name.isEmpty ? .category(name) : nil
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    codes[scalar.properties.generalCategory] ?? ""
  }

  private static let codes: [Unicode.GeneralCategory: String] = [
    .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt", .modifierLetter: "Lm",
    .otherLetter: "Lo", .nonspacingMark: "Mn", .spacingMark: "Mc", .enclosingMark: "Me",
    .decimalNumber: "Nd", .letterNumber: "Nl", .otherNumber: "No", .connectorPunctuation: "Pc",
    .dashPunctuation: "Pd", .openPunctuation: "Ps", .closePunctuation: "Pe",
    .initialPunctuation: "Pi", .finalPunctuation: "Pf", .otherPunctuation: "Po", .mathSymbol: "Sm",
    .currencySymbol: "Sc", .modifierSymbol: "Sk", .otherSymbol: "So", .spaceSeparator: "Zs",
    .lineSeparator: "Zl", .paragraphSeparator: "Zp", .control: "Cc", .format: "Cf",
    .surrogate: "Cs", .privateUse: "Co", .unassigned: "Cn",
  ]
}
