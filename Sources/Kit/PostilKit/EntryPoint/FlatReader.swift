/// Reads a flat message of `postil.h`; whatever its bytes are, nothing outside them is read.
struct FlatReader {
  /// Why bytes are not a flat message.
  struct Failure: Error {
    /// The reason, as the end of a sentence.
    let reason: String
  }

  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = UnsafeRawBufferPointer(bytes) }

  mutating func number() throws(Failure) -> Int {
    guard bytes.count - at >= 8 else { throw Failure(reason: "it ends too early") }
    defer { at += 8 }
    return Int(bytes.loadUnaligned(fromByteOffset: at, as: Int64.self))
  }

  /// The count of a list whose elements have at least 8 bytes each.
  mutating func count() throws(Failure) -> Int {
    let count = try number()
    guard count >= 0, count <= (bytes.count - at) / 8 else {
      throw Failure(reason: "a list ends too early")
    }
    return count
  }

  /// The bytes of a text; nil if there is none.
  private mutating func utf8() throws(Failure) -> UnsafeRawBufferPointer? {
    let count = try number()
    if count == -1 { return nil }
    guard count >= 0, count <= bytes.count - at else {
      throw Failure(reason: "a text ends too early")
    }
    defer { at += count }
    return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
  }

  mutating func optionalText() throws(Failure) -> String? {
    guard let utf8 = try utf8() else { return nil }
    // Validating costs several times as much as looking for bytes that need it.
    if utf8.allSatisfy({ $0 < 0x80 }) { return String(decoding: utf8, as: UTF8.self) }
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw Failure(reason: "a text is not UTF-8")
    }
    return text
  }

  /// A text; an empty one if there is none.
  mutating func text() throws(Failure) -> String { try optionalText() ?? "" }

  /// A text that is JSON; nil if there is none.
  mutating func json() throws(Failure) -> JSONValue? {
    guard let utf8 = try utf8() else { return nil }
    do throws(JSONParser.Failure) {
      return try JSONParser.parse(utf8.bindMemory(to: UInt8.self))
    } catch {
      throw Failure(reason: "a value is not JSON: \(error.reason)")
    }
  }

  /// Whether all is read.
  var isAtEnd: Bool { at == bytes.count }
}
