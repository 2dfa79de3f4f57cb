/// Reads JSON strictly (RFC 8259), the only JSON parser of the product.
///
/// What parsers disagree about is an error here: a repeated name, bytes that are not UTF-8, an unpaired
/// surrogate, more than 64 levels, a number of more than 40 characters.
public struct JSONParser {
  /// Why a text is not JSON.
  public struct Failure: Error, Hashable, Sendable {
    /// The byte, from 0, at which it stops being JSON.
    public let offset: Int
    /// What is wrong there, as the end of a sentence.
    public let reason: String

    /// Makes a failure.
    public init(offset: Int, reason: String) {
      self.offset = offset
      self.reason = reason
    }
  }

  private static let maximumDepth = 64
  private static let maximumNumber = 40

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// The name of the outermost object's list whose elements are handed on, and what takes them.
  private let handing: (name: String, take: (JSONValue) -> Void)?

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, handing: (name: String, take: (JSONValue) -> Void)? = nil
  ) {
    self.bytes = bytes
    self.handing = handing
  }

  /// Reads one value that fills the bytes except for white space.
  public static func parse(_ bytes: some Sequence<UInt8>) throws(Failure) -> JSONValue {
    let outcome = bytes.withContiguousStorageIfAvailable { result(of: $0) }
    return try (outcome ?? ContiguousArray(bytes).withUnsafeBufferPointer { result(of: $0) }).get()
  }

  /// Reads one value that fills the bytes except for white space. Not generic, and so the fastest to
  /// call from another module.
  public static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(Failure) -> JSONValue {
    try result(of: bytes).get()
  }

  /// Reads one value that fills the bytes, and hands the elements of one list on as they are read, so that
  /// they are not all in memory at once; some may have been handed on when an error is thrown.
  ///
  /// - Parameters:
  ///   - name: The member of the outermost object; if it is a list, it is empty in the value returned.
  ///   - take: Takes one element.
  package static func parse(
    _ bytes: [UInt8], handing name: String, to take: @escaping (JSONValue) -> Void
  ) throws(Failure) -> JSONValue {
    let outcome = bytes.withUnsafeBufferPointer { bytes in
      var parser = JSONParser(bytes, handing: (name, take))
      return Result { () throws(Failure) in try parser.document() }
    }
    return try outcome.get()
  }

  /// Reads one value that fills the string except for white space.
  public static func parse(_ string: String) throws(Failure) -> JSONValue {
    try parse(Array(string.utf8))
  }

  private static func result(of bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, Failure> {
    var parser = JSONParser(bytes)
    return Result { () throws(Failure) in try parser.document() }
  }

  private mutating func document() throws(Failure) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if at < bytes.count { throw failure("something follows the value") }
    return value
  }

  private func failure(_ reason: String) -> Failure { Failure(offset: at, reason: reason) }

  private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  private mutating func skipSpace() {
    while at < bytes.count, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    skipSpace()
    guard at < bytes.count else { throw failure("it ends too early") }
    guard depth < Self.maximumDepth else { throw failure("it nests more than 64 levels deep") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue
  {
    let length = word.utf8CodeUnitCount
    guard at + length <= bytes.count,
      (0..<length).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] })
    else { throw failure("a value is expected") }
    at += length
    return value
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONObject {
    at += 1
    var object = JSONObject()
    skipSpace()
    if byte == UInt8(ascii: "}") {
      at += 1
      return object
    }
    while true {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else {
        throw failure("a name in quotation marks is expected")
      }
      let name = try string()
      if object.has(name) { throw failure("the name '\(name)' is given twice") }
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw failure("a colon is expected") }
      at += 1
      object.append(.init(name: name, value: try member(name, depth: depth + 1)))
      skipSpace()
      if byte == UInt8(ascii: "}") { break }
      guard byte == UInt8(ascii: ",") else { throw failure("a comma or '}' is expected") }
      at += 1
    }
    at += 1
    return object
  }

  private mutating func member(_ name: String, depth: Int) throws(Failure) -> JSONValue {
    guard depth == 1, let handing, handing.name == name else { return try value(depth: depth) }
    skipSpace()
    guard byte == UInt8(ascii: "[") else { return try value(depth: depth) }
    return .array(try array(depth: depth, handing: handing.take))
  }

  private mutating func array(
    depth: Int, handing take: ((JSONValue) -> Void)? = nil
  ) throws(Failure) -> [JSONValue] {
    at += 1
    var elements: [JSONValue] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      at += 1
      return elements
    }
    while true {
      let element = try value(depth: depth + 1)
      if let take { take(element) } else { elements.append(element) }
      skipSpace()
      if byte == UInt8(ascii: "]") { break }
      guard byte == UInt8(ascii: ",") else { throw failure("a comma or ']' is expected") }
      at += 1
    }
    at += 1
    return elements
  }

  private mutating func number() throws(Failure) -> String {
    let start = at
    if byte == UInt8(ascii: "-") { at += 1 }
    if byte == UInt8(ascii: "0") { at += 1 } else { try digits() }
    if byte == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      at += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    let spelling = String(decoding: bytes[start..<at], as: UTF8.self)
    guard at - start <= Self.maximumNumber, Double(spelling)?.isFinite == true else {
      at = start
      throw failure("the number is too long or too large")
    }
    return spelling
  }

  private mutating func digits() throws(Failure) {
    guard (0x30...0x39).contains(byte) else { throw failure("a value is expected") }
    while (0x30...0x39).contains(byte) { at += 1 }
  }

  private mutating func string() throws(Failure) -> String {
    at += 1
    let start = at
    while at < bytes.count, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      at += 1
    }
    if byte == UInt8(ascii: "\""), at < bytes.count {
      defer { at += 1 }
      return try decoded(bytes[start..<at], from: start)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(Failure) -> String {
    var content = Array(bytes[start..<at])
    while at < bytes.count {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return try decoded(content[...], from: start)
      case UInt8(ascii: "\\"):
        content.append(contentsOf: try escape())
      case 0..<0x20:
        throw failure("a control character must be escaped")
      default:
        content.append(byte)
        at += 1
      }
    }
    throw failure("a string has no end")
  }

  private func decoded(_ content: some Collection<UInt8>, from start: Int) throws(Failure) -> String
  {
    // Validating costs several times as much as looking for bytes that need it.
    if content.allSatisfy({ $0 < 0x80 }) { return String(decoding: content, as: UTF8.self) }
    guard let string = String(validating: content, as: UTF8.self) else {
      throw Failure(offset: start, reason: "a string is not UTF-8")
    }
    return string
  }

  private mutating func escape() throws(Failure) -> [UInt8] {
    at += 1
    let letter = byte
    guard at < bytes.count else { throw failure("a string has no end") }
    at += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try scalar()
    default: throw failure("an escape is unknown")
    }
  }

  private mutating func scalar() throws(Failure) -> [UInt8] {
    let high = try fourDigits()
    var code = high
    if (0xD800...0xDBFF).contains(high) {
      guard byte == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u")
      else { throw failure("half a surrogate pair") }
      at += 2
      let low = try fourDigits()
      guard (0xDC00...0xDFFF).contains(low) else { throw failure("half a surrogate pair") }
      code = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half a surrogate pair") }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    guard at + 4 <= bytes.count else { throw failure("an escape is unknown") }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("an escape is unknown")
      }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code
  }
}
