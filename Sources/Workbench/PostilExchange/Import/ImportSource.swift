import PostilKit
import PostilSystem

/// A file to import.
package struct ImportSource: Sendable {
  /// The file, in the folder that is imported.
  package let file: FileAccess
  /// The name of its article: the path below the folder without the extension.
  package let name: String
  /// Its content.
  package let bytes: [UInt8]

  /// Its path, for messages.
  package var path: String { file.path }

  /// Makes a source.
  package init(file: FileAccess, name: String, bytes: [UInt8]) {
    self.file = file
    self.name = name
    self.bytes = bytes
  }

  /// The lines without their ends, and without a byte order mark before the first.
  ///
  /// - Throws: `notUTF8`.
  package func lines() throws(PostilError) -> [Substring] {
    let text: String
    do throws(InvalidUTF8) { text = try Text(validating: bytes).string } catch {
      throw .file(.notUTF8(path: path, byte: error.offset))
    }
    return text.unicodeScalars.first == "\u{FEFF}"
      ? Self.lines(of: String(text.unicodeScalars.dropFirst())) : Self.lines(of: text)
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// A text without its white space and control characters: the same for texts that differ only in
  /// spacing, and for a text's tokens joined.
  package static func key(of text: String) -> String {
    String(text.unicodeScalars.filter { !$0.isPassedOver })
  }
}

extension Unicode.Scalar {
  /// Whether it may occur between tokens: white space, control and format characters.
  package var isPassedOver: Bool {
    switch properties.generalCategory {
    case .control, .format: true
    default: properties.isWhitespace
    }
  }
}
