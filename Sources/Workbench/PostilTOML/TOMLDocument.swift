import PostilKit

/// A text in TOML 1.0 with its values, which know their places.
package struct TOMLDocument: Sendable {
  /// The text, in UTF-8.
  package let bytes: [UInt8]
  /// The table that holds everything.
  package let root: TOMLTable

  /// The most tables and arrays inside each other.
  package static let deepest = 100

  /// Reads a text.
  ///
  /// - Throws: `TOMLFailure` with the place at which it stops being TOML.
  package init(_ bytes: [UInt8]) throws(TOMLFailure) {
    self.bytes = bytes
    var parser = TOMLParser(bytes)
    do throws(TOMLParser.Failure) { root = try parser.document() } catch {
      throw TOMLFailure(place: TOMLPlace(of: error.offset, in: bytes), reason: error.reason)
    }
  }

  /// Reads a text.
  ///
  /// - Throws: `TOMLFailure` with the place at which it stops being TOML.
  package init(_ text: String) throws(TOMLFailure) { try self.init(Array(text.utf8)) }

  /// Whether there is a key.
  package func has(_ key: [String]) -> Bool { value(of: key) != nil }

  /// Whether a key is a table.
  package func isTable(_ key: [String]) -> Bool { value(of: key)?.table != nil }

  private func value(of key: [String]) -> TOMLValue? {
    var value: TOMLValue?
    var table: TOMLTable? = root
    for name in key {
      value = table?.members.first { $0.name == name }?.value
      table = value?.table
    }
    return value
  }

  /// The place of the key that these names lead to, else of the nearest one above it; nil if there is
  /// none.
  package func place(of key: [String]) -> TOMLPlace? {
    var table: TOMLTable? = root
    var found: Int?
    for name in key {
      guard let member = table?.members.first(where: { $0.name == name }) else { break }
      found = member.offset
      table = member.value.table
    }
    return found.map(place)
  }

  /// The place of a byte of the text.
  package func place(_ offset: Int) -> TOMLPlace { TOMLPlace(of: offset, in: bytes) }
}

/// Where something is in a text.
package struct TOMLPlace: Hashable, Sendable {
  /// Bytes before it.
  package let offset: Int
  /// Its line, from 1.
  package let line: Int
  /// Its column in code points, from 1.
  package let column: Int

  /// The place of a byte.
  init(of offset: Int, in bytes: [UInt8]) {
    self.offset = offset
    let before = bytes.prefix(offset)
    let start =
      before.lastIndex(of: 0x0A).map { $0 + 1 } ?? (bytes.starts(with: TOMLParser.bom) ? 3 : 0)
    line = 1 + before.count { $0 == 0x0A }
    column = 1 + before.dropFirst(start).count { $0 & 0xC0 != 0x80 }
  }
}

/// Why a text is not TOML, or why a change of it is not possible.
package struct TOMLFailure: Error, Hashable, Sendable {
  /// Where.
  package let place: TOMLPlace
  /// What is wrong there and what is expected, as the end of a sentence.
  package let reason: String
}
