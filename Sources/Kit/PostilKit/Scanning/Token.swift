/// A word, number, punctuation mark or symbol of a text, as a range of bytes.
@frozen public struct Token: Hashable, Sendable {
  /// The kind of a token, by its characters alone.
  @frozen public enum Kind: UInt8, Sendable {
    /// Begins with a letter.
    case word
    /// Begins with a digit.
    case number
    /// ASCII or Unicode punctuation; runs of full stops or hyphens are one token.
    case punctuation
    /// Emoji, currency and other symbols; an emoji sequence is one token.
    case symbol
    /// `@name`.
    case handle
    /// `#name`.
    case hashtag
    /// A web address, with or without its scheme.
    case address
  }

  /// What precedes a token, and its letter case.
  @frozen public struct Flags: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Makes flags of bits.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Preceded by white space (or the first token).
    @inlinable public static var spaceBefore: Flags { Flags(rawValue: 1) }
    /// Preceded by a line break (or the first token).
    @inlinable public static var lineBefore: Flags { Flags(rawValue: 2) }
    /// Preceded by an empty line (or the first token).
    @inlinable public static var paragraphBefore: Flags { Flags(rawValue: 4) }
    /// Its first letter is a capital.
    @inlinable public static var capital: Flags { Flags(rawValue: 8) }
    /// It has two letters or more and all are capitals.
    @inlinable public static var allCapitals: Flags { Flags(rawValue: 16) }
  }

  /// The first byte in the text.
  public let start: UInt32
  /// One past the last byte in the text.
  public let end: UInt32
  /// Its kind.
  public let kind: Kind
  /// What precedes it, and its letter case.
  public let flags: Flags

  /// Its bytes in the text.
  @inlinable public var bytes: Range<Int> { Int(start)..<Int(end) }

  /// Its length in bytes.
  @inlinable public var count: Int { Int(end - start) }

  /// Whether its first letter is a capital.
  @inlinable public var isCapital: Bool { flags.contains(.capital) }
}

extension Text {
  /// The words of a token.
  public subscript(token: Token) -> String { self[bytes: token.bytes] }

  /// The words from one token through another.
  public subscript(first: Token, last: Token) -> String {
    self[bytes: Int(first.start)..<Int(last.end)]
  }

  /// The span from one token through another.
  public func span(_ first: Token, through last: Token) -> Span {
    span(bytes: Int(first.start)..<Int(last.end))
  }
}
