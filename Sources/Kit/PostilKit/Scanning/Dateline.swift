/// The dateline that opens an agency's story: `TEHRAN, March 13 (Wire) -`.
public struct Dateline: Hashable, Sendable {
  /// Its tokens, including the final dash.
  public let tokens: Range<Int>
  /// The name of a place in capitals that it begins with.
  public let place: Range<Int>

  /// The longest dateline, in tokens.
  private static let limit = 18

  /// Reads the dateline that begins a line at the token `start`.
  ///
  /// - Returns: Nil unless the line opens with a name in capitals and a dash between blanks follows
  ///   after nothing but names, numbers and punctuation.
  public init?(_ text: Text, _ tokens: Tokens, from start: Int) {
    guard tokens.indices.contains(start) else { return nil }
    let found = text.utf8.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { Self.find(bytes, $0, from: start) }
    }
    guard let found else { return nil }
    self = found
  }

  private init(_ tokens: Range<Int>, place: Range<Int>) {
    self.tokens = tokens
    self.place = place
  }

  static func find(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tokens: UnsafeBufferPointer<Token>, from start: Int
  ) -> Dateline? {
    guard tokens[start].flags.contains([.lineBefore, .allCapitals]), tokens[start].count > 2 else {
      return nil
    }
    var place = start + 1
    while place < tokens.count, tokens[place].flags.contains(.allCapitals) { place += 1 }
    for index in place..<max(place, min(start + limit, tokens.count - 1)) {
      let token = tokens[index]
      if token.flags.contains(.lineBefore) { return nil }
      if isDash(bytes, token), token.flags.contains(.spaceBefore),
        tokens[index + 1].flags.contains(.spaceBefore)
      {
        return Dateline(start..<index + 1, place: start..<place)
      }
      guard belongs(token) else { return nil }
    }
    return nil
  }

  private static func belongs(_ token: Token) -> Bool {
    switch token.kind {
    case .word: token.isCapital
    case .number, .punctuation: true
    case .symbol, .handle, .hashtag, .address: false
    }
  }

  private static func isDash(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Token) -> Bool {
    let first = bytes[Int(token.start)]
    if first == UInt8(ascii: "-") { return true }
    return first == 0xE2 && token.count == 3 && bytes[Int(token.start) + 1] == 0x80
      && (0x93...0x95).contains(bytes[Int(token.start) + 2])
  }
}
