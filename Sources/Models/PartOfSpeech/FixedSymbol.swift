import PostilKit

/// A token whose only possible tag follows from its spelling: punctuation, a symbol, an address.
package enum FixedSymbol: UInt8, CaseIterable, Sendable {
  case comma, stop, colon, open, close, leftBracket, rightBracket, currency, percent, ampersand
  case address, smiley, rule, other

  /// Its tag in both sets.
  package var tag: WordTag {
    switch self {
    case .comma: WordTag(.comma, .punct)
    case .stop: WordTag(.stop, .punct)
    case .colon: WordTag(.colon, .punct)
    case .open: WordTag(.open, .punct)
    case .close: WordTag(.close, .punct)
    case .leftBracket: WordTag(.lrb, .punct)
    case .rightBracket: WordTag(.rrb, .punct)
    case .currency: WordTag(.dollar, .sym)
    case .percent: WordTag(.nn, .sym)
    case .ampersand: WordTag(.cc, .cconj)
    case .address: WordTag(.add, .propn)
    case .smiley: WordTag(.nfp, .sym)
    case .rule: WordTag(.nfp, .punct)
    case .other: WordTag(.sym, .sym)
    }
  }

  /// The symbol of a token; nil for a word and for a token with several possible tags, such as a hyphen.
  @inline(__always)
  package init?(
    _ bytes: UnsafeBufferPointer<UInt8>, _ token: Token
  ) {
    guard token.kind != .word, token.kind != .number else { return nil }
    self.init(symbol: token, bytes)
  }

  private init?(symbol token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch token.kind {
    case .punctuation, .symbol: break
    case .address:
      self = .address
      return
    default: return nil
    }
    let start = Int(token.start)
    let first = bytes[start]
    if token.count == 1, let decoration = Self.decoration(bytes, start) {
      self = decoration
      return
    }
    switch first {
    case UInt8(ascii: ","): self = .comma
    case UInt8(ascii: "."):
      guard token.count == 1 else { return nil }
      self = .stop
    case UInt8(ascii: "!"), UInt8(ascii: "?"): self = .stop
    case UInt8(ascii: ":"), UInt8(ascii: ";"): self = .colon
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): self = .leftBracket
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): self = .rightBracket
    case UInt8(ascii: "`"): self = .open
    case UInt8(ascii: "$"): self = .currency
    case UInt8(ascii: "%"): self = .percent
    case UInt8(ascii: "&"): self = .ampersand
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      self = token.flags.contains(.spaceBefore) ? .open : .close
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"): return nil
    case 0xC2 where token.count == 2: self = Self.guillemet(bytes[start + 1])
    case 0xE2 where token.count == 3: self = Self.general(bytes[start + 1], bytes[start + 2])
    default: self = .other
    }
  }

  /// The eyes of a smiley, or one of several equal characters in a row.
  private static func decoration(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> FixedSymbol?
  {
    func byte(_ offset: Int) -> UInt8 {
      bytes.indices.contains(start + offset) ? bytes[start + offset] : 0x20
    }
    switch bytes[start] {
    case UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: "+"):
      return byte(1) == bytes[start] || byte(-1) == bytes[start] ? .rule : nil
    case UInt8(ascii: ":"), UInt8(ascii: ";"):
      let mouth = byte(1) == UInt8(ascii: "-") ? byte(2) : byte(1)
      let mouths = [UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "D"), UInt8(ascii: "P")]
      return mouths.contains(mouth) ? .smiley : nil
    default: return nil
    }
  }

  /// An angle quotation mark, by its second byte.
  private static func guillemet(_ second: UInt8) -> FixedSymbol {
    second == 0xAB ? .open : second == 0xBB ? .close : .other
  }

  /// A character of the blocks of general punctuation or of currency symbols.
  private static func general(_ second: UInt8, _ third: UInt8) -> FixedSymbol {
    guard second == 0x80 else { return second == 0x82 ? .currency : .other }
    switch third {
    case 0x90...0x95: return .colon
    case 0xA6: return .stop
    case 0x98, 0x9A, 0x9C, 0x9E, 0xB9: return .open
    case 0x99, 0x9B, 0x9D, 0x9F, 0xBA: return .close
    default: return .other
    }
  }
}
