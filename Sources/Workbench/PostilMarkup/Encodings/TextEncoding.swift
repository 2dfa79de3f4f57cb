import PostilKit

/// Files of markup in other encodings than UTF-8: UTF-16 with a byte order mark, and Windows-1252, whose part
/// ISO-8859-1 is.
enum TextEncoding {
  /// Names of encodings whose bytes are read as Windows-1252, as browsers do, in lower case.
  private static let singleByte: Set<String> = [
    "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1",
  ]
  /// Names of encodings that are UTF-8 or a part of it, in lower case.
  private static let utf8Names: Set<String> = ["utf-8", "utf8", "us-ascii", "ascii"]

  /// A file of XML as UTF-8: what it declares counts.
  ///
  /// - Throws: `XMLFailure` for an encoding that is not known, and for bytes that are not of the encoding.
  static func xml(_ bytes: [UInt8]) throws(XMLFailure) -> [UInt8] {
    if let wide = wide(bytes) { return wide }
    let name = declared(inXML: bytes)?.lowercased() ?? "utf-8"
    if singleByte.contains(name) { return narrow(bytes) }
    guard utf8Names.contains(name) else {
      throw XMLFailure(line: 1, reason: "its encoding is \(name), not UTF-8: convert it with iconv")
    }
    do throws(InvalidUTF8) { _ = try Text(validating: bytes) } catch {
      throw XMLFailure(line: 1, reason: "it is not UTF-8 at byte \(error.offset + 1)")
    }
    return bytes
  }

  /// A web page as UTF-8. Valid UTF-8 is never anything else; what declares nothing is Windows-1252.
  ///
  /// - Parameter declared: The encoding that it names, in lower case; nil if it names none.
  /// - Returns: nil for an encoding that is not known, and for bytes that are not of it.
  static func page(_ bytes: [UInt8], declared: String?) -> [UInt8]? {
    if let wide = wide(bytes) { return wide }
    if (try? Text(validating: bytes)) != nil { return bytes }
    let known = singleByte.union(utf8Names)
    return declared.map(known.contains) ?? true ? narrow(bytes) : nil
  }

  /// The encoding that an XML declaration names; nil if there is none.
  private static func declared(inXML bytes: [UInt8]) -> String? {
    guard bytes.starts(with: Array("<?xml".utf8)) else { return nil }
    let end = bytes.firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "encoding=")
    guard words.count == 2 else { return nil }
    return String(words[1].dropFirst().prefix { $0 != "\"" && $0 != "'" })
  }

  private static func narrow(_ bytes: [UInt8]) -> [UInt8] {
    var text = ""
    for byte in bytes {
      let own = (128...159).contains(byte) ? windows[Int(byte) - 128] : nil
      text.unicodeScalars.append(own ?? Unicode.Scalar(byte))
    }
    return Array(text.utf8)
  }

  /// UTF-16 with its mark; nil for anything else, an odd number of bytes and half a surrogate pair.
  private static func wide(_ bytes: [UInt8]) -> [UInt8]? {
    let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard isMarked, bytes.count.isMultiple(of: 2) else { return nil }
    let low = bytes[0] == 0xFF ? 0 : 1
    let units = stride(from: 2, to: bytes.count, by: 2).map { place in
      UInt16(bytes[place + low]) | UInt16(bytes[place + 1 - low]) << 8
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  /// What browsers show for the numbers 128 to 159, which Windows programs write.
  static let windows: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’",
    "“", "”",
    "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
}
