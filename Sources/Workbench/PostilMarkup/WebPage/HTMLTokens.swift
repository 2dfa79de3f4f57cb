import PostilKit

/// A piece of an HTML page.
enum HTMLToken: Equatable {
  /// A start tag, with names in lower case.
  case open(name: String, attributes: [String: String])
  case close(name: String)
  case text(String)
}

/// Splits a page into tags and text as browsers do: nothing is an error, and comments, document types and
/// scripts are passed over.
struct HTMLTokens {
  private let bytes: [UInt8]
  private var place = 0
  /// The element whose content has no tags, once it is open.
  private var raw: String?

  /// Elements whose content is text without tags, and those of them that nobody reads.
  private static let rawElements: Set = ["script", "style", "textarea", "title", "xmp"]

  /// - Parameter bytes: A page in UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next piece; nil at the end.
  mutating func next() -> HTMLToken? {
    if let name = raw {
      raw = nil
      if let text = rawText(of: name) { return .text(text) }
    }
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else { return .text(text()) }
      let following = place + 1 < bytes.count ? bytes[place + 1] : 0
      if starts(with: "<!--") {
        skip(past: "-->")
      } else if following == UInt8(ascii: "!") || following == UInt8(ascii: "?") {
        skip(past: ">")
      } else if following == UInt8(ascii: "/") {
        if let token = endTag() { return token }
      } else if Self.isLetter(following) {
        return startTag()
      } else {
        // A lone `<` is text.
        return .text(text())
      }
    }
    return nil
  }

  // MARK: Tags

  private mutating func startTag() -> HTMLToken {
    place += 1
    let name = word()
    var attributes: [String: String] = [:]
    while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
      if Self.isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "/") {
        place += 1
        continue
      }
      let attribute = word()
      if attribute.isEmpty {
        place += 1
        continue
      }
      let value = value()
      if attributes[attribute] == nil { attributes[attribute] = value }
    }
    place = min(place + 1, bytes.count)
    if Self.rawElements.contains(name) { raw = name }
    return .open(name: name, attributes: attributes)
  }

  private mutating func endTag() -> HTMLToken? {
    place += 2
    let name = word()
    let end = bytes[min(place, bytes.count)...].firstIndex(of: UInt8(ascii: ">"))
    place = end.map { $0 + 1 } ?? bytes.count
    return name.isEmpty ? nil : .close(name: name)
  }

  /// A name in lower case.
  private mutating func word() -> String {
    let start = place
    while place < bytes.count, !Self.isSpace(bytes[place]), !">/=".utf8.contains(bytes[place]) {
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
  }

  private mutating func value() -> String {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { return "" }
    place += 1
    skipSpace()
    guard place < bytes.count else { return "" }
    let mark = bytes[place]
    let start: Int
    if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") {
      start = place + 1
      place = bytes[start...].firstIndex(of: mark) ?? bytes.count
      defer { place = min(place + 1, bytes.count) }
      return Self.decoded(bytes[start..<place])
    }
    start = place
    while place < bytes.count, !Self.isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">") {
      place += 1
    }
    return Self.decoded(bytes[start..<place])
  }

  // MARK: Text

  private mutating func text() -> String {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
    return Self.decoded(bytes[start..<place])
  }

  /// The content of an element without tags, up to its end tag; nil if it is a script or a style.
  private mutating func rawText(of name: String) -> String? {
    let start = place
    let end = Array("</\(name)".utf8)
    while place < bytes.count, !isEnd(end) { place += 1 }
    let isRead = name == "title" || name == "textarea"
    // Data about the article is in scripts.
    if name == "script" { return String(decoding: bytes[start..<place], as: UTF8.self) }
    return isRead ? Self.decoded(bytes[start..<place]) : nil
  }

  private func isEnd(_ end: [UInt8]) -> Bool {
    guard bytes[place] == end[0], place + end.count <= bytes.count else { return false }
    return zip(bytes[place...], end).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
  }

  /// Text with its character references resolved; one that is none stays as it is.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var decoded = ""
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      decoded += String(decoding: rest[..<start], as: UTF8.self)
      let name = rest[(start + 1)...].prefix(32).prefix {
        isLetter($0) || isDigit($0) || $0 == 0x23
      }
      let scalar = character(Substring(String(decoding: name, as: UTF8.self)))
      let hasEnd = name.endIndex < rest.endIndex && rest[name.endIndex] == UInt8(ascii: ";")
      if let scalar, hasEnd {
        decoded.unicodeScalars.append(scalar)
        rest = rest[(name.endIndex + 1)...]
      } else {
        decoded += "&"
        rest = rest[(start + 1)...]
      }
    }
    return decoded + String(decoding: rest, as: UTF8.self)
  }

  private static func character(_ name: Substring) -> Unicode.Scalar? {
    guard name.first == "#" else { return HTMLEntities.character(name) }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, number > 0 else { return nil }
    if (128...159).contains(number), let scalar = TextEncoding.windows[Int(number) - 128] {
      return scalar
    }
    return Unicode.Scalar(number)
  }

  // MARK: Bytes

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

  private func starts(with words: StaticString) -> Bool {
    words.withUTF8Buffer { bytes[place...].starts(with: $0) }
  }

  private mutating func skipSpace() {
    while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
  }

  private mutating func skip(past end: StaticString) {
    place += 1
    end.withUTF8Buffer { end in
      while place < bytes.count, bytes[place] != end[0] || !bytes[place...].starts(with: end) {
        place += 1
      }
      place = min(place + end.count, bytes.count)
    }
  }
}
