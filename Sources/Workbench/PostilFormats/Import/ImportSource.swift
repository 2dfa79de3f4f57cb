import PostilSystem

/// A file to import.
package struct ImportSource: Sendable {
  /// Its path, for messages.
  package let path: String
  /// What an article of it is called: the path below the folder without its ending.
  package let name: String
  /// Its content.
  package let bytes: [UInt8]

  /// Makes a source.
  package init(path: String, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
  }

  /// The lines without their ends.
  ///
  /// - Throws: `notUTF8`.
  func lines() throws(PostilError) -> [Substring] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(path: path, byte: 0)
    }
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// A text without its white space and control characters, by which a text is known again whatever its
  /// spacing: tokens hold neither.
  package static func key(of text: String) -> String {
    String(text.unicodeScalars.filter { !$0.isPassedOver })
  }
}

extension Unicode.Scalar {
  /// Whether it may stand between tokens: white space, control and format characters.
  var isPassedOver: Bool {
    switch properties.generalCategory {
    case .control, .format: true
    default: properties.isWhitespace
    }
  }
}
